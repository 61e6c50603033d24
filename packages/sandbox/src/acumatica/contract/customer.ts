import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const customerSchemas = {
  Customer: {
    string: `
      AccountRef CurrencyID CurrencyRateType CustomerClass CustomerID CustomerCategory CustomerName Email
      FOBPoint LocationName ParentRecord PriceClassID ShippingBranch ShippingRule ShippingTerms ShippingZoneID
      ShipVia StatementCycleID StatementType Status TaxRegistrationID TaxZone Terms WarehouseID
      RestrictVisibilityTo EntityUsageType TaxExemptionNumber`,
    boolean: `
      ApplyOverdueCharges AutoApplyPayments BillingAddressOverride BillingContactOverride EnableCurrencyOverride
      EnableRateOverride EnableWriteOffs MultiCurrencyStatements PrintDunningLetters PrintInvoices
      PrintStatements ResidentialDelivery SaturdayDelivery SendDunningLettersbyEmail SendInvoicesbyEmail
      SendStatementsbyEmail ShippingAddressOverride ShippingContactOverride IsGuestCustomer`,
    int: "BAccountID PrimaryContactID",
    dateTime: "CreatedDateTime LastModifiedDateTime",
    short: "LeadTimedays OrderPriority",
    decimal: "WriteOffLimit CreditLimit",
    guid: "NoteID",
    links: {
      BillingContact: "Contact",
      CreditVerificationRules: "CreditVerificationRules",
      MainContact: "Contact",
      PrimaryContact: "Contact",
      ShippingContact: "Contact",
    },
    rows: {
      Attributes: "AttributeValue",
      Contacts: "CustomerContact",
      PaymentInstructions: "BusinessAccountPaymentInstructionDetail",
      Salespersons: "CustomerSalesPerson",
    },
  },
  CreditVerificationRules: {
    short: "CreditDaysPastDue",
    decimal: "CreditLimit OpenOrdersBalance RemainingCreditLimit UnreleasedBalance",
    string: "CreditVerification",
    dateTime: "FirstDueDate",
  },
  CustomerContact: {
    int: "ContactID",
    dateTime: "LastModifiedDateTime",
    links: { Contact: "Contact" },
  },
  BusinessAccountPaymentInstructionDetail: {
    string: "Description PaymentInstructionsID PaymentMethod Value",
    int: "LocationID",
  },
  CustomerSalesPerson: {
    decimal: "Commission",
    boolean: "Default",
    string: "LocationID LocationName Name SalespersonID",
  },
  CustomerLocation: {
    string: `
      Customer LocationID LocationName Calendar DefaultProject EntityUsageType FOBPoint PriceClass ShippingBranch
      ShippingRule ShippingTerms ShippingZone ShipVia Status TaxExemptionNbr TaxRegistrationID TaxZone Warehouse
      ExtRefNbr`,
    boolean: `
      Active AddressOverride ContactOverride Default FedExGroundCollect Insurance ResidentialDelivery
      SaturdayDelivery`,
    dateTime: "CreatedDateTime LastModifiedDateTime",
    short: "LeadTimeDays OrderPriority",
    guid: "NoteID",
    links: { LocationContact: "Contact" },
    rows: { RoleAssignments: "BCRoleAssignment" },
  },
} as const satisfies SchemaTable;
