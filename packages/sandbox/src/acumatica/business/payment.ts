import { flagOf, linesOf, numberOf, type Row, setDefaults, textOf } from "../record/row.ts";
import { cardActions } from "./card-payment.ts";
import { followCard } from "./card-transactions.ts";
import { type Behavior, type Context, longAction, refuse } from "./context.ts";
import { roundedMoney } from "./money.ts";
import { completeBalance, completePayment, completePaymentStatus } from "./payment-rules.ts";
import { refreshOrder } from "./refresh-order.ts";

/** Payments and applications, AR302000. */
export const paymentBehavior: Behavior = {
  create: ({ settings }, payment) => {
    Object.assign(payment.values, { Type: "Payment", Hold: settings.holdPaymentsOnEntry });
  },
  change: (context, payment, isNew) => {
    followCard(context, payment);
    completePayment(context, payment, isNew);
    if (!context.merged.hasErrors) {
      refreshOrders(context, payment);
    }
  },
  delete: (context, payment) => {
    if (flagOf(payment, "IsReleased")) {
      refuse("The document is released and cannot be deleted.");
    }
    const orders = linesOf(payment, "OrdersToApply");
    context.workspace.delete("Payment", payment);
    for (const line of orders) {
      refreshOrder(context, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
    }
  },
  actions: {
    ReleasePayment: longAction(release),
    Release: longAction(release),
    VoidPayment: longAction(voidPayment),
    ...cardActions,
  },
};

function refreshOrders(context: Context, payment: Row): void {
  for (const line of linesOf(payment, "OrdersToApply")) {
    refreshOrder(context, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
  }
}

function release(context: Context, payment: Row): void {
  if (textOf(payment, "Status") !== "Balanced") {
    refuse("Document Status is invalid for processing.");
  }
  payment.values.IsReleased = true;
  for (const line of linesOf(payment, "DocumentsToApply")) {
    payDocument(context, payment, textOf(line, "DocType"), textOf(line, "ReferenceNbr"), numberOf(line, "AmountPaid"));
  }
  payment.rows.DocumentsToApply = [];
  completeBalance(payment);
  completePaymentStatus(payment);
  refreshOrders(context, payment);
}

/** Uses a part of a released payment for an invoice, or, by a refund, for giving back another payment. */
export function payDocument(context: Context, payment: Row, type: string, reference: string, amount: number): void {
  const { workspace } = context;
  const stored = workspace.byKey("SalesInvoice", type, reference);
  const plain = stored === undefined ? workspace.byKey("Invoice", type, reference) : undefined;
  if (plain !== undefined) {
    const invoice = workspace.edit("Invoice", plain);
    invoice.values.Balance = roundedMoney(numberOf(invoice, "Balance") - amount, payment);
    invoice.values.Status = numberOf(invoice, "Balance") === 0 ? "Closed" : "Open";
  }
  if (stored !== undefined) {
    const invoice = workspace.edit("SalesInvoice", stored);
    invoice.values.Balance = roundedMoney(numberOf(invoice, "Balance") - amount, payment);
    invoice.values.Status = numberOf(invoice, "Balance") === 0 ? "Closed" : "Open";
    invoice.values.PaymentTotal = roundedMoney(numberOf(invoice, "PaymentTotal") + amount, payment);
    const application = workspace.insertLine(invoice, "ApplicationsInvoice", "SalesInvoiceApplicationInvoice");
    setDefaults(application, {
      DocType: textOf(payment, "Type"),
      AdjustingDocReferenceNbr: textOf(payment, "ReferenceNbr"),
      AdjustedDocReferenceNbr: reference,
      PaymentRef: textOf(payment, "PaymentRef"),
      AmountPaid: amount,
      Status: textOf(payment, "Status"),
    });
  }
  const returned = workspace.byKey("Payment", type, reference);
  if (returned !== undefined) {
    const other = workspace.edit("Payment", returned);
    addHistory(context, other, textOf(payment, "Type"), textOf(payment, "ReferenceNbr"), amount);
    completeBalance(other);
    completePaymentStatus(other);
  }
  addHistory(context, payment, type, reference, amount);
}

function addHistory({ workspace }: Context, payment: Row, type: string, reference: string, amount: number): void {
  const line = workspace.insertLine(payment, "ApplicationHistory", "PaymentApplicationHistoryDetail");
  Object.assign(line.values, { DisplayDocType: type, DisplayRefNbr: reference, AmountPaid: amount });
}

function voidPayment(context: Context, payment: Row): void {
  if (!flagOf(payment, "IsReleased") || flagOf(payment, "IsVoided")) {
    refuse("Document Status is invalid for processing.");
  }
  const orders = linesOf(payment, "OrdersToApply");
  for (const line of linesOf(payment, "ApplicationHistory")) {
    const stored = context.workspace.byKey("SalesInvoice", line.values.DisplayDocType, line.values.DisplayRefNbr);
    if (stored !== undefined) {
      const invoice = context.workspace.edit("SalesInvoice", stored);
      invoice.values.Balance = roundedMoney(numberOf(invoice, "Balance") + numberOf(line, "AmountPaid"), payment);
      invoice.values.Status = "Open";
    }
  }
  payment.values.IsVoided = true;
  payment.rows.OrdersToApply = [];
  completeBalance(payment);
  completePaymentStatus(payment);
  const counter = context.workspace.insert("Payment");
  Object.assign(counter.values, {
    ...payment.values,
    Type: "Voided Payment",
    PaymentAmount: -numberOf(payment, "PaymentAmount"),
    AppliedToOrders: 0,
    AvailableBalance: 0,
    LastModifiedDateTime: null,
    Status: "Closed",
  });
  for (const line of orders) {
    refreshOrder(context, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
  }
}
