import type { Environment } from "../engine/environment.ts";
import type { Value } from "../engine/field.ts";
import { currencyDigits, documentAmounts, type LineAmounts, lineAmounts, roundTo } from "../tax-amounts.ts";

const moveName = "account.move";
const lineName = "account.move.line";

/** The digits of a document's currency. */
export function digitsOf(environment: Environment, move: number): number {
  return currencyDigits(environment, environment.link(moveName, move, "currency_id"));
}

/** The amounts of an invoice line. */
export function invoiceLineAmounts(environment: Environment, line: number): LineAmounts {
  const priced = {
    unitPrice: environment.number(lineName, line, "price_unit"),
    quantity: environment.number(lineName, line, "quantity"),
    discount: environment.number(lineName, line, "discount"),
    taxes: environment.links(lineName, line, "tax_ids"),
  };
  return lineAmounts(environment, priced, digitsOf(environment, environment.number(lineName, line, "move_id")));
}

/** The sums of a document's lines. */
export function invoiceAmounts(
  environment: Environment,
  move: number,
): { readonly untaxed: number; readonly tax: number; readonly total: number } {
  const lines = environment.links(moveName, move, "invoice_line_ids");
  const priced = lines.map((line) => invoiceLineAmounts(environment, line));
  const company = environment.link(moveName, move, "company_id");
  return documentAmounts(environment, priced, digitsOf(environment, move), company);
}

/** What is still to be paid: nothing below zero, as a client cannot pay too much of one invoice. */
export function residualOf(environment: Environment, move: number): number {
  const total = invoiceAmounts(environment, move).total;
  const settled = paidAmount(environment, move) + reconciledAmount(environment, move);
  return Math.max(0, roundTo(total - settled, digitsOf(environment, move)));
}

function paidAmount(environment: Environment, move: number): number {
  return environment
    .links(moveName, move, "matched_payment_ids")
    .filter((payment) => ["paid", "in_process"].includes(environment.text("account.payment", payment, "state")))
    .reduce((sum, payment) => sum + environment.number("account.payment", payment, "amount"), 0);
}

function reconciledAmount(environment: Environment, move: number): number {
  const table = environment.database.table("account.partial.reconcile");
  const ids = [...(table.find("invoice_move_id", move) ?? []), ...(table.find("refund_move_id", move) ?? [])];
  return ids.reduce((sum, id) => sum + environment.number("account.partial.reconcile", id, "amount"), 0);
}

/** How far a posted document is paid; an invoice that credit notes alone have settled is reversed. */
export function paymentStateOf(environment: Environment, move: number): Value {
  if (environment.text(moveName, move, "state") !== "posted") {
    return "not_paid";
  }
  const due = residualOf(environment, move);
  const { total } = invoiceAmounts(environment, move);
  if (due === 0 && total > 0) {
    const isInvoice = environment.text(moveName, move, "move_type").endsWith("_invoice");
    return isInvoice && paidAmount(environment, move) === 0 ? "reversed" : "paid";
  }
  return due === 0 ? "paid" : due < total ? "partial" : "not_paid";
}

/** Settles an open invoice with a posted credit note, as far as both reach. */
export function reconcileRefund(environment: Environment, invoice: number, refund: number): void {
  const isPosted = environment.text(moveName, invoice, "state") === "posted";
  const amount = isPosted ? Math.min(residualOf(environment, invoice), residualOf(environment, refund)) : 0;
  if (amount > 0) {
    const values = { invoice_move_id: invoice, refund_move_id: refund, amount };
    environment.createFollowing("account.partial.reconcile", values);
    environment.invalidate(moveName, invoice);
    environment.invalidate(moveName, refund);
  }
}

/** Takes back what credit notes settled of a document. */
export function unreconcile(environment: Environment, move: number): void {
  const table = environment.database.table("account.partial.reconcile");
  for (const id of [...(table.find("invoice_move_id", move) ?? []), ...(table.find("refund_move_id", move) ?? [])]) {
    unreconcilePartial(environment, id);
  }
}

/** Takes back one settlement of an invoice by a credit note. Throws MissingError. */
export function unreconcilePartial(environment: Environment, partial: number): void {
  for (const side of ["invoice_move_id", "refund_move_id"]) {
    environment.invalidate(moveName, environment.number("account.partial.reconcile", partial, side));
  }
  environment.database.remove("account.partial.reconcile", partial);
}
