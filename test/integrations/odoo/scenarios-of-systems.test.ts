// @module-tag long

import { expect, it, vi } from "vitest";
import { startOdooPair } from "../harness/odoo-pair.ts";
import {
  billsOf,
  customersOf,
  effectsOf,
  mailsOf,
  passTime,
  paymentsOf,
  placeOrder,
  productOf,
  recordsOf,
  saleOf,
  statusOf,
} from "./records.ts";
import { startSecondShop } from "./second-shop.ts";

/** Milliseconds. */
const LATE_COMMIT = 90_000;
/** Milliseconds until a system that was paused is asked again. */
const LONGEST_PAUSE = 600_000;

it("S4: two shops, the same order number, one Odoo: two sales, and neither is ever linked with the other's", async () => {
  const pair = await startOdooPair();
  const outlet = await startSecondShop(pair, "Outlet");
  const number = { order_number: "5001" };
  const first = placeOrder(pair, number);
  const second = placeOrder(outlet, { ...number, email: "bob@example.com", items: [{ sku: "GLOVES", amount: 1 }] });
  await pair.integration.settle();
  await outlet.integration.settle();
  const sales = () =>
    recordsOf(pair, "sale.order").map(({ origin, amount_total: total, state }) => [origin, total, state]);
  expect(sales()).toEqual([
    ["X-Cart #5001", 14.5, "sale"],
    ["Outlet #5001", 16.5, "sale"],
  ]);
  outlet.shop.cancelOrder(second.id);
  await pair.integration.settle();
  await outlet.integration.settle();
  expect(sales()).toEqual([
    ["X-Cart #5001", 14.5, "sale"],
    ["Outlet #5001", 16.5, "cancel"],
  ]);
  const [sale] = recordsOf(pair, "sale.order");
  pair.erp.shipOrder(Number(sale?.id));
  await pair.integration.settle();
  await outlet.integration.settle();
  expect([statusOf(pair, first.id), statusOf(outlet, second.id)]).toEqual([
    ["P", "S"],
    ["C", "WND"],
  ]);
  expect(mailsOf(outlet)).toEqual(["payment status"]);
});

it("S12: the invoice's date lies in a closed period: a dead letter at once with Odoo's words, no endless retry", async () => {
  const pair = await startOdooPair();
  const words = "You cannot add/modify entries prior to and inclusive of: Hard Lock Date (03/31/2026).";
  const error = { code: 0, message: "Odoo Server Error", data: { name: "odoo.exceptions.UserError", message: words } };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, error });
  pair.erp.faults.add({ kind: "status", status: 200, body, match: { operation: "account.move.action_post" } });
  const order = placeOrder(pair);
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([expect.stringContaining(words)]);
  const [waiting] = await pair.integration.waiting();
  expect(waiting).toMatchObject({ outcome: "rejected", attempts: 0, flow: "OrderToInvoice" });
  const asked = pair.erp.counters.values().faults;
  await pair.integration.settle();
  expect(pair.erp.counters.values().faults).toEqual(asked);
  pair.erp.faults.clear();
  await pair.integration.engine.operations.decide({ decision: "retry", from: "beginning" }, {}, "ada", false);
  await pair.integration.settle();
  expect(billsOf(pair)).toEqual(["14.5 posted paid"]);
  expect(saleOf(pair, order).invoice_status).toBe("invoiced");
  expect(await pair.integration.problems()).toEqual([]);
});

it("S13: an API key expires: the system pauses, no dead letters, and the key that is valid again drains all", async () => {
  const pair = await startOdooPair();
  const admin = { login: "admin", password: "admin", uid: 2 };
  pair.erp.setUsers([{ ...admin, password: "another" }]);
  placeOrder(pair);
  placeOrder(pair, { items: [{ sku: "DRILL", amount: 1 }] });
  await passTime(pair, 60_000);
  const { pausedSystems } = pair.integration.engine.summary();
  expect(pausedSystems.map(({ system }) => system)).toEqual(["erp"]);
  expect(await pair.integration.problems()).toEqual([]);
  pair.erp.setUsers([admin]);
  pair.clock.advance(LONGEST_PAUSE);
  await pair.integration.settle();
  expect(recordsOf(pair, "sale.order").map(({ state }) => state)).toEqual(["sale", "sale"]);
  expect(pair.integration.engine.summary().pausedSystems).toEqual([]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("S14: a delivery whose transaction commits 90 s late, with an old write_date, is not missed and told once", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  const begun = pair.clock.now();
  pair.clock.advance(LATE_COMMIT);
  pair.shop.editOrder(order.id, { notes: "something newer is seen meanwhile" });
  await pair.integration.settle();
  const clock = vi.spyOn(pair.clock, "now").mockReturnValue(begun);
  pair.erp.shipOrder(Number(saleOf(pair, order).id), { tracking: "1Z-LATE" });
  clock.mockRestore();
  await pair.integration.settle();
  expect(statusOf(pair, order.id)).toEqual(["P", "S"]);
  expect(mailsOf(pair)).toEqual(["shipped"]);
});

it("S14: 500 products that are written in one second all arrive, none of them twice", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const added = Array.from({ length: 500 }, (_none, index) => ({
    sku: `BULK-${index}`,
    name: `Bulk ${index}`,
    price: 3,
  }));
  pair.erp.seed({ products: added });
  await pair.integration.settle();
  const bulk = pair.shop.products().filter(({ sku }) => sku.startsWith("BULK-"));
  expect(new Set(bulk.map(({ sku }) => sku)).size).toBe(500);
  expect(bulk).toHaveLength(500);
  expect(await pair.integration.problems()).toEqual([]);
});

it.each([
  "res.partner.create",
  "sale.order.create",
  "sale.order.action_confirm",
  "sale.advance.payment.inv.create_invoices",
  "account.move.action_post",
  "account.payment.register.action_create_payments",
])(
  "S15: the answer to %s is lost after the commit: one customer, one order, one invoice, one payment",
  async (operation) => {
    const pair = await startOdooPair();
    pair.erp.faults.add({ kind: "lostAnswer", match: { operation }, remaining: 1 });
    const order = placeOrder(pair);
    await pair.integration.settle();
    expect(pair.erp.faults.list()).toEqual([]);
    expect(customersOf(pair, order.email)).toHaveLength(1);
    expect(effectsOf(pair, "create", "sale.order")).toBe(1);
    expect(saleOf(pair, order).state).toBe("sale");
    expect(billsOf(pair)).toEqual(["14.5 posted paid"]);
    expect(paymentsOf(pair)).toEqual([14.5]);
    expect(await pair.integration.problems()).toEqual([]);
  },
);

it("S18: one order makes its list page answer 500: the rest flow, and that one waits with the reason", async () => {
  const pair = await startOdooPair();
  const doomed = pair.shop.addProduct({ sku: "DOOMED", name: "Doomed", price: 1 });
  const before = placeOrder(pair);
  const unreadable = placeOrder(pair, { items: [{ sku: "DOOMED" }] });
  pair.shop.deleteProduct(doomed.id);
  const after = placeOrder(pair);
  await pair.integration.settle();
  expect([before, after].map((order) => saleOf(pair, order).state)).toEqual(["sale", "sale"]);
  const waiting = await pair.integration.waiting();
  expect(new Set(waiting.map(({ record }) => record))).toEqual(new Set([`shop/Order/${unreadable.id}`]));
  expect(new Set(await pair.integration.problems())).toEqual(new Set([expect.stringContaining("cannot show order")]));
});

it("S20: a new product has its right availability in the shop from the first second, never the shop's usual 1000", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const refused = { status: 422, body: '{"detail": "not now"}', match: { method: "PUT", path: "/api/products" } };
  pair.shop.faults.add({ kind: "status", ...refused });
  pair.erp.seed({ products: [{ sku: "NEW", name: "New thing", price: 12, quantity: 7 }] });
  await pair.integration.settle();
  expect(productOf(pair, "NEW")).toMatchObject({ name: "New thing", price: 12, amount: 0, inventory_traceable: true });
  pair.shop.faults.clear();
  await pair.integration.engine.operations.decide({ decision: "retry", from: "beginning" }, {}, "ada", false);
  await pair.integration.settle();
  expect(productOf(pair, "NEW").amount).toBe(7);
  expect(await pair.integration.problems()).toEqual([]);
});

it("S20: the stock of a product that reached the shop later than its stock's change is right too", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  pair.shop.faults.add({ kind: "status", status: 503, match: { operation: "POST /api/products" }, remaining: 6 });
  pair.erp.seed({ products: [{ sku: "LATE", name: "Late thing", price: 12, quantity: 7 }] });
  await pair.integration.settle();
  await pair.integration.settle();
  expect(productOf(pair, "LATE").amount).toBe(7);
});
