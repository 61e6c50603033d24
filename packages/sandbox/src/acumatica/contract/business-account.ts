import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const businessAccountSchemas = {
  BusinessAccount: {
    string: `
      AccountRef BusinessAccountID ClassID Duplicate Name Owner OwnerEmployeeName ParentAccount SourceCampaign
      Status Type Workgroup WorkgroupDescription CurrencyID`,
    dateTime: "LastIncomingActivity LastModifiedDateTime LastOutgoingActivity",
    boolean: "MainAddressValidated ShippingAddressOverride ShippingAddressValidated EnableCurrencyOverride",
    guid: "NoteID",
    links: {
      DefaultLocationSettings: "BusinessAccountDefaultLocationSetting",
      MainAddress: "Address",
      MainContact: "BusinessAccountMainContact",
      PrimaryContact: "Contact",
      ShippingAddress: "Address",
      ShippingContact: "BusinessAccountShippingContact",
    },
    rows: {
      Activities: "ActivityDetail",
      Attributes: "AttributeValue",
      Campaigns: "CampaignDetail",
      Cases: "BusinessAccountCaseDetail",
      Contacts: "BusinessAccountContact",
      Contracts: "BusinessAccountContract",
      Duplicates: "DuplicateDetail",
      Locations: "BusinessAccountLocation",
      MarketingLists: "MarketingListDetail",
      Opportunities: "BusinessAccountOpportunityDetail",
      Orders: "BusinessAccountOrder",
      Relations: "RelationDetail",
    },
  },
  BusinessAccountDefaultLocationSetting: {
    string: `
      FOBPoint LocationName PriceClass ShippingBranch ShippingRule ShippingTerms ShippingZone ShipVia
      TaxRegistrationID TaxZone Warehouse`,
    boolean: "Insurance ResidentialDelivery SaturdayDelivery",
    short: "LeadTimeInDays OrderPriority",
  },
  BusinessAccountMainContact: {
    string: "Attention CompanyName Email Fax JobTitle LanguageOrLocale Phone1 Phone2 Web",
  },
  BusinessAccountShippingContact: {
    string: "Attention Email Fax JobTitle Phone1 Phone2",
    boolean: "Override",
  },
  BusinessAccountCaseDetail: {
    string: "CaseID ClassID Contract Estimation InitialResponse Owner Reason Severity Status Subject Workgroup",
    dateTime: "ClosingDate DateReported",
  },
  BusinessAccountContact: {
    boolean: "Active",
    string: "City DisplayName Email JobTitle Owner Phone1 Type Workgroup",
    int: "ContactID",
  },
  BusinessAccountContract: {
    string: "BusinessAccountID BusinessAccountName ContractID Description Location Status",
    dateTime: "ExpirationDate",
  },
  DuplicateDetail: {
    string: "AccountName BusinessAccount BusinessAccountType DisplayName Duplicate Email EntityType Type",
    int: "ContactID DuplicateContactID",
    dateTime: "LastModifiedDate",
  },
  BusinessAccountLocation: {
    boolean: "Active Default",
    string: "City Country LocationID LocationName PriceClass SalesAccount SalesSubaccount State TaxZone",
  },
  BusinessAccountOpportunityDetail: {
    string: "BusinessAccountID BusinessAccountName CurrencyID DisplayName Owner Stage Status Subject Workgroup",
    dateTime: "Estimation",
    int: "Probability",
    decimal: "Total",
  },
  BusinessAccountOrder: {
    string: "CurrencyID CustomerOrder Description OrderNbr OrderType ShippingZone ShipVia Status",
    decimal: "OrderedQty OrderTotal OrderVolume OrderWeight",
    dateTime: "RequestedOn ScheduledShipment",
  },
} as const satisfies SchemaTable;
