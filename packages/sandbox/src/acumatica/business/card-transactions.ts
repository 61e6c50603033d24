import { flagOf, linesOf, numberOf, type Row, textOf } from "../record/row.ts";
import type { Context } from "./context.ts";

/** Kinds of card transactions; clients send codes as well as labels. */
export const CARD_TRANSACTION_KINDS: { readonly [type: string]: "authorize" | "capture" | "void" } = {
  AUT: "authorize",
  "Authorize Only": "authorize",
  AAC: "capture",
  "Authorize and Capture": "capture",
  PAC: "capture",
  CAP: "capture",
  "Capture Authorized": "capture",
  "Capture Only": "capture",
  VDG: "void",
  Void: "void",
  "Void or Credit": "void",
};

/** Writes what the card transactions of a payment have come to. */
export function followCard({ workspace }: Context, payment: Row): void {
  const method = workspace.byKey("PaymentMethod", payment.values.PaymentMethod);
  payment.values.IsCCPayment = flagOf(method, "IntegratedProcessing");
  const kinds = linesOf(payment, "CreditCardTransactionInfo").map(
    (line) => CARD_TRANSACTION_KINDS[textOf(line, "TranType")],
  );
  payment.values.IsCaptured = kinds.includes("capture");
  payment.values.IsVoided = flagOf(payment, "IsVoided") || kinds.includes("void");
  const shown = linesOf(payment, "CreditCardProcessingInfo");
  for (const kind of kinds.slice(shown.length)) {
    const line = workspace.insertLine(payment, "CreditCardProcessingInfo", "CreditCardProcessingDetail");
    const status = { authorize: "Authorized", capture: "Captured", void: "Voided" }[kind ?? "authorize"];
    Object.assign(line.values, { TransactionAmount: numberOf(payment, "PaymentAmount"), TransactionStatus: status });
  }
}
