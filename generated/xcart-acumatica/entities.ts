// Generated from xcart-acumatica/entities.xmap. Do not edit: change the mapping and compile again.

import {
  type BindingModule,
  type EntityModule,
  type FlowModule,
  type LookupModule,
  type PolicyModule,
  type SystemModule,
  text,
  type Value,
} from "@xmap/runtime";

export const contract = 1;
export const id = "xcart-acumatica/entities";
export const hash = "0b0fb5a40bc2bd66b9b0353b77341e265afd2035e2dd90c20b679d8ab5f59efe";
export const sourceFiles = ["shared/shop.xmap", "shared/tables.xmap", "xcart-acumatica/entities.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {
  acumatica: {
    name: "acumatica",
    connector: "acumatica",
    options: {
      url: { env: "ACUMATICA_URL" },
      tenant: { env: "ACUMATICA_TENANT" },
      user: { env: "ACUMATICA_USER" },
      password: { secret: "ACUMATICA_PASSWORD" },
      webhookSecret: { secret: "ACUMATICA_WEBHOOK_SECRET" },
      endpoint: { value: "Default/24.200.001" },
      zone: { value: "America/New_York" },
    },
  },
};

export interface SalesOrderBillToAddress {
  readonly AddressLine1: string | null;
  readonly AddressLine2: string | null;
  readonly City: string | null;
  readonly Country: string | null;
  readonly PostalCode: string | null;
  readonly State: string | null;
  readonly Validated: boolean | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderBillToContact {
  readonly Attention: string | null;
  readonly BusinessName: string | null;
  readonly Email: string | null;
  readonly Phone1: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderCommissionsSalesPerson {
  readonly CommissionAmount: number | null;
  readonly CommissionPercent: number | null;
  readonly CommissionableAmount: number | null;
  readonly SalespersonID: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderCommissions {
  readonly DefaultSalesperson: string | null;
  readonly SalesPersons: readonly SalesOrderCommissionsSalesPerson[];
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderDetailAllocation {
  readonly AllocWarehouseID: string | null;
  readonly Allocated: boolean | null;
  readonly Completed: boolean | null;
  readonly CustomerOrderNbr: string | null;
  readonly ExpirationDate: string | null;
  readonly InventoryID: string | null;
  readonly LineNbr: number | null;
  readonly LocationID: string | null;
  readonly LotSerialNbr: string | null;
  readonly OrderNbr: string | null;
  readonly OrderType: string | null;
  readonly Qty: number | null;
  readonly QtyOnShipments: number | null;
  readonly QtyReceived: number | null;
  readonly RelatedDocument: string | null;
  readonly SchedOrderDate: string | null;
  readonly ShipOn: string | null;
  readonly SplitLineNbr: number | null;
  readonly Subitem: string | null;
  readonly UOM: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderDetailPurchasingDetail {
  readonly POOrderLineNbr: number | null;
  readonly POOrderNbr: string | null;
  readonly POOrderType: string | null;
  readonly Selected: boolean | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderDetail {
  readonly Account: string | null;
  readonly Allocations: readonly SalesOrderDetailAllocation[];
  readonly AlternateID: string | null;
  readonly Amount: number;
  readonly AssociatedOrderLineNbr: number | null;
  readonly AutoCreateIssue: boolean | null;
  readonly AverageCost: number | null;
  readonly Branch: string | null;
  readonly CalculateDiscountsOnImport: boolean | null;
  readonly Commissionable: boolean | null;
  readonly Completed: boolean | null;
  readonly CostCode: string | null;
  readonly CustomerOrderNbr: string | null;
  readonly DiscountAmount: number | null;
  readonly DiscountCode: string | null;
  readonly DiscountPercent: number | null;
  readonly DiscountedUnitPrice: number | null;
  readonly ExtendedPrice: number | null;
  readonly ExternalRef: string | null;
  readonly FreeItem: boolean | null;
  readonly GiftMessage: string | null;
  readonly InventoryID: string | null;
  readonly InvoiceLineNbr: number | null;
  readonly InvoiceNbr: string | null;
  readonly InvoiceType: string | null;
  readonly LastModifiedDate: string | null;
  readonly LineDescription: string | null;
  readonly LineNbr: number | null;
  readonly LineType: string | null;
  readonly Location: string | null;
  readonly LotSerialNbr: string | null;
  readonly ManualDiscount: boolean | null;
  readonly ManualPrice: boolean | null;
  readonly MarkForPO: boolean | null;
  readonly NoteID: string | null;
  readonly OpenQty: number | null;
  readonly Operation: string | null;
  readonly OrderQty: number;
  readonly OvershipThreshold: number | null;
  readonly POSource: string | null;
  readonly ProjectTask: string | null;
  readonly PurchaseWarehouse: string | null;
  readonly PurchasingDetails: readonly SalesOrderDetailPurchasingDetail[];
  readonly QtyOnShipments: number;
  readonly ReasonCode: string | null;
  readonly RequestedOn: string | null;
  readonly SalespersonID: string | null;
  readonly SchedOrderDate: string | null;
  readonly ShipOn: string | null;
  readonly ShipToLocation: string | null;
  readonly ShippingRule: string | null;
  readonly Subitem: string | null;
  readonly TaxCategory: string | null;
  readonly TaxZone: string | null;
  readonly UOM: string | null;
  readonly UnbilledAmount: number | null;
  readonly UndershipThreshold: number | null;
  readonly UnitCost: number | null;
  readonly UnitPrice: number | null;
  readonly VendorID: string | null;
  readonly WarehouseID: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderDiscountDetail {
  readonly Description: string | null;
  readonly DiscountAmount: number | null;
  readonly DiscountCode: string | null;
  readonly DiscountPercent: number | null;
  readonly DiscountableAmount: number | null;
  readonly DiscountableQty: number | null;
  readonly ExternalDiscountCode: string | null;
  readonly FreeItem: string | null;
  readonly FreeItemQty: number | null;
  readonly ManualDiscount: boolean | null;
  readonly SequenceID: string | null;
  readonly SkipDiscount: boolean | null;
  readonly Type: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderFinancialSettings {
  readonly BillSeparately: boolean | null;
  readonly Branch: string | null;
  readonly CashDiscountDate: string | null;
  readonly CustomerTaxZone: string | null;
  readonly DueDate: string | null;
  readonly EntityUsageType: string | null;
  readonly InvoiceDate: string | null;
  readonly InvoiceNbr: string | null;
  readonly OriginalOrderNbr: string | null;
  readonly OriginalOrderType: string | null;
  readonly OverrideTaxZone: boolean | null;
  readonly Owner: string | null;
  readonly PostPeriod: string | null;
  readonly Terms: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderOrderRisk {
  readonly Message: string | null;
  readonly Recommendation: string | null;
  readonly Score: number | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderPaymentCreditCardTransactionInfo {
  readonly AuthNbr: string | null;
  readonly CardType: string | null;
  readonly ExtProfileId: string | null;
  readonly NeedValidation: boolean | null;
  readonly TranDate: string | null;
  readonly TranNbr: string | null;
  readonly TranType: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderPayment {
  readonly ApplicationDate: string | null;
  readonly AppliedToOrder: number;
  readonly Authorize: boolean | null;
  readonly Balance: number | null;
  readonly Capture: boolean | null;
  readonly CardAccountNbr: string | null;
  readonly CashAccount: string | null;
  readonly CreditCardTransactionInfo: readonly SalesOrderPaymentCreditCardTransactionInfo[];
  readonly Currency: string | null;
  readonly Description: string | null;
  readonly DocType: string;
  readonly ExternalRef: string | null;
  readonly Hold: boolean | null;
  readonly LastModifiedDateTime: string | null;
  readonly NoteID: string | null;
  readonly OrigTransactionNbr: string | null;
  readonly PaymentAmount: number | null;
  readonly PaymentMethod: string | null;
  readonly PaymentRef: string | null;
  readonly ProcessingCenterID: string | null;
  readonly ReferenceNbr: string;
  readonly Refund: boolean | null;
  readonly SaveCard: boolean | null;
  readonly Status: string | null;
  readonly TransferredtoInvoice: number | null;
  readonly ValidateCCRefundOrigTransaction: boolean | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderRelation {
  readonly Account: string | null;
  readonly AddToCc: boolean | null;
  readonly ContactDisplayName: string | null;
  readonly ContactID: number | null;
  readonly Document: string | null;
  readonly DocumentDate: string | null;
  readonly DocumentTargetNoteIDDescription: string | null;
  readonly Email: string | null;
  readonly Name: string | null;
  readonly Primary: boolean | null;
  readonly RelationID: number | null;
  readonly Role: string | null;
  readonly Type: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderShipToAddress {
  readonly AddressLine1: string | null;
  readonly AddressLine2: string | null;
  readonly City: string | null;
  readonly Country: string | null;
  readonly PostalCode: string | null;
  readonly State: string | null;
  readonly Validated: boolean | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderShipToContact {
  readonly Attention: string | null;
  readonly BusinessName: string | null;
  readonly Email: string | null;
  readonly Phone1: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderShipment {
  readonly InventoryDocType: string | null;
  readonly InventoryNoteID: string | null;
  readonly InventoryRefNbr: string | null;
  readonly InvoiceNbr: string | null;
  readonly InvoiceType: string | null;
  readonly LastModifiedDateTime: string | null;
  readonly OrderNoteID: string | null;
  readonly ShipmentDate: string | null;
  readonly ShipmentNbr: string;
  readonly ShipmentType: string | null;
  readonly ShippedQty: number | null;
  readonly ShippedVolume: number | null;
  readonly ShippedWeight: number | null;
  readonly ShippingNoteID: string | null;
  readonly Status: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderShippingSettingsShopForRates {
  readonly IsManualPackage: boolean | null;
  readonly OrderWeight: number | null;
  readonly PackageWeight: number | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderShippingSettings {
  readonly CancelByDate: string | null;
  readonly Canceled: boolean | null;
  readonly FOBPoint: string | null;
  readonly FreightCost: number | null;
  readonly FreightCostIsuptodate: boolean | null;
  readonly FreightPrice: number | null;
  readonly FreightTaxCategory: string | null;
  readonly GroundCollect: boolean | null;
  readonly Insurance: boolean | null;
  readonly OrderVolume: number | null;
  readonly OrderWeight: number | null;
  readonly OverrideFreightPrice: boolean | null;
  readonly PackageWeight: number | null;
  readonly PreferredWarehouseID: string | null;
  readonly PremiumFreight: number | null;
  readonly Priority: number | null;
  readonly ResidentialDelivery: boolean | null;
  readonly SaturdayDelivery: boolean | null;
  readonly ScheduledShipmentDate: string | null;
  readonly ShipSeparately: boolean | null;
  readonly ShipVia: string | null;
  readonly ShippingRule: string | null;
  readonly ShippingTerms: string | null;
  readonly ShippingZone: string | null;
  readonly ShopForRates?: SalesOrderShippingSettingsShopForRates;
  readonly UseCustomersAccount: boolean | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderTaxDetail {
  readonly CustomerTaxZone: string | null;
  readonly IncludeInVATExemptTotal: boolean | null;
  readonly LineNbr: number | null;
  readonly OrderNbr: string | null;
  readonly OrderType: string | null;
  readonly PendingVAT: boolean | null;
  readonly RecordID: number | null;
  readonly ReverseVAT: boolean | null;
  readonly StatisticalVAT: boolean | null;
  readonly TaxAmount: number | null;
  readonly TaxID: string | null;
  readonly TaxRate: number | null;
  readonly TaxType: string | null;
  readonly TaxableAmount: number | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrderTotals {
  readonly DiscountTotal: number | null;
  readonly Freight: number | null;
  readonly FreightCost: number | null;
  readonly FreightCostIsuptodate: boolean | null;
  readonly FreightTaxCategory: string | null;
  readonly LineTotalAmount: number | null;
  readonly MiscTotalAmount: number | null;
  readonly OrderVolume: number | null;
  readonly OrderWeight: number | null;
  readonly OverrideFreightAmount: boolean | null;
  readonly PackageWeight: number | null;
  readonly PremiumFreight: number | null;
  readonly TaxTotal: number | null;
  readonly UnbilledAmount: number | null;
  readonly UnbilledQty: number | null;
  readonly UnpaidBalance: number;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface SalesOrder {
  readonly Approved: boolean | null;
  readonly BaseCurrencyID: string | null;
  readonly BillToAddress?: SalesOrderBillToAddress;
  readonly BillToAddressOverride: boolean | null;
  readonly BillToAddressValidated: boolean | null;
  readonly BillToContact?: SalesOrderBillToContact;
  readonly BillToContactOverride: boolean | null;
  readonly Branch: string | null;
  readonly CashAccount: string | null;
  readonly Commissions?: SalesOrderCommissions;
  readonly ContactID: string | null;
  readonly ControlTotal: number | null;
  readonly CreatedDate: string | null;
  readonly CreditHold: boolean | null;
  readonly CurrencyID: string | null;
  readonly CurrencyRate: number | null;
  readonly CurrencyRateTypeID: string | null;
  readonly CustomerID: string | null;
  readonly CustomerOrder: string | null;
  readonly Date: string | null;
  readonly Description: string | null;
  readonly DestinationWarehouseID: string | null;
  readonly Details: readonly SalesOrderDetail[];
  readonly DisableAutomaticDiscountUpdate: boolean | null;
  readonly DisableAutomaticTaxCalculation: boolean | null;
  readonly DiscountDetails: readonly SalesOrderDiscountDetail[];
  readonly EffectiveDate: string | null;
  readonly ExternalOrderOrigin: string | null;
  readonly ExternalOrderOriginal: boolean | null;
  readonly ExternalOrderSource: string | null;
  readonly ExternalRef: string | null;
  readonly ExternalRefundRef: string | null;
  readonly FinancialSettings?: SalesOrderFinancialSettings;
  readonly Hold: boolean;
  readonly IsTaxValid: boolean | null;
  readonly LastModified: string | null;
  readonly LocationID: string | null;
  readonly MaxRiskScore: number | null;
  readonly NoteID: string | null;
  readonly OrderNbr: string;
  readonly OrderRisks: readonly SalesOrderOrderRisk[];
  readonly OrderTotal: number;
  readonly OrderType: string;
  readonly OrderedQty: number;
  readonly PaymentMethod: string | null;
  readonly PaymentRef: string | null;
  readonly Payments: readonly SalesOrderPayment[];
  readonly PreferredWarehouseID: string | null;
  readonly Project: string | null;
  readonly ReciprocalRate: number | null;
  readonly Relations: readonly SalesOrderRelation[];
  readonly RequestedOn: string | null;
  readonly ShipToAddress?: SalesOrderShipToAddress;
  readonly ShipToAddressOverride: boolean | null;
  readonly ShipToAddressValidated: boolean | null;
  readonly ShipToContact?: SalesOrderShipToContact;
  readonly ShipToContactOverride: boolean | null;
  readonly ShipVia: string | null;
  readonly Shipments: readonly SalesOrderShipment[];
  readonly ShippingSettings?: SalesOrderShippingSettings;
  readonly Status: "On Hold" | "Credit Hold" | "Risk Hold" | "Pending Approval" | "Rejected" | "Pending Processing" | "Awaiting Payment" | "Open" | "Back Order" | "Shipping" | "Invoiced" | "Completed" | "Canceled" | "Expired" | null;
  readonly TaxCalcMode: string | null;
  readonly TaxDetails: readonly SalesOrderTaxDetail[];
  readonly TaxTotal: number | null;
  readonly Totals?: SalesOrderTotals;
  readonly UsrExternalOrderOriginal: boolean | null;
  readonly VATExemptTotal: number | null;
  readonly VATTaxableTotal: number | null;
  readonly WillCall: boolean | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export const salesOrderEntity: EntityModule = {
  name: "SalesOrder",
  system: "acumatica",
  resource: "SalesOrder",
  key: [
    { field: "OrderType", type: "string" },
    { field: "OrderNbr", type: "string" },
  ],
  fields: [
    "Approved",
    "BaseCurrencyID",
    "BillToAddress.AddressLine1",
    "BillToAddress.AddressLine2",
    "BillToAddress.City",
    "BillToAddress.Country",
    "BillToAddress.PostalCode",
    "BillToAddress.State",
    "BillToAddress.Validated",
    "BillToAddress.custom",
    "BillToAddress.files",
    "BillToAddress.id",
    "BillToAddress.note",
    "BillToAddress.rowNumber",
    "BillToAddressOverride",
    "BillToAddressValidated",
    "BillToContact.Attention",
    "BillToContact.BusinessName",
    "BillToContact.Email",
    "BillToContact.Phone1",
    "BillToContact.custom",
    "BillToContact.files",
    "BillToContact.id",
    "BillToContact.note",
    "BillToContact.rowNumber",
    "BillToContactOverride",
    "Branch",
    "CashAccount",
    "Commissions.DefaultSalesperson",
    "Commissions.SalesPersons.CommissionAmount",
    "Commissions.SalesPersons.CommissionPercent",
    "Commissions.SalesPersons.CommissionableAmount",
    "Commissions.SalesPersons.SalespersonID",
    "Commissions.SalesPersons.custom",
    "Commissions.SalesPersons.files",
    "Commissions.SalesPersons.id",
    "Commissions.SalesPersons.note",
    "Commissions.SalesPersons.rowNumber",
    "Commissions.custom",
    "Commissions.files",
    "Commissions.id",
    "Commissions.note",
    "Commissions.rowNumber",
    "ContactID",
    "ControlTotal",
    "CreatedDate",
    "CreditHold",
    "CurrencyID",
    "CurrencyRate",
    "CurrencyRateTypeID",
    "CustomerID",
    "CustomerOrder",
    "Date",
    "Description",
    "DestinationWarehouseID",
    "Details.Account",
    "Details.Allocations.AllocWarehouseID",
    "Details.Allocations.Allocated",
    "Details.Allocations.Completed",
    "Details.Allocations.CustomerOrderNbr",
    "Details.Allocations.ExpirationDate",
    "Details.Allocations.InventoryID",
    "Details.Allocations.LineNbr",
    "Details.Allocations.LocationID",
    "Details.Allocations.LotSerialNbr",
    "Details.Allocations.OrderNbr",
    "Details.Allocations.OrderType",
    "Details.Allocations.Qty",
    "Details.Allocations.QtyOnShipments",
    "Details.Allocations.QtyReceived",
    "Details.Allocations.RelatedDocument",
    "Details.Allocations.SchedOrderDate",
    "Details.Allocations.ShipOn",
    "Details.Allocations.SplitLineNbr",
    "Details.Allocations.Subitem",
    "Details.Allocations.UOM",
    "Details.Allocations.custom",
    "Details.Allocations.files",
    "Details.Allocations.id",
    "Details.Allocations.note",
    "Details.Allocations.rowNumber",
    "Details.AlternateID",
    "Details.Amount",
    "Details.AssociatedOrderLineNbr",
    "Details.AutoCreateIssue",
    "Details.AverageCost",
    "Details.Branch",
    "Details.CalculateDiscountsOnImport",
    "Details.Commissionable",
    "Details.Completed",
    "Details.CostCode",
    "Details.CustomerOrderNbr",
    "Details.DiscountAmount",
    "Details.DiscountCode",
    "Details.DiscountPercent",
    "Details.DiscountedUnitPrice",
    "Details.ExtendedPrice",
    "Details.ExternalRef",
    "Details.FreeItem",
    "Details.GiftMessage",
    "Details.InventoryID",
    "Details.InvoiceLineNbr",
    "Details.InvoiceNbr",
    "Details.InvoiceType",
    "Details.LastModifiedDate",
    "Details.LineDescription",
    "Details.LineNbr",
    "Details.LineType",
    "Details.Location",
    "Details.LotSerialNbr",
    "Details.ManualDiscount",
    "Details.ManualPrice",
    "Details.MarkForPO",
    "Details.NoteID",
    "Details.OpenQty",
    "Details.Operation",
    "Details.OrderQty",
    "Details.OvershipThreshold",
    "Details.POSource",
    "Details.ProjectTask",
    "Details.PurchaseWarehouse",
    "Details.PurchasingDetails.POOrderLineNbr",
    "Details.PurchasingDetails.POOrderNbr",
    "Details.PurchasingDetails.POOrderType",
    "Details.PurchasingDetails.Selected",
    "Details.PurchasingDetails.custom",
    "Details.PurchasingDetails.files",
    "Details.PurchasingDetails.id",
    "Details.PurchasingDetails.note",
    "Details.PurchasingDetails.rowNumber",
    "Details.QtyOnShipments",
    "Details.ReasonCode",
    "Details.RequestedOn",
    "Details.SalespersonID",
    "Details.SchedOrderDate",
    "Details.ShipOn",
    "Details.ShipToLocation",
    "Details.ShippingRule",
    "Details.Subitem",
    "Details.TaxCategory",
    "Details.TaxZone",
    "Details.UOM",
    "Details.UnbilledAmount",
    "Details.UndershipThreshold",
    "Details.UnitCost",
    "Details.UnitPrice",
    "Details.VendorID",
    "Details.WarehouseID",
    "Details.custom",
    "Details.files",
    "Details.id",
    "Details.note",
    "Details.rowNumber",
    "DisableAutomaticDiscountUpdate",
    "DisableAutomaticTaxCalculation",
    "DiscountDetails.Description",
    "DiscountDetails.DiscountAmount",
    "DiscountDetails.DiscountCode",
    "DiscountDetails.DiscountPercent",
    "DiscountDetails.DiscountableAmount",
    "DiscountDetails.DiscountableQty",
    "DiscountDetails.ExternalDiscountCode",
    "DiscountDetails.FreeItem",
    "DiscountDetails.FreeItemQty",
    "DiscountDetails.ManualDiscount",
    "DiscountDetails.SequenceID",
    "DiscountDetails.SkipDiscount",
    "DiscountDetails.Type",
    "DiscountDetails.custom",
    "DiscountDetails.files",
    "DiscountDetails.id",
    "DiscountDetails.note",
    "DiscountDetails.rowNumber",
    "EffectiveDate",
    "ExternalOrderOrigin",
    "ExternalOrderOriginal",
    "ExternalOrderSource",
    "ExternalRef",
    "ExternalRefundRef",
    "FinancialSettings.BillSeparately",
    "FinancialSettings.Branch",
    "FinancialSettings.CashDiscountDate",
    "FinancialSettings.CustomerTaxZone",
    "FinancialSettings.DueDate",
    "FinancialSettings.EntityUsageType",
    "FinancialSettings.InvoiceDate",
    "FinancialSettings.InvoiceNbr",
    "FinancialSettings.OriginalOrderNbr",
    "FinancialSettings.OriginalOrderType",
    "FinancialSettings.OverrideTaxZone",
    "FinancialSettings.Owner",
    "FinancialSettings.PostPeriod",
    "FinancialSettings.Terms",
    "FinancialSettings.custom",
    "FinancialSettings.files",
    "FinancialSettings.id",
    "FinancialSettings.note",
    "FinancialSettings.rowNumber",
    "Hold",
    "IsTaxValid",
    "LastModified",
    "LocationID",
    "MaxRiskScore",
    "NoteID",
    "OrderNbr",
    "OrderRisks.Message",
    "OrderRisks.Recommendation",
    "OrderRisks.Score",
    "OrderRisks.custom",
    "OrderRisks.files",
    "OrderRisks.id",
    "OrderRisks.note",
    "OrderRisks.rowNumber",
    "OrderTotal",
    "OrderType",
    "OrderedQty",
    "PaymentMethod",
    "PaymentRef",
    "Payments.ApplicationDate",
    "Payments.AppliedToOrder",
    "Payments.Authorize",
    "Payments.Balance",
    "Payments.Capture",
    "Payments.CardAccountNbr",
    "Payments.CashAccount",
    "Payments.CreditCardTransactionInfo.AuthNbr",
    "Payments.CreditCardTransactionInfo.CardType",
    "Payments.CreditCardTransactionInfo.ExtProfileId",
    "Payments.CreditCardTransactionInfo.NeedValidation",
    "Payments.CreditCardTransactionInfo.TranDate",
    "Payments.CreditCardTransactionInfo.TranNbr",
    "Payments.CreditCardTransactionInfo.TranType",
    "Payments.CreditCardTransactionInfo.custom",
    "Payments.CreditCardTransactionInfo.files",
    "Payments.CreditCardTransactionInfo.id",
    "Payments.CreditCardTransactionInfo.note",
    "Payments.CreditCardTransactionInfo.rowNumber",
    "Payments.Currency",
    "Payments.Description",
    "Payments.DocType",
    "Payments.ExternalRef",
    "Payments.Hold",
    "Payments.LastModifiedDateTime",
    "Payments.NoteID",
    "Payments.OrigTransactionNbr",
    "Payments.PaymentAmount",
    "Payments.PaymentMethod",
    "Payments.PaymentRef",
    "Payments.ProcessingCenterID",
    "Payments.ReferenceNbr",
    "Payments.Refund",
    "Payments.SaveCard",
    "Payments.Status",
    "Payments.TransferredtoInvoice",
    "Payments.ValidateCCRefundOrigTransaction",
    "Payments.custom",
    "Payments.files",
    "Payments.id",
    "Payments.note",
    "Payments.rowNumber",
    "PreferredWarehouseID",
    "Project",
    "ReciprocalRate",
    "Relations.Account",
    "Relations.AddToCc",
    "Relations.ContactDisplayName",
    "Relations.ContactID",
    "Relations.Document",
    "Relations.DocumentDate",
    "Relations.DocumentTargetNoteIDDescription",
    "Relations.Email",
    "Relations.Name",
    "Relations.Primary",
    "Relations.RelationID",
    "Relations.Role",
    "Relations.Type",
    "Relations.custom",
    "Relations.files",
    "Relations.id",
    "Relations.note",
    "Relations.rowNumber",
    "RequestedOn",
    "ShipToAddress.AddressLine1",
    "ShipToAddress.AddressLine2",
    "ShipToAddress.City",
    "ShipToAddress.Country",
    "ShipToAddress.PostalCode",
    "ShipToAddress.State",
    "ShipToAddress.Validated",
    "ShipToAddress.custom",
    "ShipToAddress.files",
    "ShipToAddress.id",
    "ShipToAddress.note",
    "ShipToAddress.rowNumber",
    "ShipToAddressOverride",
    "ShipToAddressValidated",
    "ShipToContact.Attention",
    "ShipToContact.BusinessName",
    "ShipToContact.Email",
    "ShipToContact.Phone1",
    "ShipToContact.custom",
    "ShipToContact.files",
    "ShipToContact.id",
    "ShipToContact.note",
    "ShipToContact.rowNumber",
    "ShipToContactOverride",
    "ShipVia",
    "Shipments.InventoryDocType",
    "Shipments.InventoryNoteID",
    "Shipments.InventoryRefNbr",
    "Shipments.InvoiceNbr",
    "Shipments.InvoiceType",
    "Shipments.LastModifiedDateTime",
    "Shipments.OrderNoteID",
    "Shipments.ShipmentDate",
    "Shipments.ShipmentNbr",
    "Shipments.ShipmentType",
    "Shipments.ShippedQty",
    "Shipments.ShippedVolume",
    "Shipments.ShippedWeight",
    "Shipments.ShippingNoteID",
    "Shipments.Status",
    "Shipments.custom",
    "Shipments.files",
    "Shipments.id",
    "Shipments.note",
    "Shipments.rowNumber",
    "ShippingSettings.CancelByDate",
    "ShippingSettings.Canceled",
    "ShippingSettings.FOBPoint",
    "ShippingSettings.FreightCost",
    "ShippingSettings.FreightCostIsuptodate",
    "ShippingSettings.FreightPrice",
    "ShippingSettings.FreightTaxCategory",
    "ShippingSettings.GroundCollect",
    "ShippingSettings.Insurance",
    "ShippingSettings.OrderVolume",
    "ShippingSettings.OrderWeight",
    "ShippingSettings.OverrideFreightPrice",
    "ShippingSettings.PackageWeight",
    "ShippingSettings.PreferredWarehouseID",
    "ShippingSettings.PremiumFreight",
    "ShippingSettings.Priority",
    "ShippingSettings.ResidentialDelivery",
    "ShippingSettings.SaturdayDelivery",
    "ShippingSettings.ScheduledShipmentDate",
    "ShippingSettings.ShipSeparately",
    "ShippingSettings.ShipVia",
    "ShippingSettings.ShippingRule",
    "ShippingSettings.ShippingTerms",
    "ShippingSettings.ShippingZone",
    "ShippingSettings.ShopForRates.IsManualPackage",
    "ShippingSettings.ShopForRates.OrderWeight",
    "ShippingSettings.ShopForRates.PackageWeight",
    "ShippingSettings.ShopForRates.custom",
    "ShippingSettings.ShopForRates.files",
    "ShippingSettings.ShopForRates.id",
    "ShippingSettings.ShopForRates.note",
    "ShippingSettings.ShopForRates.rowNumber",
    "ShippingSettings.UseCustomersAccount",
    "ShippingSettings.custom",
    "ShippingSettings.files",
    "ShippingSettings.id",
    "ShippingSettings.note",
    "ShippingSettings.rowNumber",
    "Status",
    "TaxCalcMode",
    "TaxDetails.CustomerTaxZone",
    "TaxDetails.IncludeInVATExemptTotal",
    "TaxDetails.LineNbr",
    "TaxDetails.OrderNbr",
    "TaxDetails.OrderType",
    "TaxDetails.PendingVAT",
    "TaxDetails.RecordID",
    "TaxDetails.ReverseVAT",
    "TaxDetails.StatisticalVAT",
    "TaxDetails.TaxAmount",
    "TaxDetails.TaxID",
    "TaxDetails.TaxRate",
    "TaxDetails.TaxType",
    "TaxDetails.TaxableAmount",
    "TaxDetails.custom",
    "TaxDetails.files",
    "TaxDetails.id",
    "TaxDetails.note",
    "TaxDetails.rowNumber",
    "TaxTotal",
    "Totals.DiscountTotal",
    "Totals.Freight",
    "Totals.FreightCost",
    "Totals.FreightCostIsuptodate",
    "Totals.FreightTaxCategory",
    "Totals.LineTotalAmount",
    "Totals.MiscTotalAmount",
    "Totals.OrderVolume",
    "Totals.OrderWeight",
    "Totals.OverrideFreightAmount",
    "Totals.PackageWeight",
    "Totals.PremiumFreight",
    "Totals.TaxTotal",
    "Totals.UnbilledAmount",
    "Totals.UnbilledQty",
    "Totals.UnpaidBalance",
    "Totals.custom",
    "Totals.files",
    "Totals.id",
    "Totals.note",
    "Totals.rowNumber",
    "UsrExternalOrderOriginal",
    "VATExemptTotal",
    "VATTaxableTotal",
    "WillCall",
    "custom",
    "files",
    "id",
    "note",
    "rowNumber",
  ],
  joins: [],
};

export interface CustomerMainContactAddress {
  readonly AddressLine1: string | null;
  readonly City: string | null;
  readonly Country: string | null;
  readonly PostalCode: string | null;
  readonly State: string | null;
}

export interface CustomerMainContact {
  readonly Address?: CustomerMainContactAddress;
  readonly Attention: string | null;
  readonly Phone1: string | null;
}

export interface Customer {
  readonly CustomerName: string | null;
  readonly Email: string | null;
  readonly MainContact?: CustomerMainContact;
  readonly PriceClassID: string | null;
  readonly Status: "Active" | "On Hold" | "Credit Hold" | "One-Time" | "Inactive";
}

export const customerEntity: EntityModule = {
  name: "Customer",
  system: "acumatica",
  resource: "Customer",
  key: [{ field: "CustomerID", type: "string" }],
  fields: [
    "CurrencyID",
    "CustomerClass",
    "CustomerID",
    "CustomerName",
    "Email",
    "MainContact.Address.AddressLine1",
    "MainContact.Address.AddressLine2",
    "MainContact.Address.City",
    "MainContact.Address.Country",
    "MainContact.Address.PostalCode",
    "MainContact.Address.State",
    "MainContact.Attention",
    "MainContact.Phone1",
    "PriceClassID",
    "Status",
    "TaxExemptionNumber",
    "TaxRegistrationID",
  ],
  joins: [],
};

export interface PaymentDocumentApplicationHistory {
  readonly AdjustedDocType: string | null;
  readonly AdjustedRefNbr: string | null;
  readonly AdjustingDocType: string | null;
  readonly AdjustingRefNbr: string | null;
  readonly AdjustmentNbr: number | null;
  readonly AdjustsVAT: boolean | null;
  readonly AmountPaid: number | null;
  readonly ApplicationPeriod: string | null;
  readonly Balance: number | null;
  readonly BalanceWriteOff: number | null;
  readonly BatchNbr: string | null;
  readonly CashDiscountBalance: number | null;
  readonly CashDiscountDate: string | null;
  readonly CashDiscountTaken: number | null;
  readonly CurrencyID: string | null;
  readonly Customer: string | null;
  readonly CustomerOrder: string | null;
  readonly Date: string | null;
  readonly Description: string | null;
  readonly DisplayDocType: string | null;
  readonly DisplayRefNbr: string | null;
  readonly DueDate: string | null;
  readonly PostPeriod: string | null;
  readonly VATCreditMemo: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface PaymentDocumentCharge {
  readonly AccountID: string | null;
  readonly Amount: number | null;
  readonly Description: string | null;
  readonly DocType: string | null;
  readonly EntryTypeID: string | null;
  readonly LineNbr: number | null;
  readonly RefNbr: string | null;
  readonly SubID: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface PaymentDocumentCreditCardProcessingInfo {
  readonly TransactionAmount: number | null;
  readonly TransactionStatus: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface PaymentDocumentCreditCardTransactionInfo {
  readonly AuthNbr: string | null;
  readonly CardType: string | null;
  readonly ExpirationDate: string | null;
  readonly ExtProfileId: string | null;
  readonly NeedValidation: boolean | null;
  readonly OrigTranNbr: string | null;
  readonly TranDate: string | null;
  readonly TranNbr: string | null;
  readonly TranType: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface PaymentDocumentDocumentsToApply {
  readonly AmountPaid: number | null;
  readonly BalanceWriteOff: number | null;
  readonly CashDiscountTaken: number | null;
  readonly CustomerOrder: string | null;
  readonly Description: string | null;
  readonly DocLineNbr: number | null;
  readonly DocType: string | null;
  readonly ReferenceNbr: string | null;
  readonly WriteOffReasonCode: string | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface PaymentDocumentOrdersToApply {
  readonly AppliedToOrder: number | null;
  readonly OrderNbr: string;
  readonly OrderType: string;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export interface PaymentDocument {
  readonly ApplicationDate: string | null;
  readonly ApplicationHistory: readonly PaymentDocumentApplicationHistory[];
  readonly AppliedToDocuments: number | null;
  readonly AppliedToOrders: number;
  readonly AvailableBalance: number;
  readonly Branch: string | null;
  readonly BranchID: string | null;
  readonly CardAccountNbr: number | null;
  readonly CashAccount: string | null;
  readonly Charges: readonly PaymentDocumentCharge[];
  readonly CreditCardProcessingInfo: readonly PaymentDocumentCreditCardProcessingInfo[];
  readonly CreditCardTransactionInfo: readonly PaymentDocumentCreditCardTransactionInfo[];
  readonly CurrencyID: string | null;
  readonly CustomerID: string | null;
  readonly CustomerLocationID: string | null;
  readonly Description: string | null;
  readonly DocumentsToApply: readonly PaymentDocumentDocumentsToApply[];
  readonly ExternalRef: string | null;
  readonly Hold: boolean | null;
  readonly IsCCPayment: boolean | null;
  readonly IsNewCard: boolean | null;
  readonly LastModifiedDateTime: string | null;
  readonly NoteID: string | null;
  readonly OrdersToApply: readonly PaymentDocumentOrdersToApply[];
  readonly OrigTransaction: string | null;
  readonly PaymentAmount: number;
  readonly PaymentMethod: string | null;
  readonly PaymentRef: string | null;
  readonly ProcessingCenterID: string | null;
  readonly ReferenceNbr: string;
  readonly SaveCard: boolean | null;
  readonly Status: "On Hold" | "Pending Approval" | "Rejected" | "Pending Processing" | "Balanced" | "Open" | "Reserved" | "Closed" | "Voided" | null;
  readonly Type: "Payment" | "Prepayment" | "Refund" | "Credit Memo" | "Voided Payment" | "Voided Refund" | "Balance WO" | null;
  readonly custom?: Value;
  readonly files: readonly Value[];
  readonly id: string;
  readonly note: string | null;
  readonly rowNumber: number;
}

export const paymentDocumentEntity: EntityModule = {
  name: "PaymentDocument",
  system: "acumatica",
  resource: "Payment",
  key: [
    { field: "Type", type: "string" },
    { field: "ReferenceNbr", type: "string" },
  ],
  fields: [
    "ApplicationDate",
    "ApplicationHistory.AdjustedDocType",
    "ApplicationHistory.AdjustedRefNbr",
    "ApplicationHistory.AdjustingDocType",
    "ApplicationHistory.AdjustingRefNbr",
    "ApplicationHistory.AdjustmentNbr",
    "ApplicationHistory.AdjustsVAT",
    "ApplicationHistory.AmountPaid",
    "ApplicationHistory.ApplicationPeriod",
    "ApplicationHistory.Balance",
    "ApplicationHistory.BalanceWriteOff",
    "ApplicationHistory.BatchNbr",
    "ApplicationHistory.CashDiscountBalance",
    "ApplicationHistory.CashDiscountDate",
    "ApplicationHistory.CashDiscountTaken",
    "ApplicationHistory.CurrencyID",
    "ApplicationHistory.Customer",
    "ApplicationHistory.CustomerOrder",
    "ApplicationHistory.Date",
    "ApplicationHistory.Description",
    "ApplicationHistory.DisplayDocType",
    "ApplicationHistory.DisplayRefNbr",
    "ApplicationHistory.DueDate",
    "ApplicationHistory.PostPeriod",
    "ApplicationHistory.VATCreditMemo",
    "ApplicationHistory.custom",
    "ApplicationHistory.files",
    "ApplicationHistory.id",
    "ApplicationHistory.note",
    "ApplicationHistory.rowNumber",
    "AppliedToDocuments",
    "AppliedToOrders",
    "AvailableBalance",
    "Branch",
    "BranchID",
    "CardAccountNbr",
    "CashAccount",
    "Charges.AccountID",
    "Charges.Amount",
    "Charges.Description",
    "Charges.DocType",
    "Charges.EntryTypeID",
    "Charges.LineNbr",
    "Charges.RefNbr",
    "Charges.SubID",
    "Charges.custom",
    "Charges.files",
    "Charges.id",
    "Charges.note",
    "Charges.rowNumber",
    "CreditCardProcessingInfo.TransactionAmount",
    "CreditCardProcessingInfo.TransactionStatus",
    "CreditCardProcessingInfo.custom",
    "CreditCardProcessingInfo.files",
    "CreditCardProcessingInfo.id",
    "CreditCardProcessingInfo.note",
    "CreditCardProcessingInfo.rowNumber",
    "CreditCardTransactionInfo.AuthNbr",
    "CreditCardTransactionInfo.CardType",
    "CreditCardTransactionInfo.ExpirationDate",
    "CreditCardTransactionInfo.ExtProfileId",
    "CreditCardTransactionInfo.NeedValidation",
    "CreditCardTransactionInfo.OrigTranNbr",
    "CreditCardTransactionInfo.TranDate",
    "CreditCardTransactionInfo.TranNbr",
    "CreditCardTransactionInfo.TranType",
    "CreditCardTransactionInfo.custom",
    "CreditCardTransactionInfo.files",
    "CreditCardTransactionInfo.id",
    "CreditCardTransactionInfo.note",
    "CreditCardTransactionInfo.rowNumber",
    "CurrencyID",
    "CustomerID",
    "CustomerLocationID",
    "Description",
    "DocumentsToApply.AmountPaid",
    "DocumentsToApply.BalanceWriteOff",
    "DocumentsToApply.CashDiscountTaken",
    "DocumentsToApply.CustomerOrder",
    "DocumentsToApply.Description",
    "DocumentsToApply.DocLineNbr",
    "DocumentsToApply.DocType",
    "DocumentsToApply.ReferenceNbr",
    "DocumentsToApply.WriteOffReasonCode",
    "DocumentsToApply.custom",
    "DocumentsToApply.files",
    "DocumentsToApply.id",
    "DocumentsToApply.note",
    "DocumentsToApply.rowNumber",
    "ExternalRef",
    "Hold",
    "IsCCPayment",
    "IsNewCard",
    "LastModifiedDateTime",
    "NoteID",
    "OrdersToApply.AppliedToOrder",
    "OrdersToApply.OrderNbr",
    "OrdersToApply.OrderType",
    "OrdersToApply.custom",
    "OrdersToApply.files",
    "OrdersToApply.id",
    "OrdersToApply.note",
    "OrdersToApply.rowNumber",
    "OrigTransaction",
    "PaymentAmount",
    "PaymentMethod",
    "PaymentRef",
    "ProcessingCenterID",
    "ReferenceNbr",
    "SaveCard",
    "Status",
    "Type",
    "custom",
    "files",
    "id",
    "note",
    "rowNumber",
  ],
  joins: [],
};

export interface ShipmentOrder {
  readonly OrderNbr: string;
  readonly OrderType: string;
}

export interface ShipmentPackage {
  readonly TrackingNbr: string | null;
}

export interface Shipment {
  readonly Operation: string | null;
  readonly Orders: readonly ShipmentOrder[];
  readonly Packages: readonly ShipmentPackage[];
  readonly Status: "On Hold" | "Open" | "Confirmed" | "Partially Invoiced" | "Invoiced" | "Completed" | "Receipted" | null;
  readonly Type: string | null;
}

export const shipmentEntity: EntityModule = {
  name: "Shipment",
  system: "acumatica",
  resource: "Shipment",
  key: [{ field: "ShipmentNbr", type: "string" }],
  fields: ["Operation", "Orders.OrderNbr", "Orders.OrderType", "Packages.TrackingNbr", "ShipmentNbr", "Status", "Type"],
  joins: [],
};

export interface SalesInvoiceDetail {
  readonly OrderNbr: string | null;
  readonly OrderType: string | null;
}

export interface SalesInvoice {
  readonly Details: readonly SalesInvoiceDetail[];
  readonly Status: "On Hold" | "Credit Hold" | "Pending Approval" | "Rejected" | "Pending Print" | "Pending Email" | "Pending Processing" | "Balanced" | "Open" | "Closed" | "Canceled" | "Voided" | "Scheduled" | "Reserved" | null;
  readonly Type: string;
}

export const salesInvoiceEntity: EntityModule = {
  name: "SalesInvoice",
  system: "acumatica",
  resource: "SalesInvoice",
  key: [
    { field: "Type", type: "string" },
    { field: "ReferenceNbr", type: "string" },
  ],
  fields: ["Details.OrderNbr", "Details.OrderType", "ReferenceNbr", "Status", "Type"],
  joins: [],
};

export interface StockItemAttribute {
  readonly AttributeDescription: string | null;
  readonly Value: string | null;
  readonly ValueDescription: string | null;
}

export interface StockItemCategory {
  readonly CategoryID: number | null;
}

export interface StockItemFileURL {
  readonly FileType: string | null;
  readonly FileURL: string | null;
}

export interface StockItemWarehouseDetail {
  readonly QtyOnHand: number;
  readonly WarehouseID: string | null;
}

export interface StockItem {
  readonly Attributes: readonly StockItemAttribute[];
  readonly Categories: readonly StockItemCategory[];
  readonly Content: string | null;
  readonly DefaultPrice: number;
  readonly Description: string | null;
  readonly DimensionWeight: number;
  readonly FileURLs: readonly StockItemFileURL[];
  readonly InventoryID: string;
  readonly ItemStatus: "Active" | "No Sales" | "No Purchases" | "No Request" | "Inactive" | "Marked for Deletion" | null;
  readonly MetaDescription: string | null;
  readonly MetaKeywords: string | null;
  readonly PageTitle: string | null;
  readonly TaxCategory: string | null;
  readonly WarehouseDetails: readonly StockItemWarehouseDetail[];
}

export const stockItemEntity: EntityModule = {
  name: "StockItem",
  system: "acumatica",
  resource: "StockItem",
  key: [{ field: "InventoryID", type: "string" }],
  fields: [
    "Attributes.AttributeDescription",
    "Attributes.Value",
    "Attributes.ValueDescription",
    "Categories.CategoryID",
    "Content",
    "DefaultPrice",
    "Description",
    "DimensionWeight",
    "FileURLs.FileType",
    "FileURLs.FileURL",
    "InventoryID",
    "ItemStatus",
    "MetaDescription",
    "MetaKeywords",
    "PageTitle",
    "TaxCategory",
    "WarehouseDetails.QtyOnHand",
    "WarehouseDetails.WarehouseID",
  ],
  joins: [],
};

export interface SalesCategory {
  readonly CategoryID: number;
  readonly Description: string;
  readonly ParentCategoryID: number | null;
}

export const salesCategoryEntity: EntityModule = {
  name: "SalesCategory",
  system: "acumatica",
  resource: "ItemSalesCategory",
  key: [{ field: "CategoryID", type: "integer" }],
  fields: ["CategoryID", "Description", "ParentCategoryID"],
  joins: [],
};

export interface AvailableQuantity {
  readonly InventoryID: string;
  readonly QtyAvailable: number;
}

export const availableQuantityEntity: EntityModule = {
  name: "AvailableQuantity",
  system: "acumatica",
  resource: "InventoryQuantityAvailable",
  key: [{ field: "InventoryID", type: "string" }],
  fields: ["InventoryID", "QtyAvailable"],
  joins: [],
};

export const acumaticaTaxRowEntity: EntityModule = {
  name: "AcumaticaTaxRow",
  system: "tables",
  resource: "acumatica-taxes",
  key: [{ field: "code", type: "string" }],
  fields: ["code"],
  joins: [],
};

export const acumaticaMethodRowEntity: EntityModule = {
  name: "AcumaticaMethodRow",
  system: "tables",
  resource: "acumatica-payment-methods",
  key: [{ field: "title", type: "string" }],
  fields: ["title"],
  joins: [],
};

export const acumaticaCarrierRowEntity: EntityModule = {
  name: "AcumaticaCarrierRow",
  system: "tables",
  resource: "acumatica-carriers",
  key: [{ field: "method", type: "string" }],
  fields: ["method"],
  joins: [],
};

export const acumaticaTermsRowEntity: EntityModule = {
  name: "AcumaticaTermsRow",
  system: "tables",
  resource: "acumatica-payment-terms",
  key: [{ field: "title", type: "string" }],
  fields: ["title"],
  joins: [],
};

export const InventoryId: LookupModule = {
  name: "InventoryId",
  entity: stockItemEntity,
  columns: ["InventoryID"],
  result: "InventoryID",
  cacheMilliseconds: 600000,
  none: (key) => ({ word: "reject", message: `SKU ${text(key)} is not in Acumatica` }),
  many: (key) => ({ word: "hold", message: `InventoryId finds several for ${text(key)}` }),
};

export const AcumaticaTaxId: LookupModule = {
  name: "AcumaticaTaxId",
  entity: acumaticaTaxRowEntity,
  columns: ["code"],
  result: "tax_id",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `tax ${text(key)} is not in tables/acumatica-taxes.csv` }),
  many: (key) => ({ word: "hold", message: `AcumaticaTaxId finds several for ${text(key)}` }),
};

export const PaymentMethodId: LookupModule = {
  name: "PaymentMethodId",
  entity: acumaticaMethodRowEntity,
  columns: ["title"],
  result: "payment_method",
  cacheMilliseconds: 0,
  none: (key) => ({
    word: "hold",
    message: `payment method ${text(key)} is not in tables/acumatica-payment-methods.csv`,
  }),
  many: (key) => ({ word: "hold", message: `PaymentMethodId finds several for ${text(key)}` }),
};

/** When companies pay that buy on account by this method. */
export const OnAccountTerms: LookupModule = {
  name: "OnAccountTerms",
  entity: acumaticaTermsRowEntity,
  columns: ["title"],
  result: "terms",
  cacheMilliseconds: 0,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `OnAccountTerms finds several for ${text(key)}` }),
};

export const ShipViaCode: LookupModule = {
  name: "ShipViaCode",
  entity: acumaticaCarrierRowEntity,
  columns: ["method"],
  result: "ship_via",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `shipping method ${text(key)} is not in tables/acumatica-carriers.csv` }),
  many: (key) => ({ word: "hold", message: `ShipViaCode finds several for ${text(key)}` }),
};

/** Acumatica lets few requests in at once and makes the others wait for minutes. */
export const steady: PolicyModule = {
  name: "steady",
  retry: { fromMilliseconds: 1000, toMilliseconds: 300000, forMilliseconds: 86400000 },
  timeoutMilliseconds: 120000,
  rates: [{ system: "shop", count: 50, perMilliseconds: 1000 }],
  parallel: [{ system: "acumatica", count: 2 }],
  alerts: [],
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=entities.ts.map
