// @module-tag long

import { expect, it } from "vitest";
import { type OdooPair, startOdooPair } from "../harness/odoo-pair.ts";
import { onlyRecord, placeOrder, productOf, recordsOf, saleOf } from "./records.ts";

/** A set of a drill and four pairs of gloves, and one of a drill and a tape measure. */
const KITS = [
  { sku: "WORK-SET", name: "Work set", price: 150, parts: { DRILL: 1, GLOVES: 4 } },
  { sku: "HOME-SET", name: "Home set", price: 95, parts: { DRILL: 1, TAPE: 1 } },
] as const;
const SKUS = ["DRILL", "TAPE", "GLOVES", "WORK-SET", "HOME-SET"] as const;

/** Ten of each of the goods; the kits reach the shop from Odoo. */
async function startWithKits(): Promise<OdooPair> {
  const pair = await startOdooPair({ kits: KITS, quantity: 10 });
  await pair.integration.settle();
  return pair;
}

/** What the shop offers of the goods and of the sets, in their order. */
function shelves(pair: OdooPair): readonly number[] {
  return SKUS.map((sku) => productOf(pair, sku).amount);
}

function count(pair: OdooPair, sku: string, quantity: number): void {
  const { id } = onlyRecord(pair, "product.product", { default_code: sku });
  const [quant] = recordsOf(pair, "stock.quant", { product_id: id });
  pair.erp.call("stock.quant", "write", [[Number(quant?.id)], { inventory_quantity: quantity }]);
  pair.erp.call("stock.quant", "action_apply_inventory", [[Number(quant?.id)]]);
}

it("S20: a kit is offered as often as its scarcest component allows, though Odoo does not track the kit itself", async () => {
  const pair = await startWithKits();
  expect(shelves(pair)).toEqual([10, 10, 10, 2, 10]);
  expect(productOf(pair, "WORK-SET").inventory_traceable).toBe(true);
});

it("S20: a kit is sold: its components' stock moves, and so does every kit that has them", async () => {
  const pair = await startWithKits();
  const order = placeOrder(pair, { items: [{ sku: "WORK-SET", amount: 2 }] });
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([8, 10, 2, 0, 8]);
  pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([8, 10, 2, 0, 8]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("S20: a component's stock moves: the kits that have it follow", async () => {
  const pair = await startWithKits();
  count(pair, "DRILL", 3);
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([3, 10, 10, 2, 3]);
  placeOrder(pair, { items: [{ sku: "GLOVES", amount: 7 }] });
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([3, 10, 3, 0, 3]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("S20: a kit that is ordered and not paid takes its components off the shelf, and gives them back when it is cancelled", async () => {
  const pair = await startWithKits();
  const order = placeOrder(pair, { payment_status: "Q", items: [{ sku: "WORK-SET", amount: 1 }] });
  await pair.integration.settle();
  expect(recordsOf(pair, "stock.move", { state: "assigned" })).toEqual([]);
  expect(shelves(pair)).toEqual([9, 10, 6, 1, 9]);
  pair.shop.cancelOrder(order.id);
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([10, 10, 10, 2, 10]);
});

it("S20: a component that is ordered and not paid takes from the kits", async () => {
  const pair = await startWithKits();
  placeOrder(pair, { payment_status: "Q", items: [{ sku: "GLOVES", amount: 3 }] });
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([10, 10, 7, 1, 10]);
});

it("S20: a list of components that changes counts at once", async () => {
  const pair = await startWithKits();
  const gloves = onlyRecord(pair, "product.product", { default_code: "GLOVES" });
  const line = onlyRecord(pair, "mrp.bom.line", { product_id: gloves.id });
  const changed = [[1, Number(line.id), { product_qty: 2 }]];
  pair.erp.call("mrp.bom", "write", [[Number(line.bom_id)], { bom_line_ids: changed }]);
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([10, 10, 10, 5, 10]);
});

it("S20: a kit with a kit in it is not offered, and a person is told why", async () => {
  const pair = await startWithKits();
  pair.erp.seed({ kits: [{ sku: "CASE", name: "Case", price: 300, parts: { "HOME-SET": 2 } }] });
  await pair.integration.settle();
  expect(productOf(pair, "CASE").amount).toBe(0);
  expect(await pair.integration.problems()).toEqual([expect.stringContaining("kit CASE is not offered")]);
  expect(shelves(pair)).toEqual([10, 10, 10, 2, 10]);
});

it("S20: a list of components that changes counts them, too, where the kit is sold and not reserved", async () => {
  const pair = await startWithKits();
  placeOrder(pair, { payment_status: "Q", items: [{ sku: "WORK-SET", amount: 1 }] });
  await pair.integration.settle();
  const gloves = onlyRecord(pair, "product.product", { default_code: "GLOVES" });
  const line = onlyRecord(pair, "mrp.bom.line", { product_id: gloves.id });
  const changed = [[1, Number(line.id), { product_qty: 2 }]];
  pair.erp.call("mrp.bom", "write", [[Number(line.bom_id)], { bom_line_ids: changed }]);
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([9, 10, 8, 4, 9]);
});

it("S20: a kit follows a component that the shop does not sell", async () => {
  const pair = await startWithKits();
  pair.erp.seed({ products: [{ sku: "SCREW", name: "Screw", price: 0.1, quantity: 10 }] });
  const { id } = onlyRecord(pair, "product.product", { default_code: "SCREW" });
  pair.erp.call("product.product", "write", [[Number(id)], { sale_ok: false }]);
  pair.erp.seed({ kits: [{ sku: "BOX", name: "Box of screws", price: 1, parts: { SCREW: 5 } }] });
  await pair.integration.settle();
  expect(productOf(pair, "BOX").amount).toBe(2);
  count(pair, "SCREW", 30);
  await pair.integration.settle();
  expect(productOf(pair, "BOX").amount).toBe(6);
});

it("S20: an order of a kit and of what Odoo does not know takes the kit's components", async () => {
  const pair = await startWithKits();
  const items = [
    { sku: "GIFT-WRAP", amount: 1 },
    { sku: "WORK-SET", amount: 1 },
  ];
  placeOrder(pair, { payment_status: "Q", items });
  await pair.integration.settle();
  expect(shelves(pair)).toEqual([9, 10, 6, 1, 9]);
});
