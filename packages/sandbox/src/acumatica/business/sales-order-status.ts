import { flagOf, keyText, linesOf, linkOf, numberOf, type Row, textOf } from "../record/row.ts";
import type { Context } from "./context.ts";

/** States in which an order is not shipped and not changed any more. */
const ENDED = ["Completed", "Canceled", "Invoiced", "Expired", "Rejected"];

/** True for an order that people cannot change any more. */
export function isEnded(order: Row | undefined): boolean {
  return ENDED.includes(textOf(order, "Status"));
}

/** Writes the order's state, which follows from its flags, shipments and payments. */
export function completeOrderStatus(context: Context, order: Row): void {
  if (!flagOf(order, "Hold") && !flagOf(order, "IsCanceled") && needsCreditHold(context, order)) {
    order.values.CreditHold = true;
  }
  order.values.CreditHold ??= false;
  order.values.Approved = true;
  order.values.Status = stateOf(context, order);
}

function stateOf({ settings }: Context, order: Row): string {
  const lines = linesOf(order, "Details");
  const isOpenShipment = (line: Row): boolean => ["Open", "On Hold"].includes(textOf(line, "Status"));
  const isStarted = lines.some((line) => numberOf(line, "ConfirmedQty") > 0);
  if (flagOf(order, "IsCanceled")) {
    return "Canceled";
  }
  if (flagOf(order, "Hold")) {
    return "On Hold";
  }
  if (flagOf(order, "CreditHold")) {
    return "Credit Hold";
  }
  if (linesOf(order, "Shipments").some(isOpenShipment)) {
    return "Shipping";
  }
  if (flagOf(order, "IsInvoicedDirectly")) {
    return "Invoiced";
  }
  if (lines.length > 0 && lines.every((line) => flagOf(line, "Completed"))) {
    return "Completed";
  }
  if (isStarted) {
    return "Back Order";
  }
  const terms = textOf(linkOf(order, "FinancialSettings"), "Terms");
  const isPrepaid = settings.prepaymentTerms.some((prepaid) => keyText(prepaid) === keyText(terms));
  return isPrepaid && numberOf(linkOf(order, "Totals"), "UnpaidBalance") > 0 ? "Awaiting Payment" : "Open";
}

function needsCreditHold({ workspace }: Context, order: Row): boolean {
  if (flagOf(order, "IsCreditReleased") || flagOf(order, "CreditHold")) {
    return false;
  }
  const customer = workspace.byKey("Customer", order.values.CustomerID);
  if (textOf(customer, "Status") === "Credit Hold") {
    return true;
  }
  const rule = textOf(customer?.links.CreditVerificationRules, "CreditVerification");
  if (!rule.includes("Limit")) {
    return false;
  }
  const others = workspace
    .where("SalesOrder", "CustomerID", order.values.CustomerID ?? null)
    .filter((other) => other.id !== order.id && ["Open", "Back Order", "Shipping"].includes(textOf(other, "Status")));
  const debt = workspace
    .where("SalesInvoice", "CustomerID", order.values.CustomerID ?? null)
    .reduce((sum, invoice) => sum + numberOf(invoice, "Balance"), 0);
  const open = [...others, order].reduce((sum, one) => sum + numberOf(one.links.Totals, "UnpaidBalance"), 0);
  return open + debt > numberOf(customer, "CreditLimit");
}
