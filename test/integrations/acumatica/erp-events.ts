/** What happens in Acumatica. */
export interface ErpEventRow {
  readonly event: string;
  /** The shop's payment status before. */
  readonly paid: "P" | "Q";
  /** Payment and shipping status of the shop after. */
  readonly payment: string;
  readonly shipping: string;
  /** Mails that the shop sends. */
  readonly mails: readonly string[];
  /** What waits for a person. */
  readonly says?: RegExp;
}

const PAYMENT_MAIL = "payment status";
const row = (
  event: string,
  paid: "P" | "Q",
  [payment, shipping]: readonly [string, string],
  mails: readonly string[] = [],
): ErpEventRow => ({ event, paid, payment, shipping, mails });

/** What an event in Acumatica comes to in the shop: its two statuses, and the mails that follow from them. */
export const ERP_EVENT_ROWS: readonly ErpEventRow[] = [
  row("hold removed by hand", "Q", ["Q", "N"]),
  row("hold put by hand", "P", ["P", "N"]),
  row("being packed", "P", ["P", "P"]),
  row("part shipped", "P", ["P", "P"]),
  row("part shipped", "Q", ["Q", "P"]),
  row("shipped", "P", ["P", "S"], ["shipped"]),
  row("shipped", "Q", ["Q", "S"], ["shipped"]),
  row("invoice posted", "P", ["P", "S"], ["shipped"]),
  row("invoice posted", "Q", ["Q", "S"], ["shipped"]),
  row("payment registered", "Q", ["P", "N"], [PAYMENT_MAIL]),
  row("part payment registered", "Q", ["Q", "N"]),
  row("invoice paid", "Q", ["P", "S"], ["shipped", PAYMENT_MAIL]),
  row("canceled", "Q", ["C", "N"], [PAYMENT_MAIL]),
  { ...row("canceled", "P", ["P", "N"]), says: /is canceled in Acumatica, and order \d+ is Paid in the shop/ },
  row("returned", "P", ["P", "R"], ["shipped"]),
  row("part returned", "P", ["P", "S"], ["shipped"]),
];
