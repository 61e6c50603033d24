import type { SoldOrder } from "./order-states.ts";

/** What both systems hold about one order, as far as people would look. */
export interface Situation {
  readonly sale: string;
  readonly total: number;
  readonly street: string;
  readonly invoices: readonly string[];
  readonly credits: readonly string[];
  readonly payments: number;
  readonly returns: number;
  readonly payment: string;
  readonly shipping: string;
  readonly tracking: readonly string[];
  readonly mails: readonly string[];
  readonly problems: readonly string[];
}

/** Looks at both systems' own records. */
export async function situationOf({ pair, orderId, saleId }: SoldOrder): Promise<Situation> {
  const { shop, erp, integration } = pair;
  const sale = erp.records("sale.order").find(({ id }) => id === saleId);
  const recipient = erp.records("res.partner").find(({ id }) => id === sale?.partner_shipping_id);
  const order = shop.orders().find(({ id }) => id === orderId);
  const moves = (type: string): string[] =>
    erp
      .records("account.move")
      .filter(({ move_type }) => move_type === type)
      .map(({ state, payment_state: paid, amount_total: total }) => `${total} ${state} ${paid}`);
  const numbers = Array.isArray(order?.tracking_numbers) ? order.tracking_numbers : [];
  return {
    sale: String(sale?.state),
    total: Number(sale?.amount_total),
    street: String(recipient?.street),
    invoices: moves("out_invoice"),
    credits: moves("out_refund"),
    payments: erp.records("account.payment").length,
    returns: erp.records("stock.picking").filter(({ return_id }) => typeof return_id === "number").length,
    payment: String(order?.payment_status?.code),
    shipping: String(order?.shipping_status?.code),
    tracking: numbers.map(({ value }: { readonly value: string }) => value),
    mails: shop.mails().map(({ kind }) => kind),
    problems: await integration.problems(),
  };
}

/** What differs between two situations, in words. */
export function differences(before: Situation, after: Situation): readonly string[] {
  const found: string[] = [];
  const say = (name: keyof Situation, words: (value: never) => string): void => {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) found.push(words(after[name] as never));
  };
  say("sale", (state: string) => `the sale is ${state}`);
  say("total", (total: number) => `the sale's total is ${total.toFixed(2)}`);
  say("street", (street: string) => `it goes to ${street}`);
  say("invoices", (list: readonly string[]) => `invoices: ${list.join(", ")}`);
  say("credits", (list: readonly string[]) => `credit notes: ${list.join(", ")}`);
  say("payments", (count: number) => `${count} payment${count === 1 ? "" : "s"} booked`);
  say("returns", (count: number) => `${count} return expected`);
  say("payment", (code: string) => `the shop's payment status is ${code}`);
  say("shipping", (code: string) => `the shop's shipping status is ${code}`);
  say("tracking", (list: readonly string[]) => `tracking ${list.join(", ")}`);
  for (const mail of after.mails.slice(before.mails.length)) found.push(`the shop mails the customer: ${mail}`);
  for (const problem of after.problems) if (!before.problems.includes(problem)) found.push(problem);
  return found;
}
