import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrderInput } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, expect, it } from "vitest";
import { viewErp } from "../demo/erp-view.ts";
import type { FoundSale } from "../demo/oracle.ts";
import { readStatus, reasonOf, waitingOf } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { MAPPINGS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";

let world: World;
let runtime: RuntimeProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-named-"));
  world = await startWorld();
  const store = join(folder, "store.sqlite");
  runtime = await startRuntime({ project: MAPPINGS, store, environment: world.environment, pollEvery: "300ms" });
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

it("S18: an order that makes its list page answer 500 does not stop the rest", async () => {
  const doomed = world.shop.addProduct({ sku: "DOOMED", name: "Doomed", price: 1 });
  const doomedOrder = Number(world.shop.placeOrder({ email: "s18@example.com", items: [{ sku: "DOOMED" }] }, { announce: false }).id);
  world.shop.deleteProduct(doomed.id);
  const input: OrderInput = {
    email: "s18@example.com",
    payment_status: "P",
    items: [{ sku: "TAPE-5M" }],
    shipping_method_name: "Courier",
  };
  const order = world.shop.placeOrder(input, { announce: false });
  await expect.poll(() => waiting({ id: doomedOrder, number: "" }), PATIENCE).toContain("cannot show order");
  console.log(await waiting({ id: doomedOrder, number: "" }));
  await sold({ id: Number(order.id), number: String(order.order_number) });
});

