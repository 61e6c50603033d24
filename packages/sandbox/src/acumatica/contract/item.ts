import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const itemSchemas = {
  StockItem: {
    string: `
      ABCCode AutoIncrementalValue BaseUOM COGSAccount COGSSubaccount Content CountryOfOrigin
      DefaultIssueLocationID DefaultReceiptLocationID DefaultSubitem DefaultWarehouseID DeferralAccount
      DeferralSubaccount Description DiscountAccount DiscountSubaccount ImageUrl InventoryAccount InventoryID
      InventorySubaccount ItemClass ItemStatus ItemType LandedCostVarianceAccount LandedCostVarianceSubaccount
      LotSerialClass PackagingOption POAccrualAccount POAccrualSubaccount PostingClass PriceClass PriceManager
      PriceWorkgroup ProductManager ProductWorkgroup PurchasePriceVarianceAccount
      PurchasePriceVarianceSubaccount PurchaseUOM ReasonCodeSubaccount SalesAccount SalesSubaccount SalesUOM
      StandardCostRevaluationAccount StandardCostRevaluationSubaccount StandardCostVarianceAccount
      StandardCostVarianceSubaccount TaxCategory TariffCode ValuationMethod VolumeUOM WeightUOM Availability
      CustomURL MetaDescription MetaKeywords PageTitle SearchKeywords TemplateItemID Visibility NotAvailable`,
    decimal: `
      AverageCost CurrentStdCost DefaultPrice DimensionVolume DimensionWeight LastCost LastStdCost Markup
      MaxCost MinCost MinMarkup MSRP PendingStdCost CurySpecificMSRP CurySpecificPrice`,
    boolean: "IsAKit PackSeparately SubjectToCommission UseOnEntry ExportToExternal",
    dateTime: "LastModified LastModifiedDateTime",
    guid: "NoteID",
    rows: {
      Attributes: "AttributeValue",
      Boxes: "BoxStockItem",
      Categories: "CategoryStockItem",
      CrossReferences: "InventoryItemCrossReference",
      ReplenishmentParameters: "ReplenishmentParameterStockItem",
      UOMConversions: "InventoryItemUOMConversion",
      VendorDetails: "StockItemVendorDetail",
      WarehouseDetails: "StockItemWarehouseDetail",
      FileURLs: "InventoryFileUrls",
    },
  },
  BoxStockItem: {
    string: "BoxID Description UOM",
    decimal: "MaxQty MaxVolume MaxWeight Qty",
  },
  CategoryStockItem: {
    int: "CategoryID",
  },
  ItemSalesCategory: {
    int: "CategoryID ParentCategoryID SortOrder",
    string: "Description Path",
    dateTime: "LastModifiedDateTime",
    guid: "NoteID",
    rows: { Members: "ItemSalesCategoryMember" },
  },
  ItemSalesCategoryMember: {
    string: "Description InventoryID ItemClass ItemStatus",
  },
  InventoryItemCrossReference: {
    string: "AlternateID AlternateType Description Subitem VendorOrCustomer UOM",
  },
  ReplenishmentParameterStockItem: {
    string: `
      DemandForecastModel ForecastPeriodType Method ReplenishmentClass ReplenishmentWarehouse Seasonality Source`,
    dateTime: "LaunchDate TerminationDate",
    decimal: "MaxQty ReorderPoint SafetyStock ServiceLevel TransferERQ",
    int: "MaxShelfLifeInDays PeriodsToAnalyze",
  },
  InventoryItemUOMConversion: {
    decimal: "ConversionFactor",
    string: "FromUOM MultiplyOrDivide ToUOM",
  },
  StockItemVendorDetail: {
    boolean: "Active Default Override",
    short: "AddLeadTimeDays LeadTimeDays",
    string: "CurrencyID Location PurchaseUnit Subitem VendorID VendorName Warehouse",
    decimal: "EOQ LastVendorPrice LotSize MaxOrderQty MinOrderQty",
    int: "MinOrderFrequencyInDays RecordID",
  },
  StockItemWarehouseDetail: {
    decimal: "DailyDemandForecast DailyDemandForecastErrorSTDEV QtyOnHand ServiceLevel",
    string: `
      DefaultIssueLocationID DefaultReceiptLocationID InventoryAccount InventorySubaccount PreferredVendor
      ProductManager ProductWorkgroup ReplenishmentSource ReplenishmentWarehouse Seasonality Status WarehouseID`,
    boolean: `
      IsDefault Override OverridePreferredVendor OverrideReplenishmentSettings OverrideStdCost PriceOverride`,
    dateTime: "LastForecastDate",
  },
  InventoryFileUrls: {
    string: "FileType FileURL",
    guid: "NoteID",
  },
  ItemWarehouse: {
    dateTime: "CreatedDateTime LastModifiedDateTime",
    string: `
      DefaultIssueFrom DefaultReceiptTo DefaultSubitem InventoryAccount InventoryID InventorySubaccount
      PreferredLocation PreferredVendor ProductManager ProductWorkgroup ReplenishmentClass ReplenishmentMethod
      ReplenishmentSource ReplenishmentWarehouse Seasonality Status WarehouseID`,
    decimal: "MaxQty MSRP ReorderPoint SafetyStock ServiceLevel",
    boolean: `
      OverrideInventoryAccountSubaccount OverridePreferredVendor OverridePrice OverrideReplenishmentSettings
      OverrideServiceLevel OverrideStandardCost OverrideProductManager OverrideMaxQty OverrideReorderPoint
      OverrideSafetyStock`,
  },
  InventorySummaryInquiry: {
    boolean: "ExpandByLotSerialNbr",
    string: "InventoryID LocationID Subitem WarehouseID",
    rows: { Results: "InventorySummaryRow" },
  },
  InventorySummaryRow: {
    string: "BaseUOM LocationID LotSerialNbr Subitem WarehouseID",
    decimal: "EstimatedTotalCost EstimatedUnitCost QtyAvailable QtyAvailableForShipment QtyNotAvailable QtyOnHand",
    dateTime: "ExpirationDate",
  },
  InventoryQuantityAvailable: {
    string: "InventoryID",
    dateTime: "LastModifiedDateTime",
    rows: { Results: "InventoryQuantityAvailableDetail" },
  },
  InventoryQuantityAvailableDetail: {
    string: "InventoryID",
    dateTime: "LastModifiedDateTime",
    decimal: "QtyAvailable",
  },
  NonStockItem: {
    string: `
      BaseUnit Content CustomURL DeferralAccount DeferralSubaccount Description ExpenseAccount InventoryID ItemClass
      ItemStatus ItemType MetaDescription MetaKeywords PageTitle PostingClass PriceClass PurchaseUnit SalesAccount
      SalesSubaccount SalesUnit SearchKeywords TaxCategory TemplateItemID Visibility VolumeUOM WeightUOM Availability`,
    decimal: `
      CurrentCost CurrentStdCost CurySpecificMSRP CurySpecificPrice DefaultPrice DimensionWeight LastCost MSRP
      PendingCost Volume Weight`,
    boolean: "ExportToExternal IsAKit IsKit RequireReceipt RequireShipment",
    dateTime: "EffectiveDate LastModifiedDateTime PendingCostDate",
    guid: "NoteID",
    rows: {
      Attributes: "AttributeValue",
      Categories: "CategoryStockItem",
      CrossReferences: "InventoryItemCrossReference",
    },
  },
} as const satisfies SchemaTable;
