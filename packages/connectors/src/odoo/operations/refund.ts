import type { DataRecord, EntitySchema } from "@xmap/contract";
import { toId } from "../values.ts";
import type { OdooRecord } from "./odoo-record.ts";
import { isSameNumber, linesOf, numberOf, type OdooOperation, operation } from "./operation.ts";

const ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  required: ["reason"],
  properties: {
    reason: {
      type: "string",
      description: "Tells this credit note from others of the invoice, such as the return's number.",
    },
    date: { type: "string", format: "date", description: "Today when not given." },
    journal: { type: "integer", description: "Id of the journal; the invoice's own when not given." },
    amount: { type: "number", description: "Total with tax; the whole invoice when not given." },
  },
};
const REFUND_FIELDS = ["ref", "state", "amount_total"];
const FIELDS = ["name", "amount_total", ...REFUND_FIELDS.map((name) => `reversal_move_ids.${name}`)];

/** Makes a credit note of a posted invoice. */
export const REFUND: OdooOperation = operation({
  description: "Makes a draft credit note of a posted invoice, of its whole amount or in proportion.",
  doneWhen: "a credit note of this invoice names the reason and has the amount",
  effects: ["postsMoney"],
  reversible: true,
  arguments: ARGUMENTS,
  fields: FIELDS,
  done: (move, given) => {
    const refund = refundOf(move, given);
    return refund !== undefined && hasAmount(refund, given);
  },
  run: refund,
});

/** Settles a credit note with the invoice that it was made of. */
export const RECONCILE_REFUND: OdooOperation = operation({
  description: "Settles a posted credit note with its invoice, as far as that is still open.",
  doneWhen: "nothing of the credit note is open, or part of it was settled and nothing of its invoice is open",
  effects: ["postsMoney"],
  reversible: true,
  fields: ["amount_residual", "amount_total", "reversed_entry_id.amount_residual"],
  done: isReconciled,
  run: reconcile,
});

async function refund(move: OdooRecord, given: DataRecord): Promise<void> {
  const known = refundOf(await move.read(FIELDS), given);
  if (known === undefined) await reverse(move, given);
  const made = known ?? refundOf(await move.read(FIELDS), given);
  if (made === undefined || typeof made.id !== "number")
    throw move.refusal(`Odoo made no credit note for the reason ${String(given.reason)}`);
  if (!hasAmount(made, given)) await changeAmount(move.other("account.move", made.id), numberOf(given.amount));
}

async function reverse(move: OdooRecord, { reason, date, journal }: DataRecord): Promise<void> {
  const own = await move.read(["journal_id"]);
  const context = { active_model: "account.move", active_ids: [move.id], active_id: move.id };
  const wizard = move.other("account.move.reversal", 0);
  // Versions 14 to 16 ask which kind of reversal it is.
  const asksMethod = await wizard.has("refund_method");
  const values = {
    reason,
    journal_id: journal === undefined || journal === null ? own.journal_id : toId(journal),
    ...(typeof date === "string" ? { date: date.slice(0, 10) } : {}),
    ...(asksMethod ? { refund_method: "refund" } : {}),
  };
  const dialog = await move.create("account.move.reversal", values, context);
  await dialog.call(asksMethod ? "reverse_moves" : "refund_moves", context);
}

/** Odoo puts `Reversal of: INVOICE, REASON` into the reference, in the customer's language. */
function refundOf(move: DataRecord, { reason }: DataRecord): DataRecord | undefined {
  const end = `${String(move.name)}, ${String(reason)}`;
  return linesOf(move, "reversal_move_ids").find(
    ({ ref, state }) => state !== "cancel" && typeof ref === "string" && ref.endsWith(end),
  );
}

function hasAmount(refundMove: DataRecord, { amount }: DataRecord): boolean {
  return amount === undefined || amount === null || isSameNumber(refundMove.amount_total, amount);
}

/** Lowers all prices of a draft in proportion; a line without tax takes what rounding leaves. */
async function changeAmount(draft: OdooRecord, amount: number): Promise<void> {
  const lineFields = ["price_unit", "display_type"].map((name) => `invoice_line_ids.${name}`);
  const { state, amount_total: total, ...record } = await draft.read(["state", "amount_total", ...lineFields]);
  if (state !== "draft") throw draft.refusal("The credit note is posted with another amount");
  if (amount <= 0 || amount > numberOf(total) + 0.0005)
    throw draft.refusal(`A credit note of ${numberOf(total)} cannot be changed to ${amount}`);
  const factor = amount / numberOf(total);
  const lines = linesOf(record, "invoice_line_ids").filter((line) => !isText(line));
  const changes = lines.map((line) => [1, line.id, { price_unit: round(numberOf(line.price_unit) * factor) }]);
  await draft.write({ invoice_line_ids: changes });
  const rest = round(amount - numberOf((await draft.read(["amount_total"])).amount_total));
  if (rest === 0) return;
  const rounding = { name: "Rounding", quantity: 1, price_unit: rest, tax_ids: [[6, 0, []]] };
  await draft.write({ invoice_line_ids: [[0, 0, rounding]] });
}

function isText({ display_type: type }: DataRecord): boolean {
  return typeof type === "string" && type.startsWith("line_");
}

/** No currency has more than three digits. */
function round(amount: number): number {
  return Math.round(amount * 1_000) / 1_000;
}

function isReconciled(refundMove: DataRecord): boolean {
  const invoice = refundMove.reversed_entry_id;
  if (isSameNumber(refundMove.amount_residual, 0)) return true;
  const isSettledInPart = !isSameNumber(refundMove.amount_residual, refundMove.amount_total);
  return isSettledInPart && isRecord(invoice) && isSameNumber(invoice.amount_residual, 0);
}

async function reconcile(refundMove: OdooRecord): Promise<void> {
  const { reversed_entry_id: invoice, state } = await refundMove.read(["state", "reversed_entry_id.amount_residual"]);
  if (state !== "posted") throw refundMove.refusal("The credit note is not posted");
  if (!isRecord(invoice) || typeof invoice.id !== "number")
    throw refundMove.refusal("The credit note was not made of an invoice");
  if (isSameNumber(invoice.amount_residual, 0))
    throw refundMove.refusal("Nothing of the invoice is open: pay the credit note out instead");
  const domain = [
    ["move_id", "=", refundMove.id],
    ["reconciled", "=", false],
    ["amount_residual", "!=", 0],
  ];
  const lines = await refundMove.find("account.move.line", domain, ["id"]);
  for (const { id } of lines)
    await refundMove.other("account.move", invoice.id).call("js_assign_outstanding_line", undefined, { line_id: id });
}

function isRecord(value: unknown): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
