// @module-tag long

import { expect, it } from "vitest";
import { startOdooPair } from "../harness/odoo-pair.ts";
import {
  billsOf,
  customersOf,
  effectsOf,
  odooError,
  onlyRecord,
  passTime,
  paymentsOf,
  placeOrder,
  recordsOf,
  saleOf,
  statusOf,
} from "./records.ts";

/** Seconds. */
const RETRY_AFTER = 7;
/** Milliseconds until a system that was down is asked again. */
const LONGEST_PAUSE = 600_000;

it("E1: Odoo's ValidationError, a mandatory field missing: a dead letter with Odoo's words, not tried again and again", async () => {
  const pair = await startOdooPair();
  const words = "The operation cannot be completed: Missing required value for the field 'Customer Reference'";
  const match = { operation: "sale.order.create" };
  pair.erp.faults.add({ kind: "status", status: 200, body: odooError("ValidationError", words), match });
  const order = placeOrder(pair);
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([`rejected: ${words}`]);
  const [waiting] = await pair.integration.waiting();
  expect(waiting).toMatchObject({ flow: "OrderToCash", record: `shop/Order/${order.id}`, attempts: 0 });
  expect(waiting?.stack[0]).toMatchObject({ file: "xcart-odoo/orders.xmap" });
  const tried = pair.erp.counters.values().faults;
  await pair.integration.settle();
  expect(pair.erp.counters.values().faults).toBe(tried);
  pair.erp.faults.clear();
  await pair.integration.engine.operations.decide({ decision: "retry", from: "failingStep" }, {}, "ada", false);
  await pair.integration.settle();
  expect(saleOf(pair, order).state).toBe("sale");
  expect(await pair.integration.problems()).toEqual([]);
});

it("E2: the shop's rate limit is exceeded: it is waited as told, and nothing is lost", async () => {
  const pair = await startOdooPair({ shop: { rateLimit: { requests: 20, perMilliseconds: 1_000 } } });
  const orders = Array.from({ length: 4 }, () => placeOrder(pair));
  await pair.integration.settle();
  expect(pair.shop.counters.values().refused).toBeGreaterThan(0);
  expect(orders.map((order) => saleOf(pair, order).state)).toEqual(orders.map(() => "sale"));
  expect(await pair.integration.problems()).toEqual([]);
});

it("E2: a shop that says how long to wait is not asked before", async () => {
  const pair = await startOdooPair();
  const match = { operation: "GET /api/orders" };
  pair.shop.faults.add({ kind: "status", status: 429, retryAfter: RETRY_AFTER, remaining: 1, match });
  const order = placeOrder(pair);
  const begun = pair.clock.now();
  const ended: number[] = [];
  pair.integration.engine.onRunEnd(({ flow }) => {
    if (flow === "OrderToCash") ended.push(pair.clock.now() - begun);
  });
  await pair.integration.settle();
  expect(saleOf(pair, order).state).toBe("sale");
  expect(Math.min(...ended)).toBeGreaterThanOrEqual(RETRY_AFTER * 1000);
  expect(await pair.integration.problems()).toEqual([]);
});

it.each(["erp", "shop"] as const)("E3: an outage of the %s is waited out, and all goes on by itself", async (down) => {
  const pair = await startOdooPair();
  const before = placeOrder(pair);
  await pair.integration.settle();
  await pair[down].goDown();
  const during = placeOrder(pair);
  pair.shop.setShippingStatus(before.id, "P");
  await passTime(pair, 60_000);
  expect(await pair.integration.problems()).toEqual([]);
  await pair[down].comeBack();
  pair.clock.advance(LONGEST_PAUSE);
  await pair.integration.settle();
  expect(saleOf(pair, during).state).toBe("sale");
  expect(effectsOf(pair, "create", "sale.order")).toBe(2);
  expect(paymentsOf(pair)).toEqual([14.5, 14.5]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("E3: an Odoo that answers with a maintenance page is waited for", async () => {
  const pair = await startOdooPair();
  pair.erp.faults.add({ kind: "htmlPage", remaining: 4 });
  const order = placeOrder(pair);
  await pair.integration.settle();
  expect(saleOf(pair, order).state).toBe("sale");
  expect(await pair.integration.problems()).toEqual([]);
});

it("E4: an SKU that Odoo does not have is a dead letter, and one retry after the product exists brings the order in", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, {
    items: [{ sku: "GHOST", price: 5 }, { sku: "TAPE" }, { sku: "GHOST-TOO", price: 6 }],
  });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([
    "rejected: SKU GHOST is not in Odoo; SKU GHOST-TOO is not in Odoo",
  ]);
  expect(recordsOf(pair, "sale.order")).toEqual([]);
  pair.erp.seed({ products: ["GHOST", "GHOST-TOO"].map((sku) => ({ sku, name: sku, quantity: 9 })) });
  await pair.integration.engine.operations.decide({ decision: "retry", from: "beginning" }, {}, "ada", false);
  await pair.integration.settle();
  expect(saleOf(pair, order)).toMatchObject({ state: "sale", amount_total: 18.25 });
  expect(await pair.integration.problems()).toEqual([]);
});

it("E5: a customer whom Odoo has is found by e-mail, in whatever case, and a guest changes nothing of it", async () => {
  const pair = await startOdooPair();
  const values = { name: "Ada King Ltd", email: "Ada@Example.com", street: "1 Old Road", phone: "1" };
  const known = pair.erp.call("res.partner", "create", [values]);
  const order = placeOrder(pair, { billing_address: { firstname: "Some", lastname: "Guest", street: "9 New Road" } });
  await pair.integration.settle();
  expect(saleOf(pair, order).partner_id).toBe(known);
  expect(customersOf(pair, "ada@example.com")).toMatchObject([values]);
});

it("E5: a customer whom Odoo does not have is made first, with name and address", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { billing_address: { firstname: "Ada", lastname: "King", street: "9 New Road" } });
  await pair.integration.settle();
  const [customer] = customersOf(pair, "ada@example.com");
  expect(customer).toMatchObject({ name: "Ada King", street: "9 New Road", city: "Portland", zip: "97201" });
  expect(saleOf(pair, order).partner_id).toBe(customer?.id);
});

it("E5: an order without an e-mail address is held", async () => {
  const pair = await startOdooPair();
  placeOrder(pair, { email: "" });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual(["held: order 10001 has no e-mail address"]);
  expect(recordsOf(pair, "sale.order")).toEqual([]);
});

it("E6: what was paid does not match the order: held with both figures, nothing is booked", async () => {
  const pair = await startOdooPair();
  placeOrder(pair, { transactions: [{ value: 10, succeeded: true }] });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual(["held: X-Cart was paid 10, order 10001 is 14.5"]);
  expect([billsOf(pair), paymentsOf(pair)]).toEqual([[], []]);
});

it("E6: an invoice that the accountant has made of a part only: held with both figures", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { payment_status: "Q" });
  await pair.integration.settle();
  const sale = Number(saleOf(pair, order).id);
  pair.erp.confirm(sale);
  const invoice = pair.erp.invoice(sale);
  pair.erp.call("account.move", "button_draft", [[invoice]]);
  const line = onlyRecord(pair, "account.move.line", { move_id: invoice, display_type: "product" });
  pair.erp.call("account.move.line", "write", [[Number(line.id)], { price_unit: 5 }]);
  pair.erp.call("account.move", "action_post", [[invoice]]);
  pair.shop.setPaymentStatus(order.id, "P");
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual(["held: X-Cart was paid 14.5, the invoices of S00001 say 10"]);
  expect(paymentsOf(pair)).toEqual([]);
});

it("E8: a payment status that is new is held by its code, and the order follows once the shop says another", async () => {
  const pair = await startOdooPair();
  pair.shop.addPaymentStatus("X1", "Waiting for the bank");
  const order = placeOrder(pair, { payment_status: "X1" });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual(["held: X-Cart payment status X1 is new to us"]);
  expect(recordsOf(pair, "sale.order")).toEqual([]);
  pair.shop.setPaymentStatus(order.id, "Q");
  await pair.integration.settle();
  expect(saleOf(pair, order).state).toBe("draft");
  expect(await pair.integration.problems()).toEqual([]);
});

it.each([
  [
    "a kind of surcharge",
    { surcharges: [{ type: "tip", code: "TIP", value: 3 }] },
    [
      'rejected: surcharges[].type must be one of tax, discount, shipping, handling, not "tip"; surcharge tip is not in tables/surcharges.csv',
    ],
  ],
  [
    "a tax",
    { surcharges: [{ type: "tax", code: "CDEV.VAT.99", value: 2.9 }] },
    ["held: tax CDEV.VAT.99 is not in tables/taxes.csv"],
  ],
  ["a currency", { currency: "CHF" }, ["held: Odoo has no price list in CHF"]],
  ["a country", { billing_address: { country_code: "ZZ" }, shipping_address: {} }, ["held: country ZZ is not in Odoo"]],
  [
    "a payment method",
    { payment_method: "Seashells" },
    ["held: payment method Seashells is not in tables/payment_methods.csv"],
  ],
])("E8: %s that neither table nor Odoo knows waits for a person by its name", async (_what, change, problems) => {
  const pair = await startOdooPair();
  placeOrder(pair, change);
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual(problems);
  expect(paymentsOf(pair)).toEqual([]);
});

it("E8: a shipping method that Odoo does not have leaves the carrier empty, and the order goes on", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { shipping_method_name: "Carrier pigeon" });
  await pair.integration.settle();
  expect(saleOf(pair, order)).toMatchObject({ state: "sale", carrier_id: false });
  expect(await pair.integration.problems()).toEqual([]);
});

it("E8: a field of Odoo that is gone after an update is said by its name", async () => {
  const pair = await startOdooPair();
  const match = { operation: "sale.order.create" };
  const words = "Invalid field 'client_order_ref' in 'sale.order'";
  const error = { code: 0, message: "Odoo Server Error", data: { name: "builtins.ValueError", message: words } };
  pair.erp.faults.add({ kind: "status", status: 200, body: JSON.stringify({ jsonrpc: "2.0", id: 1, error }), match });
  placeOrder(pair);
  await pair.integration.settle();
  const said = [...(await pair.integration.problems()), ...pausedFor(pair.integration.engine.summary())];
  expect(said.join()).toContain("client_order_ref");
});

it("E9: the request timed out but Odoo had committed: found again by its key, not written twice", async () => {
  const pair = await startOdooPair();
  for (const operation of ["sale.order.create", "account.payment.register.action_create_payments"])
    pair.erp.faults.add({ kind: "lostAnswer", match: { operation }, remaining: 1 });
  const order = placeOrder(pair);
  await pair.integration.settle();
  expect(effectsOf(pair, "create", "sale.order")).toBe(1);
  expect([saleOf(pair, order).state, ...paymentsOf(pair)]).toEqual(["sale", 14.5]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("E9: the shop's answer to a status was lost after it had taken it: one status, one mail", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  pair.shop.faults.add({ kind: "lostAnswer", match: { method: "PUT", path: "/api/orders" }, remaining: 1 });
  pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  expect(statusOf(pair, order.id)).toEqual(["P", "S"]);
  expect(pair.shop.mails().map(({ kind }) => kind)).toEqual(["shipped"]);
  expect(await pair.integration.problems()).toEqual([]);
});

function pausedFor(summary: { readonly pausedSystems: readonly { readonly reason: string }[] }): readonly string[] {
  return summary.pausedSystems.map(({ reason }) => reason);
}
