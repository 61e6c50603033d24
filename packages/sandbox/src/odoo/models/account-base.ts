import { boolean, char, integer, many2one, monetary, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";

/** The numbers of the accounts that the sandbox posts to. */
export const accountCodes = {
  receivable: "121000",
  payable: "211000",
  sales: "400000",
  expenses: "600000",
  tax: "251000",
  bank: "101402",
  outstanding: "101404",
} as const;

export const account: Model = defineModel({
  name: "account.account",
  label: "Account",
  order: "code, id",
  fields: {
    name: char("Account Name", { required: true }),
    code: char("Code", { indexed: true }),
    active: boolean("Active", { initial: true }),
    account_type: selection(
      "Type",
      [
        ["asset_receivable", "Receivable"],
        ["asset_cash", "Bank and Cash"],
        ["asset_current", "Current Assets"],
        ["liability_payable", "Payable"],
        ["liability_current", "Current Liabilities"],
        ["income", "Income"],
        ["expense", "Expenses"],
      ],
      { required: true },
    ),
  },
  displayName: (environment, id) =>
    `${environment.text("account.account", id, "code")} ${environment.text("account.account", id, "name")}`,
});

export const taxGroup: Model = defineModel({
  name: "account.tax.group",
  label: "Tax Group",
  order: "sequence, id",
  fields: {
    name: char("Name", { required: true, indexed: true }),
    sequence: integer("Sequence", { initial: 10 }),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
});

const methodLine = "account.payment.method.line";

export const paymentMethodLine: Model = defineModel({
  name: methodLine,
  label: "Payment Methods",
  order: "sequence, id",
  fields: {
    name: char("Name", { required: true }),
    sequence: integer("Sequence", { initial: 10 }),
    code: char("Code", { initial: "manual" }),
    payment_type: selection(
      "Payment Type",
      [
        ["inbound", "Inbound"],
        ["outbound", "Outbound"],
      ],
      { required: true, initial: "inbound" },
    ),
    journal_id: many2one("Journal", "account.journal", { onDelete: "cascade" }),
  },
  displayName: (environment, id) => {
    const journal = environment.link(methodLine, id, "journal_id");
    const place = journal === undefined ? "" : ` (${environment.text("account.journal", journal, "name")})`;
    return `${environment.text(methodLine, id, "name")}${place}`;
  },
});

/** How much of an invoice a credit note has taken over. */
export const partialReconcile: Model = defineModel({
  name: "account.partial.reconcile",
  label: "Partial Reconcile",
  fields: {
    invoice_move_id: many2one("Invoice", "account.move", { required: true, onDelete: "cascade" }),
    refund_move_id: many2one("Credit Note", "account.move", { required: true, onDelete: "cascade" }),
    amount: monetary("Amount"),
  },
});
