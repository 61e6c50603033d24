// @module-tag long

import { expect, it } from "vitest";
import { linesIn, onlySalesOrder, orderOf, place, startWorld } from "./world.ts";

it("an SKU that Acumatica does not have is a dead letter, and goes through once the item exists", async () => {
  const world = await startWorld();
  place(world, { items: [{ sku: "GHOST-1", price: 5, amount: 1 }] });
  await world.integration.settle();
  expect(world.erp.records("SalesOrder")).toEqual([]);
  expect(await world.integration.problems()).toEqual(["rejected: SKU GHOST-1 is not in Acumatica"]);
  const item = { InventoryID: "GHOST-1", ItemClass: "BIKEACC", DefaultWarehouseID: "WHOLESALE" };
  world.erp.put("StockItem", item);
  await world.integration.engine.operations.decide({ decision: "retry", from: "beginning" }, {}, "ada", false);
  await world.integration.settle();
  expect(onlySalesOrder(world)).toMatchObject({ Status: "Open", OrderTotal: 5 });
  expect(await world.integration.problems()).toEqual([]);
});

it("what Acumatica refuses is a dead letter with the field and its words", async () => {
  const world = await startWorld();
  world.erp.configure({ closedPeriods: ["032026"] });
  place(world);
  await world.integration.settle();
  expect(world.erp.records("SalesOrder")).toEqual([]);
  expect(await world.integration.problems()).toEqual([expect.stringMatching(/^rejected: .*Date: .*03-2026/)]);
});

it("a customer is found by e-mail, whoever has made it, and a guest changes nothing of it", async () => {
  const world = await startWorld();
  const known = world.erp.put("Customer", { CustomerName: "Ada King Ltd", Email: "Ada@Example.com" });
  place(world, { billing_address: { firstname: "Somebody", lastname: "Else" } });
  await world.integration.settle();
  expect(onlySalesOrder(world).CustomerID).toBe(known.CustomerID);
  expect(world.erp.records("Customer")).toMatchObject([{ CustomerName: "Ada King Ltd" }]);
});

it("three customers with one e-mail are one hold for all orders of the customer", async () => {
  const world = await startWorld();
  for (const CustomerName of ["One", "Two", "Three"])
    world.erp.put("Customer", { CustomerName, Email: "ada@example.com" });
  place(world);
  place(world, { items: [{ sku: "MUG-002", price: 5, amount: 1 }] });
  await world.integration.settle();
  expect(world.erp.records("SalesOrder")).toEqual([]);
  const [first, ...others] = await world.integration.problems();
  expect(first).toMatch(/^held: .*C000000001.*C000000002.*C000000003/s);
  expect(new Set(others).size).toBeLessThanOrEqual(1);
});

it("an inactive customer who orders again is found, and Acumatica's own words say why it does not sell", async () => {
  const world = await startWorld();
  world.erp.put("Customer", { CustomerName: "Ada", Email: "ada@example.com", Status: "Inactive" });
  place(world);
  await world.integration.settle();
  expect(world.erp.records("Customer")).toHaveLength(1);
  expect(await world.integration.problems()).toEqual([expect.stringContaining("The customer status is 'Inactive'.")]);
});

it("answers that are lost after the commit make one order, one customer, one payment and one release", async () => {
  const world = await startWorld();
  for (const operation of ["SalesOrder.put", "Customer.put", "Payment.put", "Payment.ReleasePayment"])
    world.erp.faults.add({ match: { operation }, kind: "lostAnswer", remaining: 1 });
  place(world);
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([]);
  expect(world.erp.records("Customer")).toHaveLength(1);
  expect(world.erp.records("Payment")).toMatchObject([{ Status: "Open", PaymentAmount: 25 }]);
  expect(linesIn(onlySalesOrder(world), "Details")).toHaveLength(1);
});

it("an outage of Acumatica is waited for, and everything follows by itself", async () => {
  const world = await startWorld();
  await world.erp.goDown();
  place(world);
  await world.integration.pass(60_000);
  expect(world.erp.records("SalesOrder")).toEqual([]);
  expect(await world.integration.problems()).toEqual([]);
  await world.erp.comeBack();
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(await world.integration.problems()).toEqual([]);
});

it("a payment status that is new to us waits for a person", async () => {
  const world = await startWorld();
  world.shop.addPaymentStatus("X", "Pay later");
  place(world, { payment_status: "X" });
  await world.integration.settle();
  expect(world.erp.records("SalesOrder")).toEqual([]);
  expect(await world.integration.problems()).toEqual(["held: X-Cart payment status X is new to us"]);
});

it("an unpaid order that Acumatica cancels is cancelled in the shop", async () => {
  const world = await startWorld();
  const unpaid = place(world, { email: "unpaid@example.com", payment_status: "Q" });
  await world.integration.settle();
  world.erp.act("SalesOrder", ["SO", String(onlySalesOrder(world).OrderNbr)], "CancelSalesOrder");
  await world.integration.settle();
  expect(orderOf(world, unpaid)).toMatchObject({ payment_status: { code: "C" }, shipping_status: { code: "N" } });
  expect(await world.integration.problems()).toEqual([]);
});

it("the same order told many times is sold once, with its newest lines", async () => {
  const world = await startWorld();
  const order = place(world, { payment_status: "Q" });
  for (let amount = 3; amount <= 6; amount += 1)
    world.shop.editOrder(Number(order.id), { items: [{ sku: "TSH-001-M", price: 12.5, amount }] });
  await world.integration.settle();
  expect(linesIn(onlySalesOrder(world), "Details")).toMatchObject([{ OrderQty: 6 }]);
});
