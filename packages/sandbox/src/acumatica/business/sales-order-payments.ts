import { blankRow, keyText, linesOf, linkOf, numberOf, type Row, setDefaults, textOf } from "../record/row.ts";
import { followCard } from "./card-transactions.ts";
import type { Context } from "./context.ts";
import { roundedMoney } from "./money.ts";
import { applyToOrder, completePayment } from "./payment-rules.ts";

const COPIED = [
  "PaymentMethod",
  "CashAccount",
  "PaymentRef",
  "PaymentAmount",
  "ExternalRef",
  "ApplicationDate",
  "ProcessingCenterID",
];

/** Makes payments of the order's new payment lines and applies existing ones; then shows what is applied. */
export function completeOrderPayments(context: Context, order: Row): void {
  const { merged } = context;
  const changed = linesOf(order, "Payments").filter((line) => merged.sentOf(line) !== undefined);
  if (!merged.hasErrors) {
    for (const line of changed) {
      followLine(context, order, line);
    }
  }
  if (!merged.hasErrors) {
    showOrderPayments(context, order);
  }
}

function followLine(context: Context, order: Row, line: Row): void {
  const { workspace, merged } = context;
  const type = textOf(line, "DocType") || "Payment";
  const reference = textOf(line, "ReferenceNbr");
  const stored = reference === "" ? undefined : workspace.byKey("Payment", type, reference);
  if (reference !== "" && stored === undefined) {
    merged.fail(line, "ReferenceNbr", `'Reference Nbr.' '${reference}' cannot be found in the system.`);
    return;
  }
  const payment = stored === undefined ? workspace.insert("Payment") : workspace.edit("Payment", stored);
  if (stored === undefined) {
    Object.assign(payment.values, { Type: type, CustomerID: order.values.CustomerID ?? null, Hold: false });
    for (const field of COPIED) {
      payment.values[field] = line.values[field] ?? null;
    }
    setDefaults(payment, { Branch: textOf(order, "Branch"), CurrencyID: textOf(order, "CurrencyID") });
    payment.values.Description = textOf(order, "Description") || null;
    payment.rows.CreditCardTransactionInfo = linesOf(line, "CreditCardTransactionInfo").map((transaction) => {
      const copy = blankRow("CreditCardTransactionDetail", workspace.nextId);
      return { ...copy, values: { ...copy.values, ...transaction.values } };
    });
  }
  followCard(context, payment);
  applyToOrder(context, payment, order, numberOf(line, "AppliedToOrder"));
  completePayment(context, payment, stored === undefined);
  for (const [field, message] of Object.entries(merged.errorsOf(payment))) {
    merged.fail(line, field, message);
  }
  for (const application of linesOf(payment, "OrdersToApply")) {
    for (const message of Object.values(merged.errorsOf(application))) {
      merged.fail(line, "AppliedToOrder", message);
    }
  }
}

/** Shows the payments that are applied to an order, and what is still unpaid. */
export function showOrderPayments({ workspace }: Context, order: Row): void {
  const before = linesOf(order, "Payments");
  let applied = 0;
  order.rows.Payments = [];
  for (const payment of workspace.rows("Payment")) {
    const application = linesOf(payment, "OrdersToApply").find((line) => isOfOrder(line, order));
    if (application !== undefined && textOf(payment, "Status") !== "Voided") {
      applied += numberOf(application, "AppliedToOrder") + numberOf(application, "TransferredtoInvoice");
      showPayment(workspace, order, payment, application, before);
    }
  }
  linkOf(order, "Totals").values.UnpaidBalance = roundedMoney(numberOf(order, "OrderTotal") - applied, order);
}

function showPayment(
  workspace: Context["workspace"],
  order: Row,
  payment: Row,
  application: Row,
  before: readonly Row[],
): void {
  const shown = before.find(
    (line) =>
      keyText(line.values.ReferenceNbr) === keyText(payment.values.ReferenceNbr) &&
      textOf(line, "DocType") === textOf(payment, "Type"),
  );
  const line = shown ?? workspace.insertLine(order, "Payments", "SalesOrderPayment");
  if (shown !== undefined) {
    order.rows.Payments?.push(shown);
  }
  for (const field of [...COPIED, "ReferenceNbr", "Status"]) {
    line.values[field] = payment.values[field] ?? null;
  }
  Object.assign(line.values, {
    DocType: payment.values.Type ?? null,
    Currency: payment.values.CurrencyID ?? null,
    AppliedToOrder: numberOf(application, "AppliedToOrder"),
    TransferredtoInvoice: numberOf(application, "TransferredtoInvoice"),
    Balance: numberOf(payment, "AvailableBalance"),
  });
}

/** True for an application line that belongs to the order. */
export function isOfOrder(line: Row, order: Row): boolean {
  return (
    keyText(line.values.OrderType) === keyText(order.values.OrderType) &&
    keyText(line.values.OrderNbr) === keyText(order.values.OrderNbr)
  );
}
