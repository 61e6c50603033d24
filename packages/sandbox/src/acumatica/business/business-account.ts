import { keyText, linesOf, linkOf, type Row, setDefaults, textOf } from "../record/row.ts";
import {
  type ActionParameters,
  type Behavior,
  type Context,
  checkChoice,
  fromList,
  refuse,
  requireField,
  shortAction,
} from "./context.ts";
import { customerBehavior, freeAccountId } from "./customer.ts";

/** Business accounts, CR303000. */
export const businessAccountBehavior: Behavior = {
  change: (context, account, isNew) => {
    requireField(context, account, "Name", "Account Name");
    checkChoice(context, account, "CurrencyID", "Currency", fromList(context.settings.currencies));
    setDefaults(account, { Status: "Active" });
    if (isNew) {
      account.values.Type ??= "Business Account";
      if (account.values.BusinessAccountID === null && !context.merged.hasErrors) {
        account.values.BusinessAccountID = freeAccountId(context);
      }
    }
    const main = linkOf(account, "MainContact");
    main.values.CompanyName ??= account.values.Name ?? null;
    const stored = context.workspace.byKey("Customer", account.values.BusinessAccountID);
    if (stored !== undefined && !context.merged.hasErrors) {
      followAccount(context.workspace.edit("Customer", stored), account);
    }
  },
  delete: ({ workspace }, account) => {
    if (workspace.byKey("Customer", account.values.BusinessAccountID) !== undefined) {
      refuse("The business account cannot be deleted because it is a customer.");
    }
  },
  actions: {
    ConvertBusinessAccountToCustomer: shortAction(convert),
    CreateContactFromBusinessAccount: shortAction(createContact),
    ChangeBusinessAccountID: shortAction(changeId),
    ValidateBusinessAccountAddresses: shortAction((_context, account) => {
      account.values.MainAddressValidated = true;
      linkOf(account, "MainAddress").values.Validated = true;
    }),
    CheckForBusinessAccountDuplicates: shortAction((context, account) => {
      const email = keyText(linkOf(account, "MainContact").values.Email);
      const others = context.workspace.rows("BusinessAccount").filter((other) => other.id !== account.id);
      const isDouble = email !== "" && others.some((other) => keyText(other.links.MainContact?.values.Email) === email);
      account.values.Duplicate = isDouble ? "Possible Duplicate" : "Validated";
    }),
    MarkBusinessAccountAsValidated: shortAction((_context, account) => {
      account.values.Duplicate = "Validated";
    }),
  },
};

function followAccount(customer: Row, account: Row): void {
  Object.assign(customer.values, {
    CustomerName: account.values.Name ?? null,
    AccountRef: account.values.AccountRef ?? null,
    Email: linkOf(account, "MainContact").values.Email ?? null,
  });
  const main = linkOf(customer, "MainContact");
  for (const field of ["Attention", "CompanyName", "Email", "Phone1", "Phone2", "Fax", "JobTitle"]) {
    main.values[field] = linkOf(account, "MainContact").values[field] ?? null;
  }
  Object.assign(linkOf(main, "Address").values, linkOf(account, "MainAddress").values);
}

function convert(context: Context, account: Row): void {
  if (context.workspace.byKey("Customer", account.values.BusinessAccountID) !== undefined) {
    refuse("The business account is a customer already.");
  }
  const customer = context.workspace.insert("Customer");
  customer.values.CustomerID = account.values.BusinessAccountID ?? null;
  followAccount(customer, account);
  customerBehavior.change?.(context, customer, true);
}

function createContact({ workspace, numbers }: Context, account: Row, parameters: ActionParameters): void {
  const contact = workspace.insert("Contact");
  for (const field of Object.keys(parameters).filter((name) => name in contact.values)) {
    contact.values[field] = parameters[field] ?? null;
  }
  Object.assign(contact.values, {
    ContactID: numbers.takeContactId(),
    BusinessAccount: account.values.BusinessAccountID ?? null,
    CompanyName: account.values.Name ?? null,
    Active: true,
    DisplayName: `${textOf(contact, "FirstName")} ${textOf(contact, "LastName")}`.trim(),
  });
  const line = workspace.insertLine(account, "Contacts", "BusinessAccountContact");
  for (const field of Object.keys(line.values)) {
    line.values[field] = contact.values[field] ?? null;
  }
}

function changeId({ workspace }: Context, account: Row, { BusinessAccountID: id = null }: ActionParameters): void {
  const used = workspace.byKey("Customer", account.values.BusinessAccountID);
  if (id === null || workspace.byKey("BusinessAccount", id) !== undefined) {
    refuse(`'Business Account ID' '${id ?? ""}' cannot be used.`);
  }
  if (used !== undefined && workspace.where("SalesOrder", "CustomerID", used.values.CustomerID ?? null).length > 0) {
    refuse("The identifier of a customer that has documents cannot be changed here.");
  }
  if (used !== undefined) {
    workspace.edit("Customer", used).values.CustomerID = id;
  }
  account.values.BusinessAccountID = id;
  for (const line of linesOf(account, "Contacts")) {
    line.values.BusinessAccountID = id;
  }
}
