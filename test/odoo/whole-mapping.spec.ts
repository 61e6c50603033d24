import { join } from "node:path";
import type { OrderInput } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readStatus, reasonOf } from "../demo/status.ts";
import { MAPPINGS } from "../harness/mappings.ts";
import { billsOf, bookTransfer, countShelf, type OdooRow, receive, rowsOf, ship, takeBack } from "./books.ts";
import { type JoinedSystems, joinSystems, prepareSales } from "./joined-systems.ts";
import { callOdoo } from "./odoo-calls.ts";
import { freshName, makeProduct, openSession } from "./real-server.ts";

const PRICE = 7.25;
let joined: JoinedSystems;
let carrier: string;
let tape: { readonly id: number; readonly sku: string };

beforeAll(async () => {
  ({ carrier } = await prepareSales());
  tape = await newProduct(1_000);
  const products = [{ sku: tape.sku, name: "Tape measure", price: PRICE }];
  joined = await joinSystems(join(MAPPINGS, "xcart-odoo"), { companion: true, products });
});
afterAll(() => joined?.close());

async function newProduct(quantity: number): Promise<{ readonly id: number; readonly sku: string }> {
  const session = openSession();
  const id = await makeProduct(session, quantity, PRICE);
  await session.close();
  const [product] = await rowsOf("product.product", [["id", "=", id]], ["default_code"]);
  return { id, sku: String(product?.default_code) };
}

/** Waits for what both systems come to; tests that run at once cannot share `expect.poll`. */
function becomes(look: () => unknown, expected: unknown): Promise<void> {
  return vi.waitFor(async () => expect(await look()).toEqual(expected), { timeout: 240_000, interval: 500 });
}

interface Placed {
  readonly id: number;
  readonly number: string;
}

function place(pieces = 2, change: Partial<OrderInput> = {}): Placed {
  const number = freshName("W").replace(" ", "-");
  const { id } = joined.shop.placeOrder({
    order_number: number,
    email: `${number}@example.com`,
    payment_status: "P",
    payment_method: "Credit card",
    shipping_method_name: carrier,
    items: [{ sku: tape.sku, price: PRICE, amount: pieces }],
    ...change,
  });
  return { id, number };
}

const SALE = ["name", "state", "amount_total", "picking_ids", "delivery_status"];

async function saleOf({ number }: Placed): Promise<OdooRow> {
  const sales = await rowsOf("sale.order", [["client_order_ref", "=", number]], SALE);
  if (sales.length > 1) throw new Error(`order ${number} was sold ${sales.length} times`);
  return sales[0] ?? { id: 0 };
}

/** Payment and shipping status in the shop. */
function statusOf({ id }: Placed): readonly [string | undefined, string | undefined] {
  const order = joined.shop.orders().find((one) => one.id === id);
  return [order?.payment_status?.code, order?.shipping_status?.code];
}

const mailsOf = ({ id }: Placed): readonly string[] =>
  joined.shop.mails().flatMap(({ orderId, kind }) => (orderId === id ? [kind] : []));

const trackingOf = ({ id }: Placed): readonly string[] =>
  (joined.shop.orders().find((one) => one.id === id)?.tracking_numbers ?? []).map(({ value }) => value).toSorted();

/** Why an order waits for a person. */
async function reasonsOf({ id }: Placed): Promise<readonly string[]> {
  const { waiting } = await readStatus(joined.runtime.url);
  return waiting.filter(({ record }) => record === `shop/Order/${id}`).map(reasonOf);
}

async function becomesPaid(order: Placed, total: number): Promise<OdooRow> {
  await becomes(async () => (await saleOf(order)).state, "sale");
  const sale = await saleOf(order);
  await becomes(() => billsOf(sale.name, "out_invoice"), [`${total} posted paid`]);
  return sale;
}

async function paymentsOf(memo: string): Promise<readonly unknown[]> {
  const found = await rowsOf("account.payment", [["memo", "=", memo]], ["amount"]);
  return found.map(({ amount }) => amount);
}

test.concurrent("order to cash: sold and reserved, invoiced, paid, delivered with tracking, and the customer is told once", async () => {
  const order = place();
  const sale = await becomesPaid(order, 14.5);
  expect(sale.amount_total).toBe(14.5);
  expect(await paymentsOf(order.number)).toEqual([14.5]);
  expect(await rowsOf("stock.picking", [["sale_id", "=", sale.id]], ["state"])).toMatchObject([{ state: "assigned" }]);
  await ship(sale.id, { tracking: `ONE-${order.number}` });
  await becomes(() => statusOf(order), ["P", "S"]);
  expect(trackingOf(order)).toEqual([`ONE-${order.number}`]);
  expect(mailsOf(order)).toEqual(["shipped"]);
  expect(await reasonsOf(order)).toEqual([]);
});

test.concurrent("two partial deliveries give two tracking numbers and one Shipped", async () => {
  const order = place(3);
  const sale = await becomesPaid(order, 21.75);
  await ship(sale.id, { quantity: 1, tracking: `A-${order.number}` });
  await becomes(() => trackingOf(order), [`A-${order.number}`]);
  expect(statusOf(order)).toEqual(["P", "N"]);
  await ship(sale.id, { tracking: `B-${order.number}` });
  await becomes(() => statusOf(order), ["P", "S"]);
  expect(trackingOf(order)).toEqual([`A-${order.number}`, `B-${order.number}`]);
  expect(mailsOf(order)).toEqual(["shipped"]);
});

test.concurrent("a paid order that is cancelled before delivery: credit note, and a person is asked to pay back", async () => {
  const order = place();
  const sale = await becomesPaid(order, 14.5);
  joined.shop.cancelOrder(order.id);
  await becomes(async () => (await saleOf(order)).state, "cancel");
  await becomes(() => billsOf(sale.name, "out_refund"), ["14.5 posted not_paid"]);
  await becomes(() => reasonsOf(order), [expect.stringMatching(/was cancelled after it was paid: pay 14\.5 back/)]);
  expect(await rowsOf("stock.picking", [["sale_id", "=", sale.id]], ["state"])).toMatchObject([{ state: "cancel" }]);
});

test.concurrent("money that is given back in full becomes a credit note that is paid out", async () => {
  const order = place();
  const sale = await becomesPaid(order, 14.5);
  joined.shop.refundOrder(order.id);
  await becomes(() => billsOf(sale.name, "out_refund"), ["14.5 posted paid"]);
  await becomes(async () => (await saleOf(order)).state, "cancel");
  expect(await reasonsOf(order)).toEqual([]);
});

test.concurrent("money that is given back in part after delivery becomes a credit note of that amount", async () => {
  const order = place();
  const sale = await becomesPaid(order, 14.5);
  await ship(sale.id, { tracking: `P-${order.number}` });
  await becomes(() => statusOf(order), ["P", "S"]);
  joined.shop.refundOrder(order.id, 7.25);
  await becomes(() => billsOf(sale.name, "out_refund"), ["7.25 posted paid"]);
  expect(await billsOf(sale.name, "out_invoice")).toEqual(["14.5 posted paid"]);
  expect((await saleOf(order)).state).toBe("sale");
  expect(await reasonsOf(order)).toEqual([]);
});

test.concurrent("a bank transfer that the accountant books makes the order paid", async () => {
  const order = place(2, { payment_status: "Q", payment_method: "Bank transfer" });
  await becomes(async () => (await saleOf(order)).state, "draft");
  const sale = await saleOf(order);
  await callOdoo("sale.order", "action_confirm", [[sale.id]]);
  await bookTransfer(sale.id);
  await becomes(() => statusOf(order), ["P", "N"]);
  await becomes(() => billsOf(sale.name, "out_invoice"), ["14.5 posted paid"]);
  expect(mailsOf(order)).toEqual(["payment status"]);
  expect(await reasonsOf(order)).toEqual([]);
});

test.concurrent("what the shop calls returned is expected in the warehouse", async () => {
  const order = place();
  const sale = await becomesPaid(order, 14.5);
  const delivery = await ship(sale.id, { tracking: `R-${order.number}` });
  await becomes(() => statusOf(order), ["P", "S"]);
  joined.shop.setShippingStatus(order.id, "R");
  const returns = (): Promise<readonly OdooRow[]> =>
    rowsOf("stock.picking", [["return_id", "=", delivery]], ["state", "origin"]);
  await becomes(async () => (await returns()).length, 1);
  const [back] = await returns();
  await receive(Number(back?.id));
  await becomes(async () => (await returns()).map(({ state }) => state), ["done"]);
  const lines = await rowsOf("sale.order.line", [["order_id", "=", sale.id]], ["qty_delivered"]);
  expect(lines).toMatchObject([{ qty_delivered: 0 }]);
  expect(await reasonsOf(order)).toEqual([]);
});

test.concurrent("what has come back to the warehouse makes the order returned", async () => {
  const order = place();
  const sale = await becomesPaid(order, 14.5);
  const delivery = await ship(sale.id, { tracking: `T-${order.number}` });
  await becomes(() => statusOf(order), ["P", "S"]);
  await takeBack(delivery);
  await becomes(() => statusOf(order), ["P", "R"]);
  expect(await rowsOf("stock.picking", [["return_id", "=", delivery]], ["state"])).toMatchObject([{ state: "done" }]);
});

test.concurrent("a product from Odoo appears in the shop with its stock, and a count of the shelf follows", async () => {
  const { id, sku } = await newProduct(12);
  const shown = () => joined.shop.products().find((product) => product.sku === sku);
  await becomes(() => shown()?.amount, 12);
  expect(shown()).toMatchObject({ name: sku, price: PRICE, enabled: true });
  await countShelf(id, 5);
  await becomes(() => shown()?.amount, 5);
  await callOdoo("product.product", "write", [[id], { name: "Tape measure 5 m", lst_price: 8.5 }]);
  await becomes(() => shown(), expect.objectContaining({ name: "Tape measure 5 m", price: 8.5, amount: 5 }));
});

test.concurrent("what is sold in the shop is no longer offered, also while it is only a quotation", async () => {
  const { sku } = await newProduct(10);
  const shown = () => joined.shop.products().find((product) => product.sku === sku);
  await becomes(() => shown()?.amount, 10);
  const order = place(1, { payment_status: "Q", items: [{ sku, price: PRICE, amount: 3 }] });
  await becomes(async () => (await saleOf(order)).state, "draft");
  joined.shop.setPaymentStatus(order.id, "P");
  await becomes(async () => (await saleOf(order)).state, "sale");
  await becomes(() => shown()?.amount, 7);
});

test.concurrent("a contact of Odoo becomes a customer of the shop, and the address goes both ways", async () => {
  const login = `${freshName("grace").replace(" ", "-")}@example.com`;
  const [country] = await rowsOf("res.country", [["code", "=", "US"]], ["id"]);
  const contact = { street: "3 Navy Yard", city: "Arlington", zip: "22201", country_id: country?.id };
  const partner = (await callOdoo("res.partner", "create", [
    { name: "Grace Hopper", email: login, ...contact },
  ])) as number;
  const profile = () => joined.shop.profiles().find((one) => one.login === login);
  await becomes(() => profile()?.status, "E");
  const addresses = () => joined.shop.addressesOf(Number(profile()?.id));
  await becomes(addresses, [
    expect.objectContaining({ firstname: "Grace", lastname: "Hopper", street: "3 Navy Yard" }),
  ]);
  await callOdoo("res.partner", "write", [[partner], { street: "9 Harbour Road" }]);
  await becomes(() => addresses()[0]?.street, "9 Harbour Road");

  await editAddress(Number(profile()?.id), Number(addresses()[0]?.id), { city: "Alexandria" });
  const partners = () => rowsOf("res.partner", [["email", "=", login]], ["city", "street"]);
  await becomes(async () => (await partners()).map(({ city }) => city), ["Alexandria"]);
  expect(await partners()).toMatchObject([{ id: partner, street: "9 Harbour Road" }]);
});

/** What a customer does in the account's address book; the companion module then tells of the profile. */
async function editAddress(profileId: number, addressId: number, change: object): Promise<void> {
  const { shop } = joined;
  const answer = await fetch(`${shop.url}/api/profiles/${profileId}/addresses/${addressId}`, {
    method: "PUT",
    headers: { "x-auth-token": shop.keys.all, "content-type": "application/json" },
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}
