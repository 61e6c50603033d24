import type { JsonObject } from "../../server/json.ts";
import { findAccount } from "../account/journal-items.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, char, date, integer, many2many, many2one, monetary, selection } from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";
import { roundTo } from "../tax-amounts.ts";
import { accountCodes } from "./account-base.ts";

const name = "account.payment";
const register = "account.payment.register";

const paymentTypes = [
  ["outbound", "Send"],
  ["inbound", "Receive"],
] as const;

const partnerTypes = [
  ["customer", "Customer"],
  ["supplier", "Vendor"],
] as const;

export const payment: Model = defineModel({
  name,
  label: "Payments",
  order: "date desc, name desc",
  fields: {
    name: char("Number"),
    state: selection(
      "State",
      [
        ["draft", "Draft"],
        ["in_process", "In Process"],
        ["paid", "Paid"],
        ["canceled", "Canceled"],
        ["rejected", "Rejected"],
      ],
      { readonly: true, initial: "draft" },
    ),
    amount: monetary("Amount"),
    payment_type: selection("Payment Type", paymentTypes, { required: true, initial: "inbound" }),
    partner_type: selection("Partner Type", partnerTypes, { required: true, initial: "customer" }),
    partner_id: many2one("Customer/Vendor", "res.partner", { onDelete: "restrict" }),
    memo: char("Memo", { indexed: true }),
    date: date("Date", { required: true, initial: (environment) => environment.today }),
    journal_id: many2one("Journal", "account.journal", { required: true, initial: firstBankJournal }),
    currency_id: many2one("Currency", "res.currency", {
      initial: (environment) => environment.number("res.company", 1, "currency_id"),
    }),
    company_id: many2one("Company", "res.company", { initial: 1 }),
    is_reconciled: boolean("Is Reconciled", {
      compute: (environment, id) =>
        environment.text(name, id, "state") !== "draft" &&
        environment.links(name, id, "reconciled_invoice_ids").length > 0,
    }),
    is_matched: boolean("Is Matched With a Bank Statement"),
    payment_method_line_id: many2one("Payment Method", "account.payment.method.line"),
    payment_method_code: char("Code", { compute: () => "manual" }),
    payment_reference: char("Payment Reference"),
    move_id: many2one("Journal Entry", "account.move"),
    reconciled_invoice_ids: many2many("Reconciled Invoices", "account.move"),
    invoice_ids: many2many("Invoices", "account.move", {
      compute: (environment, id) => environment.links(name, id, "reconciled_invoice_ids"),
    }),
    reconciled_invoices_count: integer("# Reconciled Invoices", {
      compute: (environment, id) => environment.links(name, id, "reconciled_invoice_ids").length,
    }),
  },
  dependants: (environment, id) =>
    environment.links(name, id, "reconciled_invoice_ids").map((invoice) => ["account.move", invoice] as const),
  prepare: (environment, values) => ({
    ...values,
    payment_method_line_id: values.payment_method_line_id ?? methodOf(environment, values) ?? false,
  }),
  beforeUnlink: (environment, ids) => {
    if (ids.some((id) => environment.text(name, id, "state") !== "draft")) {
      throw userError("Only draft payments can be deleted. Set it to draft first.");
    }
  },
  methods: {
    action_post: { run: (environment, ids) => postPayments(environment, ids) },
    action_validate: { run: (environment, ids) => setState(environment, ids, "paid") },
    action_draft: { run: (environment, ids) => setState(environment, ids, "draft") },
    action_cancel: { run: (environment, ids) => setState(environment, ids, "canceled") },
  },
});

function setState(environment: Environment, ids: readonly number[], state: string): undefined {
  environment.write(name, ids, { state });
}

function methodOf(environment: Environment, values: Values): number | undefined {
  const journal = typeof values.journal_id === "number" ? values.journal_id : firstBankJournal(environment);
  const type = typeof values.payment_type === "string" ? values.payment_type : "inbound";
  return environment.search("account.payment.method.line", [
    ["journal_id", "=", journal],
    ["payment_type", "=", type],
  ])[0];
}

function postPayments(environment: Environment, ids: readonly number[]): undefined {
  for (const id of ids) {
    const journal = environment.number(name, id, "journal_id");
    const day = environment.text(name, id, "date");
    const prefix = `P${environment.text("account.journal", journal, "code")}/${day.slice(0, 4)}/`;
    const number =
      environment.get(name, id, "name") ??
      `${prefix}${String(environment.database.nextNumber(prefix)).padStart(5, "0")}`;
    const entry = environment.link(name, id, "move_id") ?? makeEntry(environment, id, String(number));
    environment.write(name, [id], { state: "in_process", name: number, move_id: entry });
    const invoices = environment.links(name, id, "reconciled_invoice_ids");
    if (invoices.every((invoice) => environment.number("account.move", invoice, "amount_residual") === 0)) {
      environment.write(name, [id], { state: "paid" });
    }
  }
}

function makeEntry(environment: Environment, payment: number, number: string): number {
  const memo = environment.text(name, payment, "memo");
  const amount = environment.number(name, payment, "amount");
  const sign = environment.text(name, payment, "payment_type") === "inbound" ? 1 : -1;
  const day = environment.text(name, payment, "date");
  const entry = environment.createFollowing("account.move", {
    move_type: "entry",
    name: number,
    ref: memo === "" ? false : memo,
    state: "posted",
    date: day,
    journal_id: environment.number(name, payment, "journal_id"),
    currency_id: environment.link(name, payment, "currency_id") ?? false,
    partner_id: environment.link(name, payment, "partner_id") ?? false,
  });
  const sides = [
    [accountCodes.outstanding, amount],
    [accountCodes.receivable, -amount],
  ] as const;
  for (const [code, side] of sides) {
    const owner = findAccount(environment, code) ?? false;
    const values = { move_id: entry, name: number, account_id: owner, quantity: 0, balance: sign * side };
    environment.createFollowing("account.move.line", { ...values, display_type: "payment_term" });
  }
  return entry;
}

function firstBankJournal(environment: Environment): number | null {
  const [journal] = environment.search("account.journal", [["type", "in", ["bank", "cash"]]], { limit: 1 });
  return journal ?? null;
}

export const paymentRegister: Model = defineModel({
  name: register,
  label: "Pay",
  fields: {
    move_ids: many2many("Invoices", "account.move", { initial: activeInvoices, readonly: true }),
    amount: monetary("Amount"),
    payment_date: date("Payment Date", { required: true, initial: (environment) => environment.today }),
    communication: char("Memo"),
    journal_id: many2one("Journal", "account.journal", { initial: firstBankJournal }),
    currency_id: many2one("Currency", "res.currency"),
    partner_id: many2one("Customer/Vendor", "res.partner"),
    payment_type: selection("Payment Type", paymentTypes, { initial: "inbound" }),
    partner_type: selection("Partner Type", partnerTypes, { initial: "customer" }),
    group_payment: boolean("Group Payments"),
    payment_method_line_id: many2one("Payment Method", "account.payment.method.line"),
    source_amount: monetary("Amount to Pay (company currency)", { compute: amountDue }),
    payment_difference: monetary("Payment Difference", {
      compute: (environment, id) => roundTo(amountDue(environment, id) - environment.number(register, id, "amount"), 6),
    }),
    payment_difference_handling: selection(
      "Payment Difference Handling",
      [
        ["open", "Keep open"],
        ["reconcile", "Mark as fully paid"],
      ],
      { initial: "open" },
    ),
  },
  prepare: prepareRegister,
  methods: { action_create_payments: { run: createPayments } },
});

function activeInvoices(environment: Environment): readonly number[] {
  const { active_model: model, active_ids: ids } = environment.caller.context;
  return model === "account.move" && Array.isArray(ids) ? ids.map(Number) : [];
}

function amountDue(environment: Environment, wizard: number): number {
  const invoices = environment.links(register, wizard, "move_ids");
  return invoices.reduce((sum, id) => sum + environment.number("account.move", id, "amount_residual"), 0);
}

function prepareRegister(environment: Environment, values: Values): Values {
  const invoices = activeInvoices(environment);
  const [first] = invoices;
  if (first === undefined) {
    throw userError("Payments are registered on journal entries.");
  }
  const isOpen = (id: number): boolean =>
    environment.text("account.move", id, "state") === "posted" &&
    environment.number("account.move", id, "amount_residual") !== 0;
  if (!invoices.every(isOpen)) {
    throw userError("There is nothing left to pay on the selected entries.");
  }
  const due = invoices.reduce((sum, id) => sum + environment.number("account.move", id, "amount_residual"), 0);
  const text = (field: string): string => environment.text("account.move", first, field);
  const isRefund = text("move_type") === "out_refund" || text("move_type") === "in_invoice";
  const prepared: Values = {
    amount: due,
    communication: isRefund && text("ref") !== "" ? text("ref") : text("payment_reference"),
    partner_id: environment.link("account.move", first, "partner_id") ?? false,
    currency_id: environment.number("account.move", first, "currency_id"),
    payment_type: isRefund ? "outbound" : "inbound",
    ...values,
  };
  return { payment_method_line_id: methodOf(environment, prepared) ?? false, ...prepared };
}

function createPayments(environment: Environment, ids: readonly number[]): JsonObject {
  const made = ids.flatMap((id) => {
    const invoices = environment.links(register, id, "move_ids");
    const isGrouped = invoices.length < 2 || environment.flag(register, id, "group_payment");
    return isGrouped
      ? [payInvoices(environment, id, invoices, environment.number(register, id, "amount"))]
      : invoices.map((invoice) =>
          payInvoices(environment, id, [invoice], environment.number("account.move", invoice, "amount_residual")),
        );
  });
  const action = { name: "Payments", type: "ir.actions.act_window", res_model: name, context: { create: false } };
  const [only, ...others] = made;
  return only !== undefined && others.length === 0
    ? { ...action, view_mode: "form", res_id: only }
    : { ...action, view_mode: "list,form", domain: [["id", "in", made]] };
}

function payInvoices(environment: Environment, wizard: number, invoices: readonly number[], amount: number): number {
  const created = environment.create(name, {
    amount,
    date: environment.text(register, wizard, "payment_date"),
    memo: environment.text(register, wizard, "communication"),
    payment_type: environment.text(register, wizard, "payment_type"),
    journal_id: environment.link(register, wizard, "journal_id") ?? false,
    payment_method_line_id: environment.link(register, wizard, "payment_method_line_id") ?? false,
    currency_id: environment.link(register, wizard, "currency_id") ?? false,
    partner_id: environment.link(register, wizard, "partner_id") ?? false,
    reconciled_invoice_ids: [[6, 0, invoices]],
  });
  for (const invoice of invoices) {
    environment.write("account.move", [invoice], { matched_payment_ids: [[4, created]] });
  }
  environment.call(name, "action_post", [created]);
  return created;
}
