// @module-tag long

import { signWebhook } from "@xmap/sandbox/xcart";
import { expect, it } from "vitest";
import { startOdooPair } from "../harness/odoo-pair.ts";
import { addAddress, customersOf, effectsOf, placeOrder, productOf, recordsOf, saleOf, statusOf } from "./records.ts";
import { becomes, connectWebhooks, SHOP_SECRET } from "./webhooks.ts";

it("row 1: X-Cart's webhook of a placed order makes the sale, without any poll", async () => {
  const pair = await startOdooPair();
  await connectWebhooks(pair);
  placeOrder(pair);
  await becomes(pair, () => recordsOf(pair, "sale.order").map(({ state }) => state), ["sale"]);
});

it("row 1: X-Cart's webhook of a changed order changes the sale, without any poll", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { payment_status: "Q" });
  await pair.integration.settle();
  await connectWebhooks(pair);
  pair.shop.editItem(order.id, Number(order.items[0]?.id), { amount: 5 });
  await becomes(pair, () => saleOf(pair, order).amount_total, 36.25);
});

it("row 1: X-Cart's webhook of a registered customer makes the contact, without any poll", async () => {
  const pair = await startOdooPair();
  await connectWebhooks(pair);
  const { id } = pair.shop.addProfile({ login: "new@example.com", registered: true });
  await addAddress(pair, id);
  await becomes(pair, () => customersOf(pair, "new@example.com").length, 1);
});

it("row 1: X-Cart's webhook of an updated product changes nothing in Odoo, which keeps the products", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  await connectWebhooks(pair);
  const written = effectsOf(pair, "write", "product.product");
  pair.shop.editProduct(productOf(pair, "TAPE").id, { name: "Renamed in the shop" });
  await pair.shop.drainWebhooks();
  await pair.integration.settle();
  expect(pair.shop.webhookCounts()).toMatchObject({ events: 1, failed: 0 });
  expect(effectsOf(pair, "write", "product.product")).toBe(written);
});

it("row 1: Odoo's webhook of a finished delivery makes the order shipped, without any poll", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  await connectWebhooks(pair);
  pair.erp.shipOrder(Number(saleOf(pair, order).id), { tracking: "1Z-9" });
  await becomes(pair, () => statusOf(pair, order.id), ["P", "S"]);
  expect(pair.erp.webhookCounts()).toMatchObject({ failed: 0 });
});

it("row 1: Odoo's webhook of a changed product changes the shop's, without any poll", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  await connectWebhooks(pair);
  const { id } = recordsOf(pair, "product.product", { default_code: "TAPE" })[0] ?? {};
  pair.erp.call("product.product", "write", [[Number(id)], { lst_price: 9.75 }]);
  await becomes(pair, () => productOf(pair, "TAPE").price, 9.75);
});

it("row 1: a system without webhooks is polled, and changes of both sides arrive", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  expect(statusOf(pair, order.id)).toEqual(["P", "S"]);
});

it("E10: the same webhook twice is one event, and one sale", async () => {
  const repeated: string[] = [];
  const observer = { repeated: ({ flow }: { readonly flow: string }) => void repeated.push(flow) };
  const pair = await startOdooPair({ engine: { observers: [observer] } });
  const url = await connectWebhooks(pair);
  const order = placeOrder(pair, {}, { announce: false });
  const data = { id: order.id, order_number: order.order_number };
  const body = JSON.stringify({ event: "order.placed", event_id: "evt-1", data });
  const headers = signWebhook(SHOP_SECRET, "evt-1", Math.floor(pair.clock.now() / 1000), body);
  const post = async (): Promise<number> => (await fetch(url, { method: "POST", headers, body })).status;
  expect([await post(), await post()]).toEqual([202, 202]);
  expect(repeated).toContain("OrderToCash");
  await becomes(pair, () => recordsOf(pair, "sale.order").map(({ state }) => state), ["sale"]);
  await pair.integration.settle();
  expect(effectsOf(pair, "create", "sale.order")).toBe(1);
  expect(await pair.integration.problems()).toEqual([]);
});

it("E10: webhooks out of order and doubled come to the newest state, once", async () => {
  const pair = await startOdooPair();
  const url = await connectWebhooks(pair);
  const disorder = { doubledShare: 0.5, delayedShare: 0.5, delayMilliseconds: 20 };
  pair.shop.setWebhook({ url, secret: SHOP_SECRET, disorder });
  const order = placeOrder(pair, { payment_status: "Q" });
  const line = Number(order.items[0]?.id);
  for (const amount of [3, 4, 5, 6]) pair.shop.editItem(order.id, line, { amount });
  pair.shop.setPaymentStatus(order.id, "P");
  await pair.shop.drainWebhooks();
  await pair.integration.settle();
  expect(recordsOf(pair, "sale.order")).toHaveLength(1);
  expect(saleOf(pair, order)).toMatchObject({ state: "sale", amount_total: 43.5 });
  expect(await pair.integration.problems()).toEqual([]);
});
