import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint's setup records, by type name. */
export const setupSchemas = {
  Warehouse: {
    string: `
      COGSExpenseAccount Description DropShipLocationID InventoryAccount NonStockPickingLocationID ReceivingLocationID
      RMALocationID SalesAccount SalesSubaccount ShippingLocationID WarehouseID`,
    boolean: "Active OverrideInventoryAccountSubaccount UseItemDefaultLocationForPicking",
    dateTime: "LastModifiedDateTime",
    rows: { Locations: "WarehouseLocation" },
  },
  WarehouseLocation: {
    string: "Description LocationID",
    boolean: "Active AssemblyAllowed ReceiptsAllowed SalesAllowed TransfersAllowed",
    short: "PickPriority",
  },
  ShipVia: {
    string: `
      CalculationMethod Calendar CarrierID Description FreightExpenseAccount FreightExpenseSubaccount
      FreightSalesAccount FreightSalesSubaccount TaxCategory`,
    boolean: "CommonCarrier",
  },
  CustomerPriceClass: {
    string: "Description PriceClassID",
    dateTime: "CreatedDateTime LastModifiedDateTime",
    guid: "NoteID",
  },
  PaymentMethod: {
    string: "Description MeansOfPayment PaymentMethodID",
    boolean: `
      Active IntegratedProcessing RequireRemittanceInformationforCashAccount SetPaymentDatetoBankTransactionDate UseInAP
      UseInAR UseInPR`,
    dateTime: "CreatedDateTime LastModifiedDateTime",
    rows: { AllowedCashAccounts: "PaymentMethodAllowedCashAccountDetail" },
  },
  PaymentMethodAllowedCashAccountDetail: {
    string: "Branch CashAccount Description",
    boolean: "ARDefault UseInAP UseInAR",
  },
  TaxZone: {
    string: "Description TaxZoneID",
    dateTime: "CreatedDateTime LastModifiedDateTime",
    rows: { ApplicableTaxes: "TaxZoneApplicableTaxDetail" },
  },
  TaxZoneApplicableTaxDetail: { string: "TaxID" },
} as const satisfies SchemaTable;
