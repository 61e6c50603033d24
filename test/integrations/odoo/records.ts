import { setTimeout as pause } from "node:timers/promises";
import type { AddressInput, Announcement, OrderInput, ShownOrder } from "@xmap/sandbox/xcart";
import type { OdooPair } from "../harness/odoo-pair.ts";

/** A record of Odoo as its sandbox keeps it, links as plain ids. */
export type OdooRecord = ReturnType<OdooPair["erp"]["records"]>[number];

/** One line of a sale, its product by SKU and its taxes by name. */
export interface SaleLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price: number;
  readonly taxes: readonly string[];
}

/** How far the clock goes at once, milliseconds. */
const STEP = 250;

export const EMAIL = "ada@example.com";

/** Places an order of two tape measures, paid unless the change says otherwise. */
export function placeOrder({ shop }: OdooPair, change: Partial<OrderInput> = {}, how: Announcement = {}): ShownOrder {
  const usual = { email: EMAIL, payment_status: "P", items: [{ sku: "TAPE", amount: 2 }] };
  return shop.placeOrder({ ...usual, ...change }, how);
}

export function orderOf({ shop }: OdooPair, id: number): ShownOrder {
  const order = shop.orders().find((one) => one.id === id);
  if (order === undefined) throw new RangeError(`the shop has no order ${id}`);
  return order;
}

/** Payment and shipping status of an order of the shop. */
export function statusOf(pair: OdooPair, id: number): readonly [string, string] {
  const { payment_status: payment, shipping_status: shipping } = orderOf(pair, id);
  return [payment.code, shipping.code];
}

/** What the shop has written to customers, all or those about one order. */
export function mailsOf({ shop }: OdooPair, orderId?: number): readonly string[] {
  return shop
    .mails()
    .filter((mail) => orderId === undefined || mail.orderId === orderId)
    .map(({ kind }) => kind);
}

export function recordsOf({ erp }: OdooPair, model: string, values: Readonly<Record<string, unknown>> = {}) {
  const wanted = Object.entries(values);
  return erp.records(model).filter((record) => wanted.every(([field, value]) => record[field] === value));
}

/** The only one of its kind; throws when there is none or more than one. */
export function onlyRecord(pair: OdooPair, model: string, values: Readonly<Record<string, unknown>> = {}): OdooRecord {
  const [record, ...others] = recordsOf(pair, model, values);
  if (record === undefined || others.length > 0)
    throw new RangeError(
      `Odoo has ${record === undefined ? "no" : others.length + 1} ${model} ${JSON.stringify(values)}`,
    );
  return record;
}

/** The only sale of an order. */
export function saleOf(pair: OdooPair, order: ShownOrder): OdooRecord {
  return onlyRecord(pair, "sale.order", { client_order_ref: order.order_number });
}

/** The lines of a sale that have a quantity, in their order: a confirmed sale keeps a removed line with none. */
export function linesOf(pair: OdooPair, sale: OdooRecord): readonly SaleLine[] {
  const skus = new Map(recordsOf(pair, "product.product").map(({ id, default_code: sku }) => [id, sku]));
  const taxes = new Map(recordsOf(pair, "account.tax").map(({ id, name }) => [id, name]));
  return recordsOf(pair, "sale.order.line", { order_id: sale.id })
    .filter(({ product_uom_qty: quantity }) => quantity !== 0)
    .map((line) => ({
      sku: String(skus.get(Number(line.product_id))),
      quantity: Number(line.product_uom_qty),
      price: Number(line.price_unit),
      taxes: idsIn(line.tax_ids).map((id) => String(taxes.get(Number(id)))),
    }));
}

/** Customers and contacts with an e-mail address, without the recipients that belong to them. */
export function customersOf(pair: OdooPair, email: string): readonly OdooRecord[] {
  return recordsOf(pair, "res.partner").filter(
    (partner) => partner.type !== "delivery" && String(partner.email).toLowerCase() === email.toLowerCase(),
  );
}

/** Amount, state and payment state of each invoice or credit note. */
export function billsOf(pair: OdooPair, type: "out_invoice" | "out_refund" = "out_invoice"): readonly string[] {
  return recordsOf(pair, "account.move", { move_type: type }).map(
    ({ amount_total: total, state, payment_state: paid }) => `${total} ${state} ${paid}`,
  );
}

/** Amounts of the payments that are booked, those to customers negative. */
export function paymentsOf(pair: OdooPair): readonly number[] {
  return recordsOf(pair, "account.payment").map(({ amount, payment_type: type }) =>
    type === "outbound" ? -Number(amount) : Number(amount),
  );
}

/** How often Odoo committed something, by its own journal: `create` of `sale.order`. */
export function effectsOf({ erp }: OdooPair, what: string, model: string): number {
  return erp.journal().filter((entry) => entry.what === what && entry.record.startsWith(`${model}/`)).length;
}

export function productOf({ shop }: OdooPair, sku: string) {
  const product = shop.products().find((one) => one.sku === sku);
  if (product === undefined) throw new RangeError(`the shop has no product ${sku}`);
  return product;
}

function idsIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Adds an address to a customer's address book as the shop's own API does; it is the billing and the shipping address. */
export async function addAddress({ shop }: OdooPair, profileId: number, change: AddressInput = {}): Promise<void> {
  const usual = {
    firstname: "Ada",
    lastname: "King",
    street: "12 St James's Square",
    city: "Portland",
    zipcode: "97201",
  };
  const response = await fetch(`${shop.url}/api/profiles/${profileId}/addresses`, {
    method: "POST",
    headers: { "x-auth-token": shop.keys.all, "content-type": "application/json" },
    body: JSON.stringify({ ...usual, country_code: "US", is_billing: true, is_shipping: true, ...change }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Lets time pass while a system may be down: both systems are polled once, and what follows gets that long. */
export async function passTime({ clock, integration }: OdooPair, milliseconds: number): Promise<void> {
  const polled = integration.engine.poll().catch(() => undefined);
  for (let passed = 0; passed < milliseconds; passed += STEP) {
    clock.advance(STEP);
    await pause(1);
  }
  void polled;
}

/** An answer by which Odoo refuses a call, with the exception's name and words. */
export function odooError(name: string, message: string): string {
  const error = { code: 0, message: "Odoo Server Error", data: { name: `odoo.exceptions.${name}`, message } };
  return JSON.stringify({ jsonrpc: "2.0", id: 1, error });
}
