// @module-tag long

import { expect, it } from "vitest";
import { onlySalesOrder, place, startWorld, type World } from "./world.ts";

function productOf({ shop }: World, sku: string) {
  return shop.products().find((product) => product.sku === sku);
}

it("an item becomes a product with price, texts and attributes, and none in stock", async () => {
  const world = await startWorld();
  world.erp.put("StockItem", {
    InventoryID: "LAMP-1",
    Description: "Desk lamp",
    Content: "<p>Bright.</p>",
    ItemClass: "BIKEACC",
    DefaultPrice: 34.5,
    DimensionWeight: 1.25,
    TaxCategory: "EXEMPT",
    PageTitle: "Lamps",
    MetaDescription: "A lamp for the desk",
    MetaKeywords: "lamp, desk",
    Attributes: [
      { AttributeID: "COLOR", Value: "RED", ValueDescription: "Red" },
      { AttributeID: "SIZE", Value: "L" },
    ],
  });
  await world.integration.settle();
  expect(productOf(world, "LAMP-1")).toMatchObject({
    name: "Desk lamp",
    description: "<p>Bright.</p>",
    brief_description: "COLOR: Red<br>SIZE: L",
    price: 34.5,
    weight: 1.25,
    enabled: true,
    taxable: false,
    amount: 0,
    inventory_traceable: true,
    meta_title: "Lamps",
    meta_description: "A lamp for the desk",
    meta_tags: "lamp, desk",
  });
  expect(await world.integration.problems()).toEqual([]);
});

it("an item that is not active is never offered, and one that ends is switched off", async () => {
  const world = await startWorld();
  world.erp.put("StockItem", { InventoryID: "OLD-1", ItemClass: "BIKEACC", ItemStatus: "Inactive" });
  world.erp.put("StockItem", { InventoryID: "MUG-002", ItemStatus: "No Sales" });
  await world.integration.settle();
  expect(productOf(world, "OLD-1")).toBeUndefined();
  expect(productOf(world, "MUG-002")?.enabled).toBe(false);
  world.erp.put("StockItem", { InventoryID: "MUG-002", ItemStatus: "Active", DefaultPrice: 6.75 });
  await world.integration.settle();
  expect(productOf(world, "MUG-002")).toMatchObject({ enabled: true, price: 6.75 });
});

it("the shop shows what Acumatica can promise, without the retail store", async () => {
  const world = await startWorld();
  await world.integration.settle();
  expect(productOf(world, "POSTER-3")?.amount).toBe(20);
  world.erp.receive("POSTER-3", "WHOLESALE", 7.5);
  world.erp.receive("POSTER-3", "RETAIL", 40);
  await world.integration.settle();
  expect(productOf(world, "POSTER-3")?.amount).toBe(27);
});

it("what is sold in the shop and not reserved yet is not offered again while an outage drains", async () => {
  const world = await startWorld();
  await world.integration.settle();
  place(world, { payment_status: "Q", items: [{ sku: "POSTER-3", price: 5, amount: 12 }] });
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("On Hold");
  world.erp.receive("POSTER-3", "WHOLESALE", 1);
  await world.integration.settle();
  expect(productOf(world, "POSTER-3")?.amount).toBe(9);
});

it("a reserved order counts once, and a shipped one stays sold", async () => {
  const world = await startWorld();
  await world.integration.settle();
  place(world, { items: [{ sku: "POSTER-3", price: 5, amount: 12 }] });
  await world.integration.settle();
  expect(productOf(world, "POSTER-3")?.amount).toBe(8);
  const number = String(onlySalesOrder(world).OrderNbr);
  world.erp.shipOrder(number);
  world.erp.invoiceOrder(number);
  await world.integration.settle();
  expect(productOf(world, "POSTER-3")?.amount).toBe(8);
});

it("S20: a stock kit has its own stock, and an order of a non-stock kit, which is not offered, is refused with the reason", async () => {
  const world = await startWorld({ moreItems: { "SET-1": 4 } });
  world.erp.put("StockItem", { InventoryID: "SET-1", IsAKit: true });
  world.erp.put("NonStockItem", { InventoryID: "BUNDLE-1", ItemClass: "BIKEACC", IsKit: true });
  await world.integration.settle();
  expect(productOf(world, "SET-1")?.amount).toBe(4);
  expect(productOf(world, "BUNDLE-1")).toBeUndefined();
  world.shop.addProduct({ sku: "BUNDLE-1", name: "Bundle", price: 20 });
  place(world, { items: [{ sku: "BUNDLE-1", price: 20, amount: 1 }] });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([expect.stringContaining("SKU BUNDLE-1 is not in Acumatica")]);
});
