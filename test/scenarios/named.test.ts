import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrderInput } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, expect, it } from "vitest";
import { viewErp } from "../demo/erp-view.ts";
import type { FoundSale } from "../demo/oracle.ts";
import { readStatus, reasonOf, waitingOf } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";

let world: World;
let runtime: RuntimeProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-named-"));
  world = await startWorld();
  const store = join(folder, "store.sqlite");
  runtime = await startRuntime({ project: ODOO_ORDERS, store, environment: world.environment, pollEvery: "300ms" });
  world.connect(runtime.url);
});

afterAll(async () => {
  await runtime.kill();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Placed {
  readonly id: number;
  readonly number: string;
}

const PATIENCE = { timeout: 60_000, interval: 50 };

/** Places an order of one tape measure for 7.25 that is paid and goes by courier, changed as asked. */
function place(email: string, change: Partial<OrderInput> = {}): Placed {
  const input: OrderInput = {
    email,
    payment_status: "P",
    shipping_method_name: "Courier",
    items: [{ sku: "TAPE-5M", price: 7.25 }],
    ...change,
  };
  const order = world.shop.placeOrder(input);
  return { id: Number(order.id), number: String(order.order_number) };
}

function salesOf(order: Placed): readonly { readonly id: number; readonly sale: FoundSale }[] {
  return viewErp(world.erp).salesOf(order.number);
}

/** Waits until the order's sale is in a state, and answers its id. */
async function sold(order: Placed, state = "sale"): Promise<number> {
  await expect.poll(() => salesOf(order).map(({ sale }) => sale.state), PATIENCE).toEqual([state]);
  return salesOf(order)[0]?.id ?? 0;
}

async function waiting(order: Placed): Promise<string> {
  const found = waitingOf(await readStatus(runtime.url), order.id);
  return found === undefined ? "" : `${found.outcome}: ${reasonOf(found)}`;
}

function shopStatus(order: Placed): string {
  const found = world.shop.orders().find(({ id }) => id === order.id);
  return String((found?.shipping_status as { code: string } | null)?.code);
}

function shippedMails(order: Placed): number {
  return world.shop.mails().filter((mail) => mail.orderId === order.id && mail.kind === "shipped").length;
}

/** How often the ERP committed something of a record, by its own journal. */
function effects(what: string, record: string): number {
  return world.erp.journal().filter((entry) => entry.what === what && entry.record === record).length;
}

it("S1: paid, synced, then cancelled in the shop before shipping: cancelled in the ERP, nothing ships", async () => {
  const order = place("s1@example.com");
  const sale = await sold(order);
  world.shop.setPaymentStatus(order.id, "C");
  await sold(order, "cancel");
  const pickings = world.erp.records("stock.picking").filter((picking) => picking.sale_id === sale);
  expect(pickings.map((picking) => picking.state)).toEqual(["cancel"]);
});

it("S2: cancelled in the shop after delivery and invoice: held, the ERP is left alone", async () => {
  const order = place("s2@example.com");
  const sale = await sold(order);
  world.erp.shipOrder(sale);
  world.erp.invoice(sale);
  await expect.poll(() => shopStatus(order), PATIENCE).toBe("S");
  world.shop.setPaymentStatus(order.id, "C");
  await expect.poll(() => waiting(order), PATIENCE).toContain("held: order");
  expect(await waiting(order)).toContain("a return or credit is needed");
  await sold(order, "sale");
});

it("S3: two partial deliveries: exactly one Shipped, after the last", async () => {
  const order = place("s3@example.com", { items: [{ sku: "TAPE-5M", amount: 3 }] });
  const sale = await sold(order);
  const first = world.erp.shipOrder(sale, { lines: [{ sku: "TAPE-5M", quantity: 1 }] });
  await expect.poll(async () => (await readStatus(runtime.url)).summary.pending, PATIENCE).toBe(0);
  expect(first).toBeGreaterThan(0);
  expect([shopStatus(order), shippedMails(order)]).toEqual(["N", 0]);
  world.erp.shipOrder(sale);
  await expect.poll(() => shopStatus(order), PATIENCE).toBe("S");
  expect(shippedMails(order)).toBe(1);
});

it("S5: the ERP holds three partners with one e-mail: one hold with the candidates for both orders", async () => {
  for (const name of ["One", "Two", "Three"])
    world.erp.call("res.partner", "create", [{ name, email: "s5@example.com" }]);
  const first = place("s5@example.com");
  await expect.poll(() => waiting(first), PATIENCE).toContain("held");
  const second = place("s5@example.com");
  await expect.poll(async () => (await readStatus(runtime.url)).summary.behindHolds, PATIENCE).toBe(1);
  expect([await waiting(second), salesOf(first), salesOf(second)]).toEqual(["", [], []]);
});

it("S6: a customer who is archived in Odoo orders again: found, not duplicated", async () => {
  await sold(place("s6@example.com"));
  const partners = (): readonly { readonly id?: unknown }[] =>
    world.erp.records("res.partner").filter(({ email, type }) => email === "s6@example.com" && type !== "delivery");
  expect(partners().length).toBe(1);
  world.erp.call("res.partner", "write", [[Number(partners()[0]?.id)], { active: false }]);
  await sold(place("s6@example.com"));
  expect(partners().length).toBe(1);
});

it("S8: VAT, coupon and shipping: equal to the cent", async () => {
  const order = place("s8@example.com", {
    currency: "EUR",
    items: [{ sku: "PMP-200", price: 119, item_net_price: 100, amount: 2 }],
    surcharges: [
      { type: "discount", code: "DCOUPON", value: -20 },
      { type: "discount", code: "DISCOUNT", value: -5 },
      { type: "shipping", value: 7 },
      { type: "tax", code: "CDEV.VAT.2", value: 34.58 },
    ],
  });
  await sold(order);
  const [found] = salesOf(order);
  expect([found?.sale.total, found?.sale.currency]).toEqual([216.58, "EUR"]);
});

it("S9: a discount removed by an edit is removed in the ERP", async () => {
  const discount = { type: "discount", code: "DCOUPON", value: -2 };
  const shipping = { type: "shipping", code: "SHIPPING", value: 5 };
  const order = place("s9@example.com", { payment_status: "Q", surcharges: [discount, shipping] });
  await sold(order, "draft");
  expect(salesOf(order)[0]?.sale.total).toBe(10.25);
  world.shop.editOrder(order.id, { surcharges: [shipping] });
  await expect.poll(() => salesOf(order)[0]?.sale.total, PATIENCE).toBe(12.25);
});

it("S10: a zero-total order is confirmed without an error", async () => {
  const order = place("s10@example.com", { surcharges: [{ type: "discount", code: "DCOUPON", value: -7.25 }] });
  await sold(order);
  expect(salesOf(order)[0]?.sale.total).toBe(0);
  expect(await waiting(order)).toBe("");
});

it.each([
  ["JPY", 4800, 1, 4800],
  ["KWD", 1.125, 3, 3.375],
  ["USD", 0.0375, 10_000, 375],
])("S11: %s with unit price %d × %d has the currency's digits", async (currency, price, amount, total) => {
  const order = place(`s11-${currency}@example.com`, {
    currency,
    items: [{ sku: "TAPE-5M", price, item_net_price: price, amount }],
  });
  await sold(order);
  expect(salesOf(order)[0]?.sale.total).toBe(total);
});

it("S13: an API key expires: the system pauses, no dead letters, the new key drains all without a restart", async () => {
  const admin = { login: "admin", password: "admin", uid: 2 };
  world.erp.setUsers([{ ...admin, password: "rotated" }]);
  const order = place("s13@example.com");
  await expect
    .poll(async () => (await readStatus(runtime.url)).summary.pausedSystems.map(({ system }) => system), PATIENCE)
    .toEqual(["erp"]);
  expect(await waiting(order)).toBe("");
  world.erp.setUsers([admin]);
  await sold(order);
  expect((await readStatus(runtime.url)).summary.pausedSystems).toEqual([]);
});

it.each(["sale.order.create", "sale.order.action_confirm", "res.partner.create"])(
  "S15: the answer to %s is lost after the commit: done once",
  async (operation) => {
    world.erp.faults.add({ kind: "lostAnswer", match: { operation }, remaining: 1 });
    const order = place(`s15-${operation}@example.com`);
    const sale = await sold(order);
    expect(effects("create", `sale.order/${sale}`)).toBe(1);
    expect(viewErp(world.erp).sharedEmails).not.toContain(`s15-${operation}@example.com`);
  },
);

it("S18: an order that makes its list page answer 500 waits with the shop's words and does not stop the rest", async () => {
  const doomed = world.shop.addProduct({ sku: "DOOMED", name: "Doomed", price: 1 });
  const broken = { email: "s18@example.com", items: [{ sku: "DOOMED" }] };
  const unreadable = Number(world.shop.placeOrder(broken, { announce: false }).id);
  world.shop.deleteProduct(doomed.id);
  const input: OrderInput = {
    email: "s18@example.com",
    payment_status: "P",
    items: [{ sku: "TAPE-5M" }],
    shipping_method_name: "Courier",
  };
  const order = world.shop.placeOrder(input, { announce: false });
  await sold({ id: Number(order.id), number: String(order.order_number) });
  await expect.poll(() => waiting({ id: unreadable, number: "" }), PATIENCE).toContain("cannot show order");
});

it("E4: an unknown SKU is a dead letter that closes by itself once the product exists and the order is read again", async () => {
  const order = place("e4@example.com", { items: [{ sku: "LATER" }, { sku: "TAPE-5M" }, { sku: "LATER-TOO" }] });
  await expect.poll(() => waiting(order), PATIENCE).toContain("rejected");
  expect(await waiting(order)).toContain("SKU LATER is not in Odoo");
  expect(await waiting(order)).toContain("SKU LATER-TOO is not in Odoo");
  world.erp.seed({ products: ["LATER", "LATER-TOO"].map((sku) => ({ sku, name: sku, quantity: 10 })) });
  world.shop.editOrder(order.id, { notes: "the products are there now" });
  await sold(order);
  // The sale is confirmed a moment before the run that did it has ended.
  await expect.poll(() => waiting(order), PATIENCE).toBe("");
});

it("a guest's order does not overwrite a customer whom the ERP knows", async () => {
  world.erp.call("res.partner", "create", [
    { name: "Known Customer", email: "Known@Example.com", street: "1 Old Road", phone: "1" },
  ]);
  const order = place("known@example.com", {
    billing_address: { firstname: "Some", lastname: "Guest", street: "9 New Road" },
  });
  await sold(order);
  const known = world.erp.records("res.partner").filter(({ name }) => name === "Known Customer");
  expect(known.map(({ street, phone }) => [street, phone])).toEqual([["1 Old Road", "1"]]);
  expect(salesOf(order)[0]?.sale).toMatchObject({ email: "Known@Example.com", shipsTo: "9 New Road" });
});
