import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const salesOrderSchemas = {
  SalesOrder: {
    boolean: `
      Approved BillToAddressOverride BillToAddressValidated BillToContactOverride CreditHold
      DisableAutomaticDiscountUpdate DisableAutomaticTaxCalculation Hold IsTaxValid ShipToAddressOverride
      ShipToAddressValidated ShipToContactOverride ExternalOrderOriginal WillCall UsrExternalOrderOriginal`,
    string: `
      BaseCurrencyID Branch CashAccount ContactID CurrencyID CurrencyRateTypeID CustomerID CustomerOrder
      Description DestinationWarehouseID ExternalRef LocationID OrderNbr OrderType PaymentMethod
      PreferredWarehouseID Project ShipVia Status ExternalRefundRef PaymentRef ExternalOrderOrigin
      ExternalOrderSource TaxCalcMode`,
    decimal: `
      ControlTotal CurrencyRate MaxRiskScore OrderedQty OrderTotal ReciprocalRate TaxTotal VATExemptTotal
      VATTaxableTotal`,
    dateTime: "Date EffectiveDate LastModified RequestedOn CreatedDate",
    guid: "NoteID",
    links: {
      BillToAddress: "Address",
      BillToContact: "DocContact",
      Commissions: "Commissions",
      FinancialSettings: "FinancialSettings",
      ShippingSettings: "ShippingSettings",
      ShipToAddress: "Address",
      ShipToContact: "DocContact",
      Totals: "Totals",
    },
    rows: {
      Details: "SalesOrderDetail",
      DiscountDetails: "SalesOrdersDiscountDetails",
      OrderRisks: "OrderRisks",
      Payments: "SalesOrderPayment",
      Relations: "RelationDetail",
      Shipments: "SalesOrderShipment",
      TaxDetails: "TaxDetail",
    },
  },
  Address: {
    string: "AddressLine1 AddressLine2 City Country PostalCode State",
    boolean: "Validated",
  },
  DocContact: {
    string: "Attention BusinessName Email Phone1",
  },
  Commissions: {
    string: "DefaultSalesperson",
    rows: { SalesPersons: "SalesPersonDetail" },
  },
  SalesPersonDetail: {
    decimal: "CommissionableAmount CommissionAmount CommissionPercent",
    string: "SalespersonID",
  },
  FinancialSettings: {
    boolean: "BillSeparately OverrideTaxZone",
    string: `
      Branch CustomerTaxZone EntityUsageType InvoiceNbr OriginalOrderNbr OriginalOrderType Owner PostPeriod
      Terms`,
    dateTime: "CashDiscountDate DueDate InvoiceDate",
  },
  ShippingSettings: {
    dateTime: "CancelByDate ScheduledShipmentDate",
    boolean: `
      Canceled GroundCollect Insurance ResidentialDelivery SaturdayDelivery ShipSeparately UseCustomersAccount
      FreightCostIsuptodate OverrideFreightPrice`,
    string: "FOBPoint PreferredWarehouseID ShippingRule ShippingTerms ShippingZone ShipVia FreightTaxCategory",
    short: "Priority",
    decimal: "FreightPrice FreightCost OrderVolume OrderWeight PackageWeight PremiumFreight",
    links: { ShopForRates: "ShopForRates" },
  },
  ShopForRates: {
    boolean: "IsManualPackage",
    decimal: "OrderWeight PackageWeight",
  },
  Totals: {
    decimal: `
      DiscountTotal LineTotalAmount MiscTotalAmount TaxTotal UnbilledAmount UnbilledQty UnpaidBalance Freight
      FreightCost OrderVolume OrderWeight PackageWeight PremiumFreight`,
    boolean: "FreightCostIsuptodate OverrideFreightAmount",
    string: "FreightTaxCategory",
  },
  SalesOrderDetail: {
    string: `
      Account AlternateID Branch CostCode CustomerOrderNbr DiscountCode InventoryID InvoiceNbr InvoiceType
      LastModifiedDate LineDescription LineType Location Operation POSource ProjectTask PurchaseWarehouse
      VendorID ReasonCode SalespersonID ShippingRule ShipToLocation Subitem TaxCategory TaxZone UOM WarehouseID
      GiftMessage LotSerialNbr ExternalRef`,
    decimal: `
      Amount AverageCost DiscountAmount DiscountedUnitPrice DiscountPercent ExtendedPrice OpenQty OrderQty
      OvershipThreshold QtyOnShipments UnbilledAmount UndershipThreshold UnitCost UnitPrice`,
    boolean: `
      AutoCreateIssue CalculateDiscountsOnImport Commissionable Completed FreeItem ManualDiscount MarkForPO
      ManualPrice`,
    int: "InvoiceLineNbr LineNbr AssociatedOrderLineNbr",
    dateTime: "RequestedOn SchedOrderDate ShipOn",
    guid: "NoteID",
    rows: { Allocations: "SalesOrderDetailAllocation", PurchasingDetails: "PurchasingDetail" },
  },
  SalesOrderDetailAllocation: {
    boolean: "Allocated Completed",
    string: `
      AllocWarehouseID CustomerOrderNbr InventoryID LocationID LotSerialNbr OrderNbr OrderType RelatedDocument
      Subitem UOM`,
    dateTime: "ExpirationDate SchedOrderDate ShipOn",
    int: "LineNbr SplitLineNbr",
    decimal: "Qty QtyOnShipments QtyReceived",
  },
  PurchasingDetail: {
    int: "POOrderLineNbr",
    string: "POOrderNbr POOrderType",
    boolean: "Selected",
  },
  SalesOrdersDiscountDetails: {
    string: "Description DiscountCode ExternalDiscountCode FreeItem SequenceID Type",
    decimal: "DiscountableAmount DiscountableQty DiscountAmount DiscountPercent FreeItemQty",
    boolean: "ManualDiscount SkipDiscount",
  },
  OrderRisks: {
    string: "Message Recommendation",
    decimal: "Score",
  },
  SalesOrderPayment: {
    dateTime: "ApplicationDate LastModifiedDateTime",
    decimal: "AppliedToOrder Balance PaymentAmount TransferredtoInvoice",
    boolean: "Authorize Capture Hold Refund SaveCard ValidateCCRefundOrigTransaction",
    string: `
      CardAccountNbr CashAccount Currency Description DocType OrigTransactionNbr PaymentMethod PaymentRef
      ProcessingCenterID ReferenceNbr Status ExternalRef`,
    guid: "NoteID",
    rows: { CreditCardTransactionInfo: "SalesOrderCreditCardTransactionDetail" },
  },
  SalesOrderCreditCardTransactionDetail: {
    string: "AuthNbr ExtProfileId TranNbr TranType CardType",
    boolean: "NeedValidation",
    dateTime: "TranDate",
  },
  RelationDetail: {
    string: "Account ContactDisplayName DocumentTargetNoteIDDescription Email Name Role Type",
    boolean: "AddToCc Primary",
    int: "ContactID RelationID",
    guid: "Document",
    dateTime: "DocumentDate",
  },
  SalesOrderShipment: {
    string: "InventoryDocType InventoryRefNbr InvoiceNbr InvoiceType ShipmentNbr ShipmentType Status",
    dateTime: "ShipmentDate LastModifiedDateTime",
    decimal: "ShippedQty ShippedVolume ShippedWeight",
    guid: "InventoryNoteID OrderNoteID ShippingNoteID",
  },
  TaxDetail: {
    string: "CustomerTaxZone OrderNbr OrderType TaxID TaxType",
    boolean: "IncludeInVATExemptTotal PendingVAT ReverseVAT StatisticalVAT",
    int: "LineNbr RecordID",
    decimal: "TaxableAmount TaxAmount TaxRate",
  },
} as const satisfies SchemaTable;
