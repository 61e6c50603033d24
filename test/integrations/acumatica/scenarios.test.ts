// @module-tag long

import type { ShownOrder } from "@xmap/sandbox/xcart";
import { expect, it, vi } from "vitest";
import { LONGEST_PAUSE, onlySalesOrder, orderOf, place, salesOrderOf, startWorld } from "./world.ts";

/** Milliseconds. */
const LATE_COMMIT = 90_000;
const CURRENCIES = ["USD", "JPY", "KWD"];

it.each([
  ["JPY", 4800, 1, 4800],
  ["JPY", 33.3333, 1000, 33_333],
  ["KWD", 1.125, 3, 3.375],
  ["KWD", 0.0375, 3333, 124.988],
])(
  "S11: %s, a unit price of %d, times %d: the currency's digits in order, invoice and payment, no drift",
  async (currency, price, amount, total) => {
    const world = await startWorld();
    world.erp.configure({ currencies: CURRENCIES });
    world.erp.receive("TSH-001-M", "WHOLESALE", amount);
    const order = place(world, { currency, items: [{ sku: "TSH-001-M", price, amount }] });
    await world.integration.settle();
    expect(await world.integration.problems()).toEqual([]);
    const sales = salesOrderOf(world, order);
    expect(sales).toMatchObject({ Status: "Open", CurrencyID: currency, OrderTotal: total });
    expect(sales).toMatchObject({ ShippingSettings: { FreightPrice: 0 }, Totals: { UnpaidBalance: 0 } });
    world.erp.shipOrder(String(sales.OrderNbr));
    world.erp.invoiceOrder(String(sales.OrderNbr));
    await world.integration.settle();
    expect(world.erp.records("SalesInvoice")).toMatchObject([{ Currency: currency, Amount: total, Status: "Closed" }]);
    expect(world.erp.records("Payment")).toMatchObject([
      { CurrencyID: currency, PaymentAmount: total, AvailableBalance: 0, Status: "Closed" },
    ]);
    expect(orderOf(world, order)).toMatchObject({ payment_status: { code: "P" }, shipping_status: { code: "S" } });
    expect(await world.integration.problems()).toEqual([]);
  },
);

it("S11: KWD with shipping, a coupon and tax in fils: equal to the fils", async () => {
  const world = await startWorld();
  world.erp.configure({ currencies: CURRENCIES });
  const surcharges = [
    { type: "shipping", value: 1.255 },
    { type: "discount", value: -0.305, code: "DCOUPON" },
    { type: "tax", value: 0.338, code: "CDEV.VAT.5" },
  ];
  place(world, { currency: "KWD", items: [{ sku: "TSH-001-M", price: 2.125, amount: 3 }], surcharges });
  await world.integration.settle();
  expect(onlySalesOrder(world)).toMatchObject({ Status: "Open", OrderTotal: 7.663, TaxTotal: 0.338 });
  expect(world.erp.records("Payment")).toMatchObject([{ PaymentAmount: 7.663, AppliedToOrders: 7.663 }]);
  expect(await world.integration.problems()).toEqual([]);
});

it("S13: the password is changed: the system pauses, no dead letters, and the valid one drains all", async () => {
  const world = await startWorld();
  const { integration, erp } = world;
  const [admin] = erp.users;
  if (admin === undefined) throw new RangeError("nobody can sign in");
  await integration.settle();
  erp.setUsers([{ ...admin, password: "another" }]);
  erp.endSessions();
  const orders = [place(world), place(world, { email: "bob@example.com" })];
  await integration.pass(60_000);
  expect(integration.engine.summary().pausedSystems.map(({ system }) => system)).toEqual(["acumatica"]);
  expect(await integration.problems()).toEqual([]);
  expect(erp.records("SalesOrder")).toEqual([]);
  erp.setUsers([admin]);
  world.clock.advance(LONGEST_PAUSE);
  await integration.settle();
  expect(orders.map((order) => salesOrderOf(world, order).Status)).toEqual(["Open", "Open"]);
  expect(integration.engine.summary().pausedSystems).toEqual([]);
  expect(await integration.problems()).toEqual([]);
});

it("S14: a shipment whose transaction commits 90 s late, with an old stamp, is not missed and told once", async () => {
  const world = await startWorld();
  const late = place(world);
  const newer = place(world, { email: "bob@example.com" });
  await world.integration.settle();
  const ship = (order: ShownOrder, number: string) =>
    world.erp.shipOrder(String(salesOrderOf(world, order).OrderNbr), { trackingNumbers: [number] });
  const begun = world.clock.now();
  world.clock.advance(LATE_COMMIT / 2);
  ship(newer, "1Z-NEWER");
  await world.integration.pass(LATE_COMMIT / 2);
  expect(orderOf(world, newer).shipping_status.code).toBe("S");
  const clock = vi.spyOn(world.clock, "now").mockReturnValue(begun);
  ship(late, "1Z-LATE");
  clock.mockRestore();
  const stamps = world.erp.records("Shipment").map(({ LastModifiedDateTime: stamp }) => Date.parse(String(stamp)));
  expect(stamps).toEqual([begun + LATE_COMMIT / 2, begun]);
  await world.integration.settle();
  expect(orderOf(world, late)).toMatchObject({
    shipping_status: { code: "S" },
    tracking_numbers: [{ value: "1Z-LATE" }],
  });
  expect(world.shop.mails().map(({ kind }) => kind)).toEqual(["shipped", "shipped"]);
  expect(await world.integration.problems()).toEqual([]);
});

it("S14: 500 items that are written in one second all arrive, none of them twice", async () => {
  const world = await startWorld();
  await world.integration.settle();
  const added = Array.from({ length: 500 }, (_none, index) => ({
    InventoryID: `BULK-${index}`,
    Description: `Bulk ${index}`,
    ItemClass: "BIKEACC",
    DefaultWarehouseID: "WHOLESALE",
    DefaultPrice: 3,
  }));
  world.erp.seed({ records: { StockItem: added } });
  const stamps = world.erp
    .records("StockItem")
    .flatMap(({ InventoryID, LastModifiedDateTime: stamp }) =>
      String(InventoryID).startsWith("BULK-") ? [stamp] : [],
    );
  expect(new Set(stamps).size).toBe(1);
  await world.integration.settle();
  const bulk = world.shop.products().filter(({ sku }) => sku.startsWith("BULK-"));
  expect(new Set(bulk.map(({ sku }) => sku)).size).toBe(500);
  expect(bulk).toHaveLength(500);
  expect(world.shop.counters.values().requests["POST /api/products"]).toBe(500);
  expect(await world.integration.problems()).toEqual([]);
});

it("S18: one order makes its list page answer 500: the rest flow, and that one waits with the reason", async () => {
  const world = await startWorld();
  const doomed = world.shop.addProduct({ sku: "DOOMED", name: "Doomed", price: 1 });
  const before = place(world);
  const unreadable = place(world, { email: "bob@example.com", items: [{ sku: "DOOMED", price: 1, amount: 1 }] });
  world.shop.deleteProduct(doomed.id);
  const after = place(world, { email: "cy@example.com" });
  await world.integration.settle();
  expect([before, after].map((order) => salesOrderOf(world, order).Status)).toEqual(["Open", "Open"]);
  const waiting = await world.integration.waiting();
  expect(new Set(waiting.map(({ record }) => record))).toEqual(new Set([`shop/Order/${unreadable.id}`]));
  expect(new Set(await world.integration.problems())).toEqual(new Set([expect.stringContaining("cannot show order")]));
});
