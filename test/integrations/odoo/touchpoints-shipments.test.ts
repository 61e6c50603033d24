// @module-tag long

import { expect, it } from "vitest";
import { type OdooPair, startOdooPair } from "../harness/odoo-pair.ts";
import { mailsOf, onlyRecord, orderOf, placeOrder, recordsOf, saleOf, statusOf } from "./records.ts";

/** The goods of a delivery come back, as people at the warehouse book it. */
function takeBack(pair: OdooPair): void {
  const back = onlyRecord(pair, "stock.picking", { picking_type_code: "incoming" });
  pair.erp.call("stock.picking", "button_validate", [[Number(back.id)]]);
}

it("row 9, status back: a delivery in one go sets Shipped, tracking number and Odoo's number, and the shop mails once", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  const sale = saleOf(pair, order);
  pair.erp.shipOrder(Number(sale.id), { tracking: "1Z-1" });
  await pair.integration.settle();
  await pair.integration.settle();
  const { tracking_numbers: numbers, external_number: external } = orderOf(pair, order.id);
  expect([numbers.map(({ value }) => value), external]).toEqual([["1Z-1"], sale.name]);
  expect(statusOf(pair, order.id)).toEqual(["P", "S"]);
  expect(mailsOf(pair, order.id)).toEqual(["shipped"]);
});

it("row 9: a tracking number that is entered after the delivery comes to the shop too, without a second mail", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  const picking = pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  pair.erp.call("stock.picking", "write", [[picking], { carrier_tracking_ref: "1Z-AFTER" }]);
  await pair.integration.settle();
  expect(orderOf(pair, order.id).tracking_numbers.map(({ value }) => value)).toEqual(["1Z-AFTER"]);
  expect(mailsOf(pair, order.id)).toEqual(["shipped"]);
});

it("row 9: what is dropped instead of shipped later is held, and the shop is told nothing wrong", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { items: [{ sku: "TAPE", amount: 3 }] });
  await pair.integration.settle();
  pair.erp.shipOrder(Number(saleOf(pair, order).id), { lines: [{ sku: "TAPE", quantity: 1 }], backorder: false });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([expect.stringMatching(/^held: 1 lines? of S00001 w/)]);
  expect(statusOf(pair, order.id)).toEqual(["P", "N"]);
});

it("row 9: a shop without the companion module still gets Shipped, and tracking numbers are left out", async () => {
  const pair = await startOdooPair({ shop: { companion: false } });
  const order = placeOrder(pair);
  await pair.integration.settle();
  pair.erp.shipOrder(Number(saleOf(pair, order).id), { tracking: "1Z-1" });
  await pair.integration.settle();
  expect(statusOf(pair, order.id)).toEqual(["P", "S"]);
  expect(orderOf(pair, order.id).tracking_numbers).toEqual([]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, shipments, shop to Odoo: what the shop calls returned is expected back in the warehouse, once", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  pair.shop.setShippingStatus(order.id, "R");
  await pair.integration.settle();
  await pair.integration.settle();
  expect(recordsOf(pair, "stock.picking", { picking_type_code: "incoming" })).toHaveLength(1);
  takeBack(pair);
  await pair.integration.settle();
  expect(statusOf(pair, order.id)[1]).toBe("R");
  expect(recordsOf(pair, "stock.picking", { picking_type_code: "incoming" })).toHaveLength(1);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, shipments, Odoo to shop: goods that have come back make the order returned, and receipts make nothing shipped", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  const picking = pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  const context = { active_model: "stock.picking", active_id: picking, active_ids: [picking] };
  const wizard = pair.erp.call("stock.return.picking", "create", [{ picking_id: picking }], { context });
  pair.erp.call("stock.return.picking", "action_create_returns_all", [[Number(wizard)]], { context });
  await pair.integration.settle();
  expect(statusOf(pair, order.id)[1]).toBe("S");
  takeBack(pair);
  await pair.integration.settle();
  expect(statusOf(pair, order.id)[1]).toBe("R");
  expect(mailsOf(pair, order.id)).toEqual(["shipped"]);
  expect(await pair.integration.problems()).toEqual([]);
});
