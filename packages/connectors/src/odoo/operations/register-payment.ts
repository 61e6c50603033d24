import type { DataRecord, EntitySchema, Value } from "@xmap/contract";
import { toId } from "../values.ts";
import type { OdooRecord } from "./odoo-record.ts";
import { isSameNumber, linesOf, type OdooOperation, operation } from "./operation.ts";

const ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  required: ["amount", "memo"],
  properties: {
    journal: {
      type: ["integer", "string"],
      description: "Id or code of the bank or cash journal; Odoo's own choice when not given.",
    },
    amount: { type: "number", description: "In the invoice's currency." },
    date: { type: "string", format: "date", description: "Today when not given." },
    memo: {
      type: "string",
      description: "Tells this payment from others of the invoice, such as the transaction's id.",
    },
  },
};
const PAYMENT_FIELDS = ["memo", "amount", "state"];
const FIELDS = ["state", "payment_state", ...PAYMENT_FIELDS.map((name) => `matched_payment_ids.${name}`)];

/** Pays an invoice or a credit note through a journal. */
export const REGISTER_PAYMENT: OdooOperation = operation({
  description: "Registers a payment of a posted invoice or credit note.",
  doneWhen: "a payment with this memo and amount exists for it, or payment_state is paid, in_payment or reversed",
  effects: ["postsMoney"],
  arguments: ARGUMENTS,
  fields: FIELDS,
  done: isPaid,
  run: registerPayment,
});

function isPaid(move: DataRecord, given: DataRecord): boolean {
  if (["paid", "in_payment", "reversed"].includes(String(move.payment_state))) return true;
  return linesOf(move, "matched_payment_ids").some((payment) => isThisPayment(payment, given));
}

async function registerPayment(move: OdooRecord, given: DataRecord): Promise<void> {
  const now = await move.read([...FIELDS, "partner_id"]);
  if (isPaid(now, given) || (await isBooked(move, now, given))) return;
  const journal = await journalId(move, given.journal);
  const context = { active_model: "account.move", active_ids: [move.id], active_id: move.id };
  const values = {
    amount: given.amount,
    communication: given.memo,
    ...(journal === undefined ? {} : { journal_id: journal }),
    ...(typeof given.date === "string" ? { payment_date: given.date.slice(0, 10) } : {}),
  };
  const dialog = await move.create("account.payment.register", values, context);
  await dialog.call("action_create_payments", context);
}

/** Versions 14 to 17 tell an invoice's payments only from the payments' side. */
async function isBooked(move: OdooRecord, now: DataRecord, given: DataRecord): Promise<boolean> {
  if (await move.has("matched_payment_ids")) return false;
  const memoField = (await move.other("account.payment", 0).has("memo")) ? "memo" : "ref";
  const domain = [
    [memoField, "=", given.memo],
    ["partner_id", "child_of", now.partner_id],
  ];
  const payments = await move.find("account.payment", domain, [...PAYMENT_FIELDS, "reconciled_invoice_ids"]);
  return payments.some(
    (payment) =>
      isThisPayment(payment, given) &&
      Array.isArray(payment.reconciled_invoice_ids) &&
      payment.reconciled_invoice_ids.includes(move.id),
  );
}

function isThisPayment(payment: DataRecord, { memo, amount }: DataRecord): boolean {
  const isLive = !["canceled", "cancel", "rejected"].includes(String(payment.state));
  return isLive && payment.memo === memo && isSameNumber(payment.amount, amount);
}

async function journalId(move: OdooRecord, journal: Value | undefined): Promise<number | undefined> {
  if (journal === undefined || journal === null) return undefined;
  const id = toId(journal);
  if (typeof id === "number") return id;
  const [found] = await move.find("account.journal", [["code", "=", journal]], ["id"]);
  if (typeof found?.id === "number") return found.id;
  throw move.refusal(`There is no journal with the code ${String(journal)}`);
}
