// @module-tag long

import { expect, it } from "vitest";
import { type OdooPair, startOdooPair } from "../harness/odoo-pair.ts";
import { onlyRecord, passTime, placeOrder, productOf, recordsOf, saleOf } from "./records.ts";

/** The shop's amount of what is sold here. */
function amountOf(pair: OdooPair, sku = "TAPE"): number {
  return productOf(pair, sku).amount;
}

function productId(pair: OdooPair, sku: string): number {
  return Number(onlyRecord(pair, "product.product", { default_code: sku }).id);
}

/** Counts the shelf in Odoo. */
function count(pair: OdooPair, sku: string, quantity: number): void {
  const quant = recordsOf(pair, "stock.quant", { product_id: productId(pair, sku) }).find(
    ({ quantity: held }) => Number(held) > 0,
  );
  pair.erp.call("stock.quant", "write", [[Number(quant?.id)], { inventory_quantity: quantity }]);
  pair.erp.call("stock.quant", "action_apply_inventory", [[Number(quant?.id)]]);
}

it("row 11, products, Odoo to shop: a new product is made in the shop with name, price and stock", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  pair.erp.seed({ products: [{ sku: "SAW", name: "Hand saw", price: 21.5, quantity: 12 }] });
  await pair.integration.settle();
  expect(productOf(pair, "SAW")).toMatchObject({ name: "Hand saw", price: 21.5, amount: 12, enabled: true });
});

it("row 11, products, Odoo to shop: name, price and description follow", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const changed = { name: "Tape measure 5 m", lst_price: 8.5, description_sale: "In a steel case." };
  pair.erp.call("product.product", "write", [[productId(pair, "TAPE")], changed]);
  await pair.integration.settle();
  expect(productOf(pair, "TAPE")).toMatchObject({
    name: "Tape measure 5 m",
    price: 8.5,
    description: "In a steel case.",
  });
});

it("row 5, only active products: one that is archived in Odoo is disabled in the shop, and comes back with it", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  pair.erp.call("product.product", "write", [[productId(pair, "GLOVES")], { active: false }]);
  await pair.integration.settle();
  expect(productOf(pair, "GLOVES").enabled).toBe(false);
  pair.erp.call("product.product", "write", [[productId(pair, "GLOVES")], { active: true }]);
  await pair.integration.settle();
  expect(productOf(pair, "GLOVES").enabled).toBe(true);
});

it("row 6, system of record: what the shop's staff change of a product is Odoo's again with its next change", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  pair.shop.editProduct(productOf(pair, "TAPE").id, { price: 1 });
  pair.erp.call("product.product", "write", [[productId(pair, "TAPE")], { lst_price: 7.5 }]);
  await pair.integration.settle();
  expect(productOf(pair, "TAPE").price).toBe(7.5);
  expect(onlyRecord(pair, "product.product", { default_code: "TAPE" }).lst_price).toBe(7.5);
});

it("row 5: services, and what has no SKU or is not for sale, stay out of the shop", async () => {
  const pair = await startOdooPair();
  const values = [
    { name: "No SKU", type: "consu" },
    { name: "Not for sale", type: "consu", default_code: "NOT-FOR-SALE", sale_ok: false },
    { name: "Assembly", type: "service", default_code: "ASSEMBLY" },
  ];
  for (const value of values) pair.erp.call("product.product", "create", [value]);
  await pair.integration.settle();
  expect(pair.shop.products().map(({ sku }) => sku)).toEqual(["DRILL", "TAPE", "GLOVES"]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, inventory, Odoo to shop: the first look brings the stock, and a count changes it", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(100);
  count(pair, "TAPE", 37);
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(37);
});

it("row 11, inventory: what is sold and reserved is subtracted once, from order to delivery", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const order = placeOrder(pair, { items: [{ sku: "TAPE", amount: 4 }] });
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(96);
  pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(96);
});

it("row 11, inventory: a quotation, which reserves nothing in Odoo, is subtracted too", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  placeOrder(pair, { payment_status: "Q", items: [{ sku: "TAPE", amount: 4 }] });
  await pair.integration.settle();
  count(pair, "TAPE", 50);
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(46);
});

it("row 11, inventory: what is held or refused is subtracted too, so that nothing is sold twice", async () => {
  const pair = await startOdooPair();
  pair.shop.addPaymentStatus("X1", "Waiting for the bank");
  await pair.integration.settle();
  placeOrder(pair, {
    items: [
      { sku: "TAPE", amount: 3 },
      { sku: "GHOST", price: 1 },
    ],
  });
  placeOrder(pair, { email: "", items: [{ sku: "TAPE", amount: 2 }] });
  await pair.integration.settle();
  count(pair, "TAPE", 50);
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(45);
});

it("row 11, inventory: a cancelled order gives back what it held", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const order = placeOrder(pair, { items: [{ sku: "TAPE", amount: 4 }] });
  await pair.integration.settle();
  pair.shop.cancelOrder(order.id);
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(100);
});

it("row 11, inventory: more sold than there is never shows less than nothing", async () => {
  const pair = await startOdooPair({ quantity: 3 });
  await pair.integration.settle();
  placeOrder(pair, { items: [{ sku: "TAPE", amount: 5 }] });
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(0);
});

it("row 11, inventory: goods that come in are for sale as soon as they are there", async () => {
  const pair = await startOdooPair({ quantity: 3 });
  await pair.integration.settle();
  count(pair, "TAPE", 80);
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(80);
});

it("row 15, oversell: orders that wait while Odoo is down are not sold twice while they drain", async () => {
  const pair = await startOdooPair({ quantity: 20 });
  await pair.integration.settle();
  await pair.erp.goDown();
  for (let order = 0; order < 3; order += 1) placeOrder(pair, { items: [{ sku: "TAPE", amount: 4 }] });
  await passTime(pair, 60_000);
  expect(amountOf(pair)).toBe(8);
  const amounts = new Set<number>();
  pair.integration.engine.onRunEnd(() => amounts.add(amountOf(pair)));
  await pair.erp.comeBack();
  pair.clock.advance(600_000);
  await pair.integration.settle();
  expect(amountOf(pair)).toBe(8);
  expect(Math.max(...amounts)).toBe(8);
});
