import { flagOf, linesOf, type Row, textOf } from "../record/row.ts";
import { CARD_TRANSACTION_KINDS, followCard } from "./card-transactions.ts";
import { type Action, type ActionParameters, type Context, longAction, refuse } from "./context.ts";
import { completeBalance, completePaymentStatus } from "./payment-rules.ts";
import { refreshOrder } from "./refresh-order.ts";

/** Actions of payments by card. */
export const cardActions: { readonly [name: string]: Action } = {
  CaptureCreditCardPayment: longAction((context, payment) => {
    if (textOf(payment, "Status") !== "Pending Processing") {
      refuse("The payment has no authorized card transaction that can be captured.");
    }
    addTransaction(context, payment, { TranType: "Capture Authorized" });
    finish(context, payment);
  }),
  VoidCardPayment: longAction((context, payment, parameters) => {
    expectCard(payment);
    if (flagOf(payment, "IsReleased")) {
      refuse("The payment is released; it is voided by the action for released payments.");
    }
    addTransaction(context, payment, { ...parameters, TranType: "Void" });
    finish(context, payment);
  }),
  CardOperation: longAction((context, payment, parameters) => {
    expectCard(payment);
    if (CARD_TRANSACTION_KINDS[String(parameters.TranType ?? "")] === undefined) {
      refuse(`The card operation '${parameters.TranType ?? ""}' is not known.`);
    }
    addTransaction(context, payment, parameters);
    finish(context, payment);
  }),
};

function expectCard(payment: Row): void {
  if (!flagOf(payment, "IsCCPayment") || flagOf(payment, "IsVoided")) {
    refuse("The action is available for payments by card only.");
  }
}

function addTransaction({ workspace }: Context, payment: Row, parameters: ActionParameters): void {
  const line = workspace.insertLine(payment, "CreditCardTransactionInfo", "CreditCardTransactionDetail");
  const { AuthNumber = null, ...named } = parameters;
  for (const field of Object.keys(named).filter((name) => name in line.values)) {
    line.values[field] = named[field] ?? null;
  }
  line.values.AuthNbr ??= AuthNumber;
  line.values.TranDate ??= workspace.at;
}

function finish(context: Context, payment: Row): void {
  followCard(context, payment);
  const orders = linesOf(payment, "OrdersToApply");
  if (flagOf(payment, "IsVoided")) {
    payment.rows.OrdersToApply = [];
    completeBalance(payment);
  }
  completePaymentStatus(payment);
  for (const line of orders) {
    refreshOrder(context, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
  }
}
