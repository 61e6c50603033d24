import { flagOf, linesOf, linkOf, type Row, setDefaults, textOf } from "../record/row.ts";
import {
  type Behavior,
  type Context,
  checkChoice,
  checkCountry,
  checkLabel,
  fromList,
  fromTable,
  refuse,
  requireField,
  shortAction,
} from "./context.ts";

const STATUSES = ["Active", "On Hold", "Credit Hold", "One-Time", "Inactive"];

/** Customers, AR303000; each shares a business account. */
export const customerBehavior: Behavior = {
  change: changeCustomer,
  delete: ({ workspace }, customer) => {
    const id = customer.values.CustomerID ?? null;
    if (workspace.where("SalesOrder", "CustomerID", id).length > 0) {
      refuse("The customer record cannot be deleted because it is used in sales orders.");
    }
    const account = workspace.byKey("BusinessAccount", id);
    if (account !== undefined) {
      workspace.delete("BusinessAccount", account);
    }
  },
  actions: {
    CreateContactFromCustomer: shortAction((context, customer, parameters) => {
      const contact = context.workspace.insert("Contact");
      Object.assign(contact.values, { ...parameters, BusinessAccount: customer.values.CustomerID ?? null });
      completeContact(context, contact);
      addContactLine(context, customer, contact);
    }),
  },
};

/** Further ship-to places of customers, AR303020. */
export const customerLocationBehavior: Behavior = {
  change: (context, location) => {
    requireField(context, location, "Customer", "Customer");
    requireField(context, location, "LocationID", "Location ID");
    checkChoice(context, location, "Customer", "Customer", fromTable(context, "Customer"));
    checkChoice(context, location, "ShipVia", "Ship Via", fromTable(context, "ShipVia"));
    checkChoice(context, location, "TaxZone", "Tax Zone", fromTable(context, "TaxZone"));
    checkChoice(context, location, "Warehouse", "Warehouse", fromTable(context, "Warehouse"));
    setDefaults(location, { Active: true, Default: false, Status: "Active" });
    completeContactNames(linkOf(location, "LocationContact"), textOf(location, "LocationName"));
  },
};

/** Contacts, CR302000. */
export const contactBehavior: Behavior = {
  change: (context, contact, isNew) => {
    requireField(context, contact, "LastName", "Last Name");
    checkChoice(context, contact, "BusinessAccount", "Business Account", fromTable(context, "BusinessAccount"));
    completeContact(context, contact);
    const customer = context.workspace.byKey("Customer", contact.values.BusinessAccount);
    if (isNew && customer !== undefined && !context.merged.hasErrors) {
      addContactLine(context, context.workspace.edit("Customer", customer, { silent: true }), contact);
    }
  },
};

function changeCustomer(context: Context, customer: Row, isNew: boolean): void {
  const { settings, merged, numbers, workspace } = context;
  requireField(context, customer, "CustomerName", "Customer Name");
  customer.values.CustomerClass ??= settings.defaultCustomerClass ?? null;
  requireField(context, customer, "CustomerClass", "Customer Class");
  checkChoice(context, customer, "CustomerClass", "Customer Class", fromList(settings.customerClasses));
  checkChoice(context, customer, "TaxZone", "Tax Zone", fromTable(context, "TaxZone"));
  checkChoice(context, customer, "Terms", "Terms", fromList(settings.terms));
  checkChoice(context, customer, "PriceClassID", "Price Class", fromTable(context, "CustomerPriceClass"));
  checkChoice(context, customer, "ShipVia", "Ship Via", fromTable(context, "ShipVia"));
  checkChoice(context, customer, "ShippingTerms", "Shipping Terms", fromList(settings.shippingTerms));
  checkChoice(context, customer, "CurrencyID", "Currency", fromList(settings.currencies));
  checkChoice(context, customer, "WarehouseID", "Warehouse", fromTable(context, "Warehouse"));
  checkChoice(context, customer, "ParentRecord", "Parent Account", fromTable(context, "BusinessAccount"));
  checkLabel(context, customer, "Status", STATUSES);
  setDefaults(customer, {
    Status: "Active",
    CurrencyID: "USD",
    Terms: "30D",
    CreditLimit: 0,
    StatementCycleID: "EOM",
    StatementType: "Open Item",
    ShippingRule: "Back Order Allowed",
    LocationName: "Primary Location",
    AutoApplyPayments: false,
    BillingAddressOverride: false,
    BillingContactOverride: false,
    ShippingAddressOverride: false,
    ShippingContactOverride: false,
    EnableCurrencyOverride: false,
    IsGuestCustomer: false,
  });
  setDefaults(linkOf(customer, "CreditVerificationRules"), { CreditVerification: "Disabled" });
  linkOf(customer, "CreditVerificationRules").values.CreditLimit = customer.values.CreditLimit ?? 0;
  completeEmail(context, customer);
  completeContacts(context, customer);
  if (isNew) {
    takeCustomerId(context, customer);
    if (!merged.hasErrors) {
      customer.values.BAccountID = numbers.takeAccountId();
    }
  }
  if (!merged.hasErrors) {
    shareAccount(workspace, customer);
  }
}

function takeCustomerId(context: Context, customer: Row): void {
  const { settings, merged, workspace } = context;
  if (customer.values.CustomerID === null) {
    if (settings.customerIdsByHand) {
      requireField(context, customer, "CustomerID", "Customer ID");
    } else if (!merged.hasErrors) {
      customer.values.CustomerID = freeAccountId(context);
    }
    return;
  }
  customer.values.CustomerID = textOf(customer, "CustomerID").trim().toUpperCase();
  const other = workspace.byKey("BusinessAccount", customer.values.CustomerID);
  if (other !== undefined && textOf(other, "Type") === "Customer") {
    merged.fail(customer, "CustomerID", "The customer with this identifier already exists.");
  }
}

/** The next automatic id that nobody has given by hand. */
export function freeAccountId({ numbers, workspace }: Context): string {
  let id = numbers.take("Customer");
  while (workspace.byKey("BusinessAccount", id) !== undefined) {
    id = numbers.take("Customer");
  }
  return id;
}

function completeEmail({ merged }: Context, customer: Row): void {
  const main = linkOf(customer, "MainContact");
  if (merged.wasSent(customer, "Email")) {
    main.values.Email = customer.values.Email ?? null;
  }
  customer.values.Email = main.values.Email ?? null;
}

function completeContacts(context: Context, customer: Row): void {
  const main = linkOf(customer, "MainContact");
  checkCountry(context, linkOf(main, "Address"));
  main.values.CompanyName ??= customer.values.CustomerName ?? null;
  completeContactNames(main, textOf(customer, "CustomerName"));
  main.values.ContactID ??= context.numbers.takeContactId();
  for (const own of ["Billing", "Shipping"]) {
    const contact = linkOf(customer, `${own}Contact`);
    if (!flagOf(customer, `${own}ContactOverride`)) {
      for (const field of ["Attention", "Email", "Phone1", "CompanyName", "FullName", "DisplayName"]) {
        contact.values[field] = main.values[field] ?? null;
      }
    }
    if (!flagOf(customer, `${own}AddressOverride`)) {
      Object.assign(linkOf(contact, "Address").values, linkOf(main, "Address").values);
    }
  }
}

function completeContactNames(contact: Row, name: string): void {
  setDefaults(contact, {
    Active: true,
    FullName: textOf(contact, "CompanyName") || name || null,
    Phone1Type: "Business 1",
  });
  contact.values.DisplayName = textOf(contact, "FullName") || null;
}

function completeContact({ numbers, workspace }: Context, contact: Row): void {
  contact.values.ContactID ??= numbers.takeContactId();
  const account = workspace.byKey("BusinessAccount", contact.values.BusinessAccount);
  contact.values.CompanyName ??= account?.values.Name ?? null;
  setDefaults(contact, { Active: true, Status: "Active" });
  const names = [textOf(contact, "FirstName"), textOf(contact, "LastName")].filter((name) => name !== "");
  contact.values.DisplayName = names.join(" ") || null;
  contact.values.FullName ??= contact.values.DisplayName;
}

function addContactLine({ workspace }: Context, customer: Row, contact: Row): void {
  const line = workspace.insertLine(customer, "Contacts", "CustomerContact");
  line.values.ContactID = contact.values.ContactID ?? null;
  line.values.LastModifiedDateTime = workspace.at;
  line.links.Contact = structuredClone(contact);
}

function shareAccount(workspace: Context["workspace"], customer: Row): void {
  const stored = workspace.byKey("BusinessAccount", customer.values.CustomerID);
  const account =
    stored === undefined ? workspace.insert("BusinessAccount") : workspace.edit("BusinessAccount", stored);
  Object.assign(account.values, {
    BusinessAccountID: customer.values.CustomerID ?? null,
    Name: customer.values.CustomerName ?? null,
    AccountRef: customer.values.AccountRef ?? null,
    CurrencyID: customer.values.CurrencyID ?? null,
    Status: customer.values.Status ?? null,
    Type: "Customer",
  });
  const main = linkOf(customer, "MainContact");
  const target = linkOf(account, "MainContact");
  for (const field of ["Attention", "CompanyName", "Email", "Phone1", "Phone2", "Fax", "JobTitle"]) {
    target.values[field] = main.values[field] ?? null;
  }
  Object.assign(linkOf(account, "MainAddress").values, linkOf(main, "Address").values);
  if (linesOf(account, "Contacts").length !== linesOf(customer, "Contacts").length) {
    account.rows.Contacts = [];
    for (const { links } of linesOf(customer, "Contacts")) {
      const line = workspace.insertLine(account, "Contacts", "BusinessAccountContact");
      for (const field of Object.keys(line.values)) {
        line.values[field] = links.Contact?.values[field] ?? null;
      }
    }
  }
}
