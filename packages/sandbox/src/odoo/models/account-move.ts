import type { Environment } from "../engine/environment.ts";
import {
  char,
  date,
  float,
  html,
  integer,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
  text,
  type Value,
} from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";
import { currencyDigits, documentAmounts, type LineAmounts, lineAmounts, roundTo } from "../tax-amounts.ts";

const name = "account.move";
const lineName = "account.move.line";

const moveTypes = [
  ["entry", "Journal Entry"],
  ["out_invoice", "Customer Invoice"],
  ["out_refund", "Customer Credit Note"],
  ["in_invoice", "Vendor Bill"],
  ["in_refund", "Vendor Credit Note"],
] as const;

export const accountMove: Model = defineModel({
  name,
  label: "Journal Entry",
  order: "date desc, name desc, invoice_date desc, id desc",
  fields: {
    name: char("Number", { indexed: true }),
    move_type: selection("Type", moveTypes, { required: true, initial: "entry" }),
    state: selection(
      "Status",
      [
        ["draft", "Draft"],
        ["posted", "Posted"],
        ["cancel", "Cancelled"],
      ],
      { readonly: true, initial: "draft" },
    ),
    payment_state: selection(
      "Payment Status",
      [
        ["not_paid", "Not Paid"],
        ["in_payment", "In Payment"],
        ["paid", "Paid"],
        ["partial", "Partially Paid"],
        ["reversed", "Reversed"],
        ["blocked", "Blocked"],
        ["invoicing_legacy", "Invoicing App Legacy"],
      ],
      { stored: true, compute: paymentState },
    ),
    ref: char("Reference", { indexed: true }),
    invoice_origin: char("Origin", { indexed: true }),
    payment_reference: char("Payment Reference"),
    partner_id: many2one("Partner", "res.partner", { onDelete: "restrict" }),
    partner_shipping_id: many2one("Delivery Address", "res.partner"),
    date: date("Date", { required: true, initial: (environment) => environment.today }),
    invoice_date: date("Invoice Date"),
    invoice_date_due: date("Due Date"),
    journal_id: many2one("Journal", "account.journal", { required: true }),
    currency_id: many2one("Currency", "res.currency", { required: true }),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
    fiscal_position_id: many2one("Fiscal Position", "account.fiscal.position"),
    invoice_line_ids: one2many("Invoice lines", lineName, "move_id"),
    amount_untaxed: monetary("Untaxed Amount", { stored: true, compute: (env, id) => amounts(env, id).untaxed }),
    amount_tax: monetary("Tax", { stored: true, compute: (env, id) => amounts(env, id).tax }),
    amount_total: monetary("Total", { stored: true, compute: (env, id) => amounts(env, id).total }),
    amount_residual: monetary("Amount Due", { stored: true, compute: residual }),
    matched_payment_ids: many2many("Matched Payments", "account.payment"),
    reversed_entry_id: many2one("Reversal of", name),
    narration: html("Terms and Conditions"),
  },
  displayName: (environment, id) => {
    const number = environment.text(name, id, "name");
    const reference = environment.text(name, id, "ref");
    return `${number === "" ? "Draft Invoice" : number}${reference === "" ? "" : ` (${reference})`}`;
  },
  prepare,
  beforeUnlink: (environment, ids) => {
    if (ids.some((id) => environment.text(name, id, "state") === "posted")) {
      throw userError("You cannot delete a posted journal entry.");
    }
  },
  dependants: (environment, id) =>
    environment
      .links(name, id, "invoice_line_ids")
      .flatMap((line) => environment.links(lineName, line, "sale_line_ids"))
      .filter((line) => environment.exists("sale.order.line", line))
      .map((line) => ["sale.order.line", line] as const),
  methods: {
    action_post: { run: (environment, ids) => post(environment, ids) },
    button_draft: { run: (environment, ids) => setState(environment, ids, ["posted", "cancel"], "draft") },
    button_cancel: { run: (environment, ids) => setState(environment, ids, ["draft"], "cancel") },
  },
});

export const accountMoveLine: Model = defineModel({
  name: lineName,
  label: "Journal Item",
  order: "move_id desc, sequence, id",
  fields: {
    move_id: many2one("Journal Entry", name, { required: true, onDelete: "cascade" }),
    sequence: integer("Sequence", { initial: 10 }),
    product_id: many2one("Product", "product.product", { onDelete: "restrict" }),
    name: text("Label"),
    quantity: float("Quantity", { initial: 1 }),
    price_unit: float("Unit Price"),
    discount: float("Discount (%)"),
    tax_ids: many2many("Taxes", "account.tax"),
    price_subtotal: monetary("Subtotal", { stored: true, compute: (env, id) => lineAmountsOf(env, id).subtotal }),
    price_total: monetary("Total", { stored: true, compute: (env, id) => lineAmountsOf(env, id).total }),
    currency_id: many2one("Currency", "res.currency", {
      compute: (environment, id) => environment.get(name, environment.number(lineName, id, "move_id"), "currency_id"),
    }),
    sale_line_ids: many2many("Sales Order Lines", "sale.order.line"),
  },
  prepare: (environment, values) => {
    const product = typeof values.product_id === "number" ? values.product_id : undefined;
    if (product === undefined || !environment.exists("product.product", product)) {
      return values;
    }
    return {
      name: environment.displayName("product.product", product),
      price_unit: environment.number("product.product", product, "lst_price"),
      tax_ids: [[6, 0, environment.links("product.product", product, "taxes_id")]],
      ...values,
    };
  },
  dependants: (environment, id) => [[name, environment.number(lineName, id, "move_id")]],
});

function prepare(environment: Environment, values: Values): Values {
  const isSale = typeof values.move_type === "string" && values.move_type.startsWith("out_");
  const [journal] = environment.search("account.journal", [["type", "=", isSale ? "sale" : "general"]], { limit: 1 });
  return {
    journal_id: journal ?? false,
    currency_id: environment.number("res.company", 1, "currency_id"),
    invoice_date_due: environment.today,
    ...values,
  };
}

function digitsOf(environment: Environment, id: number): number {
  return currencyDigits(environment, environment.link(name, id, "currency_id"));
}

function lineAmountsOf(environment: Environment, id: number): LineAmounts {
  const line = {
    unitPrice: environment.number(lineName, id, "price_unit"),
    quantity: environment.number(lineName, id, "quantity"),
    discount: environment.number(lineName, id, "discount"),
    taxes: environment.links(lineName, id, "tax_ids"),
  };
  return lineAmounts(environment, line, digitsOf(environment, environment.number(lineName, id, "move_id")));
}

function amounts(environment: Environment, id: number): { untaxed: number; tax: number; total: number } {
  const lines = environment.links(name, id, "invoice_line_ids").map((line) => lineAmountsOf(environment, line));
  return documentAmounts(environment, lines, digitsOf(environment, id));
}

function residual(environment: Environment, id: number): number {
  const paid = environment
    .links(name, id, "matched_payment_ids")
    .filter((payment) => environment.text("account.payment", payment, "state") === "paid")
    .reduce((sum, payment) => sum + environment.number("account.payment", payment, "amount"), 0);
  return Math.max(0, roundTo(amounts(environment, id).total - paid, digitsOf(environment, id)));
}

function paymentState(environment: Environment, id: number): Value {
  if (environment.text(name, id, "state") !== "posted") {
    return "not_paid";
  }
  const due = residual(environment, id);
  return due === 0 ? "paid" : due < amounts(environment, id).total ? "partial" : "not_paid";
}

function post(environment: Environment, ids: readonly number[]): false {
  for (const id of ids) {
    if (environment.text(name, id, "state") !== "draft") {
      throw userError(`The entry ${environment.text(name, id, "name")} (id ${id}) must be in draft.`);
    }
    if (environment.links(name, id, "invoice_line_ids").length === 0) {
      throw userError("An entry without lines cannot be posted.");
    }
    const isInvoice = environment.text(name, id, "move_type") !== "entry";
    if (isInvoice && environment.link(name, id, "partner_id") === undefined) {
      throw userError("An invoice needs a customer before it is posted.");
    }
    const day = environment.get(name, id, "invoice_date") ?? environment.today;
    const number = environment.get(name, id, "name") ?? nextNumber(environment, id, String(day).slice(0, 4));
    environment.write(name, [id], {
      state: "posted",
      name: number,
      invoice_date: day,
      date: day,
      payment_reference: number,
    });
  }
  return false;
}

function nextNumber(environment: Environment, id: number, year: string): string {
  const code = environment.text("account.journal", environment.number(name, id, "journal_id"), "code");
  const prefix = `${environment.text(name, id, "move_type") === "out_refund" ? "R" : ""}${code}/${year}/`;
  return `${prefix}${String(environment.database.nextNumber(prefix)).padStart(5, "0")}`;
}

function setState(environment: Environment, ids: readonly number[], from: readonly string[], to: string): undefined {
  if (ids.some((id) => !from.includes(environment.text(name, id, "state")))) {
    throw userError(`Only journal entries in state ${from.join(" or ")} can be set to ${to}.`);
  }
  environment.write(name, ids, { state: to });
}
