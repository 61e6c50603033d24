// @module-tag long

import { expect, it } from "vitest";
import { linesIn, onlySalesOrder, place, startWorld } from "./world.ts";

it("a paid order becomes an open sales order with its customer, addresses, freight, discount and tax, to the cent", async () => {
  const world = await startWorld();
  const order = place(world, {
    notes: "Please ring twice.",
    billing_address: { firstname: "Ada", lastname: "King", street: "12 High Street\nFlat 3", state_name: "California" },
    shipping_address: { firstname: "Ann", lastname: "Noel", street: "350 5th Ave", city: "New York", phone: "1" },
    surcharges: [
      { type: "shipping", value: 8.25 },
      { type: "handling", value: 1.5 },
      { type: "discount", value: -3, code: "DCOUPON" },
      { type: "tax", value: 3.12 },
      { type: "tax", value: 1, include: true, code: "CDEV.VAT.5" },
    ],
  });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([]);
  const sales = onlySalesOrder(world);
  expect(sales).toMatchObject({
    OrderType: "SO",
    ExternalRef: order.order_number,
    CustomerOrder: order.order_number,
    ExternalOrderOrigin: "X-Cart",
    Status: "Open",
    OrderTotal: 34.87,
    TaxTotal: 3.12,
    CurrencyID: "USD",
    ShipVia: "UPSGROUND",
    note: "Please ring twice.",
    ShippingSettings: { FreightPrice: 8.25, PremiumFreight: 1.5 },
    BillToAddress: { AddressLine1: "12 High Street", AddressLine2: "Flat 3", State: "CA" },
    BillToContact: { Attention: "Ada King", Email: "ada@example.com" },
    ShipToAddress: { AddressLine1: "350 5th Ave", City: "New York" },
    ShipToContact: { Attention: "Ann Noel", Phone1: "1" },
  });
  expect(linesIn(sales, "Details")).toMatchObject([{ InventoryID: "TSH-001-M", OrderQty: 2, UnitPrice: 12.5 }]);
  expect(linesIn(sales, "DiscountDetails")).toMatchObject([{ ExternalDiscountCode: "DCOUPON", DiscountAmount: 3 }]);
  expect(linesIn(sales, "TaxDetails")).toMatchObject([{ TaxID: "WAEXTTAX", TaxAmount: 3.12 }]);
  expect(world.erp.records("Customer")).toMatchObject([{ CustomerName: "Ada King", Email: "ada@example.com" }]);
  expect(world.erp.records("Payment")).toMatchObject([
    { Type: "Prepayment", Status: "Open", PaymentAmount: 34.87, PaymentMethod: "ONLINE" },
  ]);
});

it("two shops with the same order numbers get two sales orders", async () => {
  const world = await startWorld();
  const { erp } = world;
  const customer = erp.put("Customer", { CustomerName: "Other", Email: "other@example.com" });
  erp.put("SalesOrder", {
    CustomerID: String(customer.CustomerID),
    ExternalRef: "10001",
    ExternalOrderOrigin: "Outlet",
    Details: [{ InventoryID: "MUG-002", OrderQty: 1 }],
  });
  place(world, { order_number: "10001" });
  await world.integration.settle();
  expect(erp.records("SalesOrder").map(({ ExternalOrderOrigin, Status }) => [ExternalOrderOrigin, Status])).toEqual([
    ["Outlet", "On Hold"],
    ["X-Cart", "Open"],
  ]);
});

it("a discount and the last tax that an edit takes away are gone in Acumatica too", async () => {
  const world = await startWorld();
  const surcharges = [
    { type: "discount", value: -3, code: "DCOUPON" },
    { type: "tax", value: 2.2 },
  ];
  const order = place(world, { payment_status: "Q", surcharges });
  await world.integration.settle();
  expect(onlySalesOrder(world).OrderTotal).toBe(24.2);
  world.shop.editOrder(Number(order.id), { surcharges: [] });
  await world.integration.settle();
  expect(onlySalesOrder(world)).toMatchObject({ OrderTotal: 25, TaxTotal: 0 });
  expect(await world.integration.problems()).toEqual([]);
});

it("an order that costs nothing is confirmed without a payment", async () => {
  const world = await startWorld();
  place(world, { surcharges: [{ type: "discount", value: -25, code: "DCOUPON" }] });
  await world.integration.settle();
  expect(onlySalesOrder(world)).toMatchObject({ Status: "Open", OrderTotal: 0 });
  expect(world.erp.records("Payment")).toEqual([]);
  expect(await world.integration.problems()).toEqual([]);
});

it("taxes by rate, a coupon and shipping come to the same cent, or the order is held with both figures", async () => {
  const world = await startWorld();
  const surcharges = [
    { type: "shipping", value: 4.9 },
    { type: "discount", value: -2.37, code: "DCOUPON" },
    { type: "tax", value: 3.17, code: "CDEV.VAT.5" },
    { type: "tax", value: 0.71, code: "CDEV.VAT.6" },
  ];
  const items = [
    { sku: "TSH-001-M", item_net_price: 16.7983, price: 19.99, amount: 1 },
    { sku: "MUG-002", item_net_price: 9.3364, price: 9.99, amount: 1 },
  ];
  const exact = place(world, { email: "exact@example.com", surcharges, items });
  const apart = place(world, { email: "apart@example.com", surcharges: [{ type: "discount", value: -30 }] });
  await world.integration.settle();
  const [first, second] = world.erp
    .records("SalesOrder")
    .toSorted((left, right) => Number(left.ExternalRef) - Number(right.ExternalRef));
  expect(exact.total).toBe(32.5447);
  expect(first).toMatchObject({ ExternalRef: exact.order_number, Status: "Open", OrderTotal: 32.54, TaxTotal: 3.88 });
  expect(linesIn(first, "TaxDetails").map(({ TaxID, TaxAmount }) => [TaxID, TaxAmount])).toEqual([
    ["NYSTATE", 3.17],
    ["NYCITY", 0.71],
  ]);
  expect(second).toMatchObject({ ExternalRef: apart.order_number, Status: "On Hold" });
  expect(await world.integration.problems()).toContainEqual(
    expect.stringMatching(/held: Acumatica says -5 for \d+, X-Cart 0/),
  );
});

it("ten thousand pieces at a price of four decimals add up", async () => {
  const world = await startWorld();
  place(world, { items: [{ sku: "TSH-001-M", price: 0.1234, amount: 10_000 }] });
  await world.integration.settle();
  expect(onlySalesOrder(world)).toMatchObject({ OrderTotal: 1234, Status: "Open" });
  expect(await world.integration.problems()).toEqual([]);
});

it("a quantity below what is on shipments is held with both figures, and Acumatica stays as it is", async () => {
  const world = await startWorld();
  const order = place(world, {
    items: [
      { sku: "TSH-001-M", price: 10, amount: 3 },
      { sku: "MUG-002", price: 5, amount: 1 },
    ],
  });
  await world.integration.settle();
  const number = String(onlySalesOrder(world).OrderNbr);
  world.erp.shipOrder(number, { quantities: { "TSH-001-M": 2 } });
  await world.integration.settle();
  const [shirts] = order.items;
  world.shop.editItem(Number(order.id), Number(shirts?.id), { amount: 1 });
  await world.integration.settle();
  expect(linesIn(onlySalesOrder(world), "Details").map(({ OrderQty }) => OrderQty)).toEqual([3, 1]);
  expect(await world.integration.problems()).toContainEqual(
    "held: order 10001: 2 of TSH-001-M are on shipments, and X-Cart says 1",
  );
});

it("a score of 80 or more holds the order before anything is made in Acumatica", async () => {
  const world = await startWorld();
  const emails = ["bob@example.com", "cy@example.com", ...Array.from({ length: 5 }, () => "ada@example.com")];
  for (const email of emails) place(world, { email, payment_status: "Q" });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([]);
  place(world, { payment_status: "Q" });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([
    expect.stringMatching(
      /^held: order 10008 looks like fraud \(90 of 100\): 6 orders of this customer within an hour/,
    ),
  ]);
  expect(world.erp.records("SalesOrder")).toHaveLength(7);
});
