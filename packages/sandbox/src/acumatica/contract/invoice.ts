import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const invoiceSchemas = {
  SalesInvoice: {
    decimal: `
      Amount Balance CashDiscount DetailTotal DiscountTotal FreightPrice PaymentTotal TaxTotal VATExemptTotal
      VATTaxableTotal`,
    boolean: `
      CreditHold IsTaxValid Hold BillToAddressOverride BillToContactOverride ShipToAddressOverride
      ShipToContactOverride`,
    string: `
      Currency CustomerID CustomerOrder Description Project ReferenceNbr Status Type ExternalRef TaxCalcMode`,
    dateTime: "Date DueDate LastModifiedDateTime CreatedDate LastModifiedDate",
    links: {
      BillingSettings: "BillToSettings",
      Commissions: "SalesInvoiceCommissions",
      FinancialDetails: "SalesInvoiceFinancialDetails",
      BillToAddress: "SalesInvoiceAddress",
      BillToContact: "SalesInvoiceDocContact",
      ShipToAddress: "SalesInvoiceAddress",
      ShipToContact: "SalesInvoiceDocContact",
    },
    rows: {
      ApplicationsCreditMemo: "SalesInvoiceApplicationCreditMemo",
      ApplicationsInvoice: "SalesInvoiceApplicationInvoice",
      Details: "SalesInvoiceDetail",
      DiscountDetails: "SalesInvoiceDiscountDetails",
      FreightDetails: "SalesInvoiceFreightDetail",
      TaxDetails: "SalesInvoiceTaxDetail",
    },
  },
  BillToSettings: {
    boolean: "BillToAddressOverride BillToContactOverride",
    string: "CustomerLocation",
    links: { BillToAddress: "Address", BillToContact: "DocContact" },
  },
  SalesInvoiceCommissions: {
    decimal: "CommissionAmount TotalCommissionableAmount",
    rows: { SalesPersons: "SalesInvoiceSalesPersonDetail" },
  },
  SalesInvoiceSalesPersonDetail: {
    decimal: "CommissionableAmount CommissionAmount CommissionPercent",
    string: "SalespersonID",
  },
  SalesInvoiceFinancialDetails: {
    string: "BatchNbr Branch CustomerTaxZone",
  },
  SalesInvoiceAddress: {
    string: "AddressLine1 AddressLine2 City Country PostalCode State",
  },
  SalesInvoiceDocContact: {
    string: "Attention BusinessName Email Phone1",
  },
  SalesInvoiceApplicationCreditMemo: {
    decimal: "AmountPaid Balance",
    string: "Currency Customer CustomerOrder Description DocType PostPeriod ReferenceNbr Status",
    dateTime: "Date",
  },
  SalesInvoiceApplicationInvoice: {
    string: `
      AdjustedDocReferenceNbr AdjustingDocReferenceNbr Currency Customer Description DocType DocumentType
      PaymentPeriod PaymentRef Status`,
    int: "AdjustmentNbr",
    decimal: "AmountPaid Balance CashDiscountTaken",
    dateTime: "PaymentDate",
  },
  SalesInvoiceDetail: {
    string: `
      Account BranchID CostCode Description ExternalRef InventoryDocType InventoryID InventoryRefNbr Location
      LotSerialNbr OrderNbr OrderType OrigInvNbr OrigInvType ProjectTask ShipmentNbr SubAccount Subitem
      TaxCategory TransactionDescr UOM WarehouseID`,
    decimal: "Amount DiscountAmount DiscountPercent Qty UnitPrice",
    boolean: "CalculateDiscountsOnImport ManualDiscount ManualPrice",
    dateTime: "ExpirationDate",
    int: "LineNbr OrderLineNbr OrigInvLineNbr",
    guid: "NoteID",
  },
  SalesInvoiceDiscountDetails: {
    string: "Description DiscountCode ExternalDiscountCode FreeItem OrderNbr OrderType SequenceID Type",
    decimal: "DiscountableAmount DiscountableQty DiscountAmount DiscountPercent FreeItemQty",
    boolean: "ManualDiscount SkipDiscount",
  },
  SalesInvoiceFreightDetail: {
    string: "Description ShipmentNbr ShipmentType",
    decimal: "FreightAmount FreightCost LineTotal PremiumFreightAmount TotalFreightAmount Volume Weight",
  },
  SalesInvoiceTaxDetail: {
    decimal: "TaxableAmount TaxAmount",
    string: "TaxID",
  },
  Invoice: {
    string: `
      Customer CustomerOrder Description LinkARAccount LinkBranch LocationID PostPeriod Project ReferenceNbr Status
      Terms Type`,
    decimal: "Amount Balance TaxTotal",
    boolean: "BillingPrinted BillToContactOverride Hold IsTaxValid ShipToContactOverride",
    dateTime: "CreatedDateTime Date DueDate LastModifiedDateTime",
    links: { BillToContact: "DocContact", ShipToContact: "DocContact" },
    rows: { Details: "InvoiceDetail", TaxDetails: "InvoiceTaxDetail" },
  },
  InvoiceDetail: {
    string: `
      Account Branch CostCode InventoryID ProjectTask Subaccount Subitem TaxCategory TransactionDescription UOM`,
    decimal: "Amount DiscountAmount ExtendedPrice Qty UnitPrice",
    boolean: "CalculateDiscountsOnImport",
    dateTime: "LastModifiedDateTime",
    int: "LineNbr",
  },
  InvoiceTaxDetail: { string: "TaxID", decimal: "TaxableAmount TaxAmount TaxRate" },
} as const satisfies SchemaTable;
