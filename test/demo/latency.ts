import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "../bench/harness/statistics.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { viewErp } from "./erp-view.ts";
import { startWorld, type World } from "./world.ts";

/** How long something took to arrive on the other side, in milliseconds, over all that was tried. */
export interface Latency {
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** What it may take at the 95th percentile. */
  readonly atMost: number;
}

export interface LatencyOptions {
  /** How often each thing is tried. */
  readonly count: number;
  /** Of the runtime's store. */
  readonly folder: string;
}

const POLL_MILLISECONDS = 1_000;
const WEBHOOK_LIMIT = 3_000;
const ORDER_POLLING_LIMIT = POLL_MILLISECONDS + 3_000;
const STOCK_POLLING_LIMIT = POLL_MILLISECONDS + 5_000;
const PATIENCE = 60_000;
const LOOK_EVERY = 5;
const SKU = "TAPE-5M";

/** Measures a pair that has nothing else to do, one thing after the other, by the clock of this process. */
export async function measureLatency({ count, folder }: LatencyOptions): Promise<readonly Latency[]> {
  const world = await startWorld({ companion: true });
  const runtime = await startRuntime({
    project: resolve(import.meta.dirname, "../../mappings/xcart-odoo"),
    store: join(folder, "latency.sqlite"),
    environment: world.environment,
    pollEvery: `${POLL_MILLISECONDS}ms`,
  });
  try {
    const numbers: string[] = [];
    const place = (): void => void numbers.push(placeOrder(world, numbers.length));
    const isSold = (): boolean => viewErp(world.erp).salesOf(numbers.at(-1) ?? "")[0]?.sale.state === "sale";
    const polled = await timesOf(count, place, isSold);
    world.connect(runtime.url);
    const told = await timesOf(count, place, isSold);
    const toShip = [...numbers];
    let shipped = 0;
    const ship = (): void => {
      shipped = shipOrder(world, toShip.pop() ?? "");
    };
    const tracked = await timesOf(count, ship, () => hasTracking(world, shipped));
    // What is reserved would not be for sale.
    for (const number of toShip) shipOrder(world, number);
    let pieces = 0;
    const recount = (): void => {
      pieces = 500 + ((pieces + 1) % 400);
      countStock(world, pieces);
    };
    const isShown = (): boolean => shelfOf(world) === pieces;
    // The deliveries come first: they change the same stock.
    await timesOf(1, recount, isShown);
    const shelved = await timesOf(count, recount, isShown);
    return [
      latency("order placed → sale in Odoo, by webhook", told, WEBHOOK_LIMIT),
      latency("order placed → sale in Odoo, by polling each second", polled, ORDER_POLLING_LIMIT),
      latency("shipment in Odoo → tracking number in X-Cart, by polling each second", tracked, ORDER_POLLING_LIMIT),
      latency("stock counted in Odoo → amount in X-Cart, by polling each second", shelved, STOCK_POLLING_LIMIT),
    ];
  } finally {
    await runtime.stop();
    await world.close();
  }
}

/** A table for people. */
export function latencyTable(latencies: readonly Latency[]): string {
  const milliseconds = (value: number): string => `${Math.round(value)} ms`.padStart(9);
  const rows = latencies.map(
    ({ what, p50, p95, p99, atMost }) =>
      `${what.padEnd(72)}${milliseconds(p50)}${milliseconds(p95)}${milliseconds(p99)}   p95 at most ${atMost} ms`,
  );
  return [`${"".padEnd(72)}${"p50".padStart(9)}${"p95".padStart(9)}${"p99".padStart(9)}`, ...rows].join("\n");
}

function latency(what: string, times: readonly number[], atMost: number): Latency {
  return { what, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99), atMost };
}

/** Does something and waits until it has arrived, so many times; a pause of uneven length keeps polls from being met. */
async function timesOf(count: number, act: () => void, hasArrived: () => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    await wait(100 + ((turn * 137) % POLL_MILLISECONDS));
    const begun = performance.now();
    act();
    while (!hasArrived()) {
      if (performance.now() - begun > PATIENCE) throw new Error(`nothing has arrived within ${PATIENCE} ms`);
      await wait(LOOK_EVERY);
    }
    times.push(performance.now() - begun);
  }
  return times;
}

function placeOrder({ shop }: World, index: number): string {
  const order = shop.placeOrder({
    email: `customer-${index}@example.com`,
    payment_status: "P",
    payment_method: "Credit card",
    shipping_method_name: "Courier",
    items: [{ sku: SKU, amount: 1, price: 7.25 + (index % 50) / 100 }],
    shipping_address: { street: `${index} Side Street` },
  });
  return String(order.order_number);
}

/** Ships all of an order's sale; answers the shop's id of the order. */
function shipOrder({ shop, erp }: World, number: string): number {
  const [sale] = viewErp(erp).salesOf(number);
  if (sale === undefined) throw new Error(`order ${number} has no sale`);
  erp.shipOrder(sale.id, { tracking: `TRACK-${number}` });
  return Number(shop.orders().find(({ order_number }) => order_number === number)?.id);
}

function hasTracking({ shop }: World, id: number): boolean {
  const order = shop.orders().find((each) => Number(each.id) === id);
  const numbers = order?.tracking_numbers;
  return Array.isArray(numbers) && numbers.length > 0;
}

function countStock({ erp }: World, pieces: number): void {
  const product = erp.records("product.product").find(({ default_code }) => default_code === SKU);
  const quant = erp.records("stock.quant").find(({ product_id }) => Number(product_id) === Number(product?.id));
  erp.call("stock.quant", "write", [[Number(quant?.id)], { inventory_quantity: pieces }]);
  erp.call("stock.quant", "action_apply_inventory", [[Number(quant?.id)]]);
}

function shelfOf({ shop }: World): number {
  return Number(shop.products().find(({ sku }) => sku === SKU)?.amount);
}
