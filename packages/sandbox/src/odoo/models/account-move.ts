import {
  invoiceAmounts,
  paymentStateOf,
  reconcileRefund,
  residualOf,
  unreconcile,
  unreconcilePartial,
} from "../account/invoice-balance.ts";
import { settleJournalItems } from "../account/journal-items.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, char, date, html, many2many, many2one, monetary, one2many, selection } from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { userError, validationError } from "../engine/odoo-error.ts";
import { positionOf } from "../fiscal-position.ts";
import { writtenLineTypes } from "./account-move-line.ts";

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
      { stored: true, compute: paymentStateOf },
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
    invoice_line_ids: one2many("Invoice lines", lineName, "move_id", {
      only: (environment, line) => writtenLineTypes.includes(environment.text(lineName, line, "display_type")),
    }),
    line_ids: one2many("Journal Items", lineName, "move_id"),
    invoice_payment_term_id: many2one("Payment Terms", "account.payment.term"),
    invoice_user_id: many2one("Salesperson", "res.users"),
    access_token: char("Security Token"),
    is_move_sent: boolean("Is Move Sent"),
    checked: boolean("Reviewed"),
    amount_untaxed: monetary("Untaxed Amount", { stored: true, compute: (env, id) => invoiceAmounts(env, id).untaxed }),
    amount_tax: monetary("Tax", { stored: true, compute: (env, id) => invoiceAmounts(env, id).tax }),
    amount_total: monetary("Total", { stored: true, compute: (env, id) => invoiceAmounts(env, id).total }),
    amount_residual: monetary("Amount Due", { stored: true, compute: residualOf }),
    matched_payment_ids: many2many("Matched Payments", "account.payment"),
    amount_total_signed: monetary("Total Signed", {
      compute: (env, id) => (env.text(name, id, "move_type") === "out_refund" ? -1 : 1) * invoiceAmounts(env, id).total,
    }),
    reversed_entry_id: many2one("Reversal of", name),
    reversal_move_ids: one2many("Reversal Move", name, "reversed_entry_id"),
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
  settle: settleJournalItems,
  check: (environment, id) => {
    const number = environment.get(name, id, "name");
    const same = number === null ? [] : (environment.database.table(name).find("name", number) ?? []);
    const journal = environment.get(name, id, "journal_id");
    const isPosted = (move: number): boolean => environment.text(name, move, "state") === "posted";
    const others = same.filter((other) => other !== id && environment.get(name, other, "journal_id") === journal);
    if (isPosted(id) && number !== "/" && others.some(isPosted)) {
      throw validationError("Another entry with the same name already exists.");
    }
  },
  methods: {
    action_post: { run: (environment, ids) => postMoves(environment, ids) },
    button_draft: {
      run: (environment, ids) => {
        for (const id of ids) {
          unreconcile(environment, id);
        }
        return setState(environment, ids, ["posted", "cancel"], "draft");
      },
    },
    js_assign_outstanding_line: {
      parameters: ["line_id"],
      run: (environment, ids, { line_id: line }) => assignOutstanding(environment, ids, Number(line)),
    },
    js_remove_outstanding_partial: {
      parameters: ["partial_id"],
      run: (environment, _ids, { partial_id: partial }) => {
        unreconcilePartial(environment, Number(partial));
        return undefined;
      },
    },
    button_cancel: { run: (environment, ids) => setState(environment, ids, ["draft"], "cancel") },
  },
});

function prepare(environment: Environment, values: Values): Values {
  const type = typeof values.move_type === "string" ? values.move_type : "entry";
  const company = typeof values.company_id === "number" ? values.company_id : 1;
  const kind = type.startsWith("out_") ? "sale" : type.startsWith("in_") ? "purchase" : "general";
  const domain = [
    ["type", "=", kind],
    ["company_id", "=", company],
  ];
  const [journal] = environment.search("account.journal", domain, { limit: 1, order: "sequence, id" });
  if (journal === undefined && kind !== "general" && values.journal_id === undefined) {
    const name = environment.text("res.company", company, "name");
    throw userError(`No journal could be found in company ${name} for any of those types: ${kind}`);
  }
  const partner = typeof values.partner_id === "number" ? values.partner_id : undefined;
  const isKnown = partner !== undefined && environment.exists("res.partner", partner);
  const address = typeof values.partner_shipping_id === "number" ? values.partner_shipping_id : (partner ?? 0);
  return {
    journal_id: journal ?? false,
    currency_id: environment.number("res.company", company, "currency_id"),
    invoice_date_due: environment.today,
    ...(isKnown ? { fiscal_position_id: positionOf(environment, partner, address, company) ?? false } : {}),
    ...values,
  };
}

/** Posts drafts: each gets its number and date, and a credit note settles its invoice. Throws UserError. */
export function postMoves(environment: Environment, ids: readonly number[]): false {
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
      payment_reference: environment.get(name, id, "payment_reference") ?? number,
    });
    const reversed = environment.link(name, id, "reversed_entry_id");
    if (reversed !== undefined) {
      reconcileRefund(environment, reversed, id);
    }
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

/** Settles an invoice with the open credit note that a journal item belongs to. Throws MissingError or UserError. */
function assignOutstanding(environment: Environment, ids: readonly number[], line: number): undefined {
  const other = environment.number(lineName, line, "move_id");
  for (const id of ids) {
    if (environment.text(name, id, "state") !== "posted" || environment.text(name, other, "state") !== "posted") {
      throw userError("You can only reconcile posted entries.");
    }
    const isRefund = environment.text(name, id, "move_type").endsWith("_refund");
    reconcileRefund(environment, isRefund ? other : id, isRefund ? id : other);
  }
}
