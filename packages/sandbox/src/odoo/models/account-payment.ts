import type { JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, char, date, many2many, many2one, monetary, selection } from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";

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
      compute: (environment, id) => environment.links(name, id, "reconciled_invoice_ids").length > 0,
    }),
    reconciled_invoice_ids: many2many("Reconciled Invoices", "account.move"),
  },
  dependants: (environment, id) =>
    environment.links(name, id, "reconciled_invoice_ids").map((invoice) => ["account.move", invoice] as const),
  methods: {
    action_post: {
      run: (environment, ids) => {
        for (const id of ids) {
          const code = environment.text("account.journal", environment.number(name, id, "journal_id"), "code");
          const prefix = `P${code}/${environment.text(name, id, "date").slice(0, 4)}/`;
          const number = `${prefix}${String(environment.database.nextNumber(prefix)).padStart(5, "0")}`;
          environment.write(name, [id], { state: "paid", name: number });
        }
        return undefined;
      },
    },
    action_cancel: {
      run: (environment, ids) => {
        environment.write(name, ids, { state: "canceled" });
        return undefined;
      },
    },
  },
});

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
  },
  prepare: prepareRegister,
  methods: { action_create_payments: { run: createPayments } },
});

function activeInvoices(environment: Environment): readonly number[] {
  const { active_model: model, active_ids: ids } = environment.caller.context;
  return model === "account.move" && Array.isArray(ids) ? ids.map(Number) : [];
}

function prepareRegister(environment: Environment, values: Values): Values {
  const invoices = activeInvoices(environment);
  const [first] = invoices;
  if (first === undefined) {
    throw userError("Payments are registered on journal entries.");
  }
  if (invoices.some((id) => environment.text("account.move", id, "state") !== "posted")) {
    throw userError("Only posted entries can be paid.");
  }
  if (invoices.every((id) => environment.number("account.move", id, "amount_residual") === 0)) {
    throw userError("There is nothing left to pay on the selected entries.");
  }
  const due = invoices.reduce((sum, id) => sum + environment.number("account.move", id, "amount_residual"), 0);
  return {
    amount: due,
    communication: environment.text("account.move", first, "payment_reference"),
    partner_id: environment.link("account.move", first, "partner_id") ?? false,
    currency_id: environment.number("account.move", first, "currency_id"),
    ...values,
  };
}

function createPayments(environment: Environment, ids: readonly number[]): JsonObject {
  const made = ids.flatMap((id) => {
    const invoices = environment.links(register, id, "move_ids");
    const created = environment.create(name, {
      amount: environment.number(register, id, "amount"),
      date: environment.text(register, id, "payment_date"),
      memo: environment.text(register, id, "communication"),
      journal_id: environment.link(register, id, "journal_id") ?? false,
      currency_id: environment.link(register, id, "currency_id") ?? false,
      partner_id: environment.link(register, id, "partner_id") ?? false,
      reconciled_invoice_ids: [[6, 0, invoices]],
    });
    for (const invoice of invoices) {
      environment.write("account.move", [invoice], { matched_payment_ids: [[4, created]] });
    }
    environment.call(name, "action_post", [created]);
    return [created];
  });
  const action = { name: "Payments", type: "ir.actions.act_window", res_model: name, context: { create: false } };
  const [only, ...others] = made;
  return only !== undefined && others.length === 0
    ? { ...action, view_mode: "form", res_id: only }
    : { ...action, view_mode: "list,form", domain: [["id", "in", made]] };
}
