// @module-tag long

import { expect, it, vi } from "vitest";
import {
  LONGEST_PAUSE,
  onlySalesOrder,
  orderOf,
  place,
  retryAll,
  salesOrderOf,
  startWorld,
  type World,
} from "./world.ts";

/** Seconds. */
const RETRY_AFTER = 7;
/** Milliseconds that a system is left alone which does not say how long. */
const STANDARD_WAIT = 10_000;
/** Milliseconds. */
const DECLINES_FOR = 60_000;
/** How many sign-ins the licence of the world allows. */
const SEATS = 10;

const REFUSED = "Inserting 'Customer' record raised at least one error. Please review the errors.";

function paymentsOf({ erp }: World): readonly string[] {
  return erp.records("Payment").map(({ Status, PaymentAmount }) => `${Status} ${PaymentAmount}`);
}

it("E1: a mandatory field that the mapping does not fill: a dead letter with the field and Acumatica's words, not tried again and again", async () => {
  const world = await startWorld();
  world.erp.configure({ customerIdsByHand: true });
  const order = place(world);
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([
    expect.stringMatching(/^rejected: .*CustomerID: 'Customer ID' cannot be empty/),
  ]);
  const [waiting] = await world.integration.waiting();
  expect(waiting).toMatchObject({ flow: "OrderToAcumatica", record: `shop/Order/${order.id}`, attempts: 0 });
  expect(waiting?.stack[0]).toMatchObject({ file: "xcart-acumatica/orders.xmap" });
  expect(waiting?.failure?.fields).toMatchObject([{ path: "CustomerID", rule: "required" }]);
  const tried = world.erp.counters.values().requests["Customer.put"];
  await world.integration.settle();
  expect(world.erp.counters.values().requests["Customer.put"]).toBe(tried);
  world.erp.configure({ customerIdsByHand: false });
  await retryAll(world);
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(await world.integration.problems()).toEqual([]);
});

it("E2: the shop's rate limit is exceeded: it is waited as told, and nothing is lost", async () => {
  const world = await startWorld({ shopOptions: { rateLimit: { requests: 20, perMilliseconds: 1_000 } } });
  const orders = ["ada", "bob", "cy", "dee"].map((name) => place(world, { email: `${name}@example.com` }));
  await world.integration.settle();
  expect(world.shop.counters.values().refused).toBeGreaterThan(0);
  expect(orders.map((order) => salesOrderOf(world, order).Status)).toEqual(orders.map(() => "Open"));
  expect(await world.integration.problems()).toEqual([]);
});

it("E2: a shop that says how long to wait is not asked before", async () => {
  const world = await startWorld();
  const match = { operation: "GET /api/orders" };
  world.shop.faults.add({ kind: "status", status: 429, retryAfter: RETRY_AFTER, remaining: 1, match });
  place(world);
  const begun = world.clock.now();
  const ended: number[] = [];
  world.integration.engine.onRunEnd(({ flow }) => {
    if (flow === "OrderToAcumatica") ended.push(world.clock.now() - begun);
  });
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(Math.min(...ended)).toBeGreaterThanOrEqual(RETRY_AFTER * 1000);
  expect(await world.integration.problems()).toEqual([]);
});

it("E2: an Acumatica that declines all requests, and does not say for how long, is asked once in ten seconds, and nothing is lost", async () => {
  const world = await startWorld();
  await world.integration.settle();
  const { faults } = world.erp;
  const body = "The custom error module does not recognize this error.";
  faults.add({ kind: "status", status: 429, body, until: world.clock.now() + DECLINES_FOR });
  const probes: number[] = [];
  const take = faults.take.bind(faults);
  vi.spyOn(faults, "take").mockImplementation((target) => {
    if (target.path === "/entity") probes.push(world.clock.now());
    return take(target);
  });
  const orders = [place(world), place(world, { email: "bob@example.com" })];
  await world.integration.pass(DECLINES_FOR);
  expect(probes.length).toBeGreaterThan(1);
  const pauses = probes.slice(1).map((at, index) => at - (probes[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(STANDARD_WAIT);
  expect(world.erp.records("SalesOrder")).toEqual([]);
  await world.integration.settle();
  expect(orders.map((order) => salesOrderOf(world, order).Status)).toEqual(["Open", "Open"]);
  expect(paymentsOf(world)).toEqual(["Open 25", "Open 25"]);
  expect(await world.integration.problems()).toEqual([]);
});

it("E2: all sign-ins that the licence allows are taken by others: it is waited until one is free", async () => {
  const world = await startWorld();
  await world.integration.settle();
  world.erp.endSessions();
  world.erp.leakSessions(SEATS);
  place(world);
  await world.integration.pass(60_000);
  expect(world.erp.records("SalesOrder")).toEqual([]);
  expect(await world.integration.problems()).toEqual([]);
  world.clock.advance(LONGEST_PAUSE);
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(await world.integration.problems()).toEqual([]);
});

it("E3: an outage of the shop is waited out, and all goes on by itself", async () => {
  const world = await startWorld();
  const before = place(world);
  await world.integration.settle();
  await world.shop.goDown();
  world.erp.shipOrder(String(onlySalesOrder(world).OrderNbr), { trackingNumbers: ["1Z-1"] });
  const during = place(world, { email: "bob@example.com" });
  await world.integration.pass(60_000);
  expect(await world.integration.problems()).toEqual([]);
  await world.shop.comeBack();
  world.clock.advance(LONGEST_PAUSE);
  await world.integration.settle();
  expect(orderOf(world, before)).toMatchObject({
    shipping_status: { code: "S" },
    tracking_numbers: [{ value: "1Z-1" }],
  });
  expect(world.shop.mails().map(({ kind }) => kind)).toEqual(["shipped"]);
  expect(salesOrderOf(world, during).Status).toBe("Open");
  expect(paymentsOf(world)).toEqual(["Open 25", "Open 25"]);
  expect(await world.integration.problems()).toEqual([]);
});

it("E3: an Acumatica that answers with a maintenance page is waited for", async () => {
  const world = await startWorld();
  world.erp.faults.add({ kind: "htmlPage", remaining: 4 });
  place(world);
  await world.integration.settle();
  expect(world.erp.faults.list()).toEqual([]);
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(await world.integration.problems()).toEqual([]);
});

it("E3: an Acumatica that never answers is given up after the time that is allowed, and asked again", async () => {
  const world = await startWorld();
  world.erp.faults.add({ kind: "lateAnswer", match: { operation: "SalesOrder.put" }, remaining: 1 });
  place(world);
  await world.integration.settle();
  expect(world.erp.faults.list()).toEqual([]);
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(paymentsOf(world)).toEqual(["Open 25"]);
  expect(await world.integration.problems()).toEqual([]);
});

it.each([
  [
    "a kind of surcharge",
    { surcharges: [{ type: "tip", code: "TIP", value: 3 }] },
    'rejected: surcharges[].type must be one of tax, discount, shipping, handling, not "tip"',
  ],
  [
    "a tax",
    { surcharges: [{ type: "tax", code: "CDEV.VAT.99", value: 2.9 }] },
    "held: tax CDEV.VAT.99 is not in tables/acumatica-taxes.csv",
  ],
  [
    "a shipping method",
    { shipping_method_name: "Carrier pigeon" },
    "held: shipping method Carrier pigeon is not in tables/acumatica-carriers.csv",
  ],
  [
    "a currency",
    { currency: "CHF" },
    `rejected: ${REFUSED} CurrencyID: 'Currency' 'CHF' cannot be found in the system.`,
  ],
  [
    "a country",
    { billing_address: { country_code: "ZZ" }, shipping_address: {} },
    `rejected: ${REFUSED} MainContact.Address.Country: 'Country' 'ZZ' cannot be found in the system.`,
  ],
])("E8: %s that neither table nor Acumatica knows waits for a person by its name", async (_what, change, problem) => {
  const world = await startWorld();
  world.erp.configure({ countries: ["US", "DE"] });
  place(world, change);
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([problem]);
  expect([...world.erp.records("SalesOrder"), ...world.erp.records("Payment")]).toEqual([]);
});

it("E8: an order whose payment status was new to us follows once the shop says another", async () => {
  const world = await startWorld();
  world.shop.addPaymentStatus("X1", "Waiting for the bank");
  const order = place(world, { payment_status: "X1" });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual(["held: X-Cart payment status X1 is new to us"]);
  world.shop.setPaymentStatus(order.id, "Q");
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("On Hold");
  expect(await world.integration.problems()).toEqual([]);
});

it("E8: a field of Acumatica that is gone after an update is said by its name, and the order follows once it is back", async () => {
  const world = await startWorld();
  const words = "Could not find member 'ExternalOrderOrigin' on object of type 'SalesOrder'.";
  const modelState = { "entity.ExternalOrderOrigin": [words] };
  const body = JSON.stringify({ message: "The request is invalid.", modelState });
  world.erp.faults.add({ kind: "status", status: 400, body, match: { operation: "SalesOrder.put" } });
  place(world);
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([`held: The request is invalid. ExternalOrderOrigin: ${words}`]);
  world.erp.faults.clear();
  await retryAll(world);
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(await world.integration.problems()).toEqual([]);
});
