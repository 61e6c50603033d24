// @module-tag long

import { expect, it } from "vitest";
import { onlySalesOrder, orderOf, place, startWorld, type World } from "./world.ts";

const TWO_LINES = [
  { sku: "TSH-001-M", price: 10, amount: 2 },
  { sku: "MUG-002", price: 5, amount: 1 },
];

function mailsOf({ shop }: World): readonly string[] {
  return shop.mails().map(({ kind }) => kind);
}

function trackingOf(world: World, order: ReturnType<typeof place>): readonly unknown[] {
  return orderOf(world, order).tracking_numbers.map(({ value }) => value);
}

it("two shipments give three tracking numbers and exactly one mail, after the last", async () => {
  const world = await startWorld();
  const order = place(world, { items: TWO_LINES });
  await world.integration.settle();
  const number = String(onlySalesOrder(world).OrderNbr);
  world.erp.shipOrder(number, { quantities: { "TSH-001-M": 2 }, trackingNumbers: ["1Z-1", "1Z-2"] });
  await world.integration.settle();
  expect(orderOf(world, order)).toMatchObject({ shipping_status: { code: "P" }, external_number: number });
  expect(trackingOf(world, order)).toEqual(["1Z-1", "1Z-2"]);
  expect(mailsOf(world)).toEqual([]);
  world.erp.shipOrder(number, { trackingNumbers: ["1Z-3"] });
  await world.integration.settle();
  expect(orderOf(world, order).shipping_status.code).toBe("S");
  expect(trackingOf(world, order)).toEqual(["1Z-1", "1Z-2", "1Z-3"]);
  expect(mailsOf(world)).toEqual(["shipped"]);
  world.erp.invoiceOrder(number);
  await world.integration.settle();
  expect(mailsOf(world)).toEqual(["shipped"]);
  expect(await world.integration.problems()).toEqual([]);
});

it("a shop without the companion module is told that the order has shipped, without numbers", async () => {
  const world = await startWorld({ companion: false });
  const order = place(world);
  await world.integration.settle();
  world.erp.shipOrder(String(onlySalesOrder(world).OrderNbr), { trackingNumbers: ["1Z-1"] });
  await world.integration.settle();
  expect(orderOf(world, order)).toMatchObject({ shipping_status: { code: "S" }, tracking_numbers: [] });
  expect(mailsOf(world)).toEqual(["shipped"]);
  expect(await world.integration.problems()).toEqual([]);
});

it("what customers return is expected back in Acumatica, and goods that are back make the order returned", async () => {
  const world = await startWorld();
  const order = place(world);
  await world.integration.settle();
  const number = String(onlySalesOrder(world).OrderNbr);
  world.erp.shipOrder(number);
  world.erp.invoiceOrder(number);
  await world.integration.settle();
  const { CustomerID } = onlySalesOrder(world);
  const asked = world.erp.put("SalesOrder", {
    OrderType: "RC",
    CustomerID: String(CustomerID),
    ExternalRef: order.order_number,
    ExternalOrderOrigin: "X-Cart",
    Hold: false,
    Details: [{ InventoryID: "TSH-001-M", OrderQty: 2, Operation: "Receipt" }],
  });
  world.erp.act("SalesOrder", ["RC", String(asked.OrderNbr)], "SalesOrderCreateReceipt");
  await world.integration.settle();
  expect(orderOf(world, order).shipping_status.code).toBe("S");
  const receipt = world.erp.records("Shipment").find(({ Operation }) => Operation === "Receipt");
  world.erp.act("Shipment", [String(receipt?.ShipmentNbr)], "ConfirmShipment");
  await world.integration.settle();
  expect(orderOf(world, order).shipping_status.code).toBe("R");
  expect(world.erp.records("SalesOrder").filter(({ OrderType }) => OrderType === "RC")).toHaveLength(1);
  expect(await world.integration.problems()).toEqual([]);
});
