import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const contactSchemas = {
  Contact: {
    boolean: `
      Active OverrideAccountAddress AddressValidated DoNotCall DoNotEmail DoNotFax DoNotMail DuplicateFound
      NoMarketing NoMassMail Synchronize`,
    string: `
      Attention BusinessAccount CompanyName ContactClass ContactMethod ConvertedBy DisplayName Duplicate Email
      Fax FaxType FirstName Gender Image JobTitle LanguageOrLocale LastName MaritalStatus MiddleName Owner
      OwnerEmployeeName ParentAccount Phone1 Phone1Type Phone2 Phone2Type Phone3 Phone3Type Reason Source
      SourceCampaign SpouseOrPartnerName Status Title Type WebSite Workgroup WorkgroupDescription FullName
      ExtRefNbr`,
    int: "ContactID",
    dateTime: "DateOfBirth LastIncomingActivity LastModifiedDateTime LastOutgoingActivity QualificationDate",
    guid: "NoteID",
    links: { Address: "Address", UserInfo: "ContactUserInfo" },
    rows: {
      Activities: "ActivityDetail",
      Attributes: "AttributeValue",
      Campaigns: "CampaignDetail",
      Cases: "CaseDetail",
      Duplicates: "ContactDuplicateDetail",
      MarketingLists: "MarketingListDetail",
      Notifications: "ContactNotification",
      Opportunities: "OpportunityDetail",
      Relations: "RelationDetail",
      RoleAssignments: "BCRoleAssignment",
    },
  },
  ContactUserInfo: {
    boolean: "GeneratePassword",
    string: "Login Password Status UserType",
    rows: { Roles: "ContactRoles" },
  },
  ContactRoles: {
    string: "RoleDescription RoleName",
    boolean: "Selected",
    int: "UserType",
  },
  ActivityDetail: {
    boolean: "Billable Released",
    string: `
      Overtime BillableOvertime BillableTime Category CostCode CreatedByID Owner Project ProjectTask Status
      Summary TimeSpent Type WorkgroupID`,
    dateTime: "CreatedDateTime LastModifiedDateTime StartDate",
    guid: "NoteID RefNoteID",
  },
  AttributeValue: {
    string: "AttributeID AttributeDescription Value ValueDescription",
    boolean: "IsActive Required",
    guid: "RefNoteID",
  },
  CampaignDetail: {
    string: "CampaignID CampaignName Stage",
    int: "ContactID",
  },
  CaseDetail: {
    string: "CaseID ClassID Estimation InitialResponse Owner Reason Severity Status Subject Workgroup",
    dateTime: "ClosingDate DateReported",
  },
  ContactDuplicateDetail: {
    string: "BusinessAccount BusinessAccountName BusinessAccountType DisplayName Duplicate Email Type",
    dateTime: "LastModifiedDate",
  },
  MarketingListDetail: {
    int: "ContactID MarketingListID",
    boolean: "DynamicList Subscribed",
    string: "Format ListName",
  },
  ContactNotification: {
    boolean: "Active Bcc",
    string: "ClassID Description Format MailingID Module Report Source",
    int: "NotificationID",
  },
  OpportunityDetail: {
    string: "Currency DisplayName Owner Stage Status Subject Workgroup",
    dateTime: "Estimation",
    int: "Probability",
    decimal: "Total",
  },
  BCRoleAssignment: {
    int: "RoleAssignmentID BAccountID ContactID",
    string: "LocationCD Role",
    dateTime: "CreatedDateTime LastModifiedDateTime",
  },
} as const satisfies SchemaTable;
