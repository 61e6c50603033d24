import { setTimeout as wait } from "node:timers/promises";
import { viewErp } from "./erp-view.ts";
import { judgeOrders, type Verdict } from "./judge.ts";
import { expectedEnd } from "./oracle.ts";
import type { PlannedOrder } from "./plan.ts";
import { cancelDelivered, changeOrder, type PlacedOrder, placeOrder } from "./shop-orders.ts";
import { type RuntimeStatus, readStatus, waitingOf } from "./status.ts";
import type { World } from "./world.ts";

export interface StoryHooks {
  /** The runtime's address; it may change when the runtime is restarted. */
  runtimeUrl(): string;
  /** Told at every look at the systems. */
  progress(phase: string, done: number, of: number): void;
  /** Called after each order that was placed. */
  placed?(count: number): Promise<void> | void;
}

export interface StoryOptions {
  /** Milliseconds that one phase may take. */
  readonly patience: number;
  readonly pauseBetweenOrders: number;
  /** For so long the ERP answers 503, a third into the orders. */
  readonly outageMilliseconds: number;
}

export interface StoryEnd {
  readonly orders: readonly PlacedOrder[];
  readonly verdicts: readonly Verdict[];
  readonly status: RuntimeStatus;
}

const SHIPPED = ["shipped", "shippedInTwoParts", "cancelledAfterDelivery"];

/** Plays the whole plan: orders are placed, changed, shipped and cancelled, each once the one before it has arrived. */
export async function playStory(
  world: World,
  plans: readonly PlannedOrder[],
  hooks: StoryHooks,
  options: StoryOptions,
): Promise<StoryEnd> {
  const orders: PlacedOrder[] = [];
  for (const [index, plan] of plans.entries()) {
    if (index === Math.floor(plans.length / 3) && options.outageMilliseconds > 0) {
      world.erp.faults.add({
        kind: "status",
        status: 503,
        match: { path: "/jsonrpc" },
        until: Date.now() + options.outageMilliseconds,
      });
    }
    orders.push(placeOrder(world.shop, plan));
    await hooks.placed?.(orders.length);
    await wait(options.pauseBetweenOrders);
  }
  const until = waiter(world, orders, hooks, options);

  await until(
    "placed",
    (order, facts) =>
      facts.waiting(order) || facts.stateOf(order) === (order.plan.paymentStatus === "Q" ? "draft" : "sale"),
  );
  for (const order of orders) changeOrder(world.shop, order);
  await until("changed", (order, facts) => SHIPPED.includes(order.plan.story) || facts.differences(order) === 0);
  const shipped = orders.filter((order) => SHIPPED.includes(order.plan.story));
  for (const order of shipped) ship(world, order, order.plan.story === "shippedInTwoParts");
  for (const order of shipped) if (order.plan.story === "shippedInTwoParts") ship(world, order, false);
  await until("shipped", (order, facts) => !SHIPPED.includes(order.plan.story) || facts.shopStatusOf(order) === "S");
  for (const order of orders) cancelDelivered(world.shop, order);
  await until("settled", (order, facts) => facts.differences(order) === 0);
  await untilIdle(hooks, options);

  const status = await readStatus(hooks.runtimeUrl());
  return { orders, verdicts: judgeOrders(world, viewErp(world.erp), status, orders), status };
}

interface Facts {
  waiting(order: PlacedOrder): boolean;
  stateOf(order: PlacedOrder): string | undefined;
  shopStatusOf(order: PlacedOrder): string;
  differences(order: PlacedOrder): number;
}

/** Waits until a test holds for every order, or patience ends: the verdict at the end says what was missing. */
function waiter(world: World, orders: readonly PlacedOrder[], hooks: StoryHooks, options: StoryOptions) {
  return async (phase: string, test: (order: PlacedOrder, facts: Facts) => boolean): Promise<void> => {
    const end = Date.now() + options.patience;
    for (;;) {
      const facts = await lookAround(world, orders, hooks);
      const done = facts === undefined ? 0 : orders.filter((order) => test(order, facts)).length;
      hooks.progress(phase, done, orders.length);
      if (done === orders.length || Date.now() > end) return;
      await wait(150);
    }
  };
}

async function lookAround(world: World, orders: readonly PlacedOrder[], hooks: StoryHooks): Promise<Facts | undefined> {
  let status: RuntimeStatus;
  try {
    status = await readStatus(hooks.runtimeUrl());
  } catch {
    return undefined;
  }
  const erp = viewErp(world.erp);
  const verdicts = new Map(judgeOrders(world, erp, status, orders).map((verdict) => [verdict.order.id, verdict]));
  const shop = new Map(world.shop.orders().map((order) => [Number(order.id), order]));
  return {
    waiting: (order) => waitingOf(status, order.id) !== undefined,
    stateOf: (order) => erp.salesOf(order.number)[0]?.sale.state,
    shopStatusOf: (order) => String((shop.get(order.id)?.shipping_status as { code?: string } | null)?.code),
    differences: (order) => verdicts.get(order.id)?.differences.length ?? 1,
  };
}

/** One more look after the runtime has nothing under way: a late repeat would show as a difference. */
async function untilIdle(hooks: StoryHooks, options: StoryOptions): Promise<void> {
  const end = Date.now() + options.patience;
  let quiet = 0;
  while (quiet < 3 && Date.now() < end) {
    const { summary } = await readStatus(hooks.runtimeUrl());
    quiet = summary.pending + summary.running === 0 ? quiet + 1 : 0;
    await wait(150);
  }
}

/** Ships a sale in the ERP; in part: one piece of the first line, the rest stays on back order. */
function ship(world: World, order: PlacedOrder, inPart: boolean): void {
  const end = expectedEnd(order.plan);
  const sale = viewErp(world.erp).salesOf(order.number)[0];
  const first = order.plan.lines[0];
  if (end.kind === "deadLettered" || sale === undefined || first === undefined) return;
  world.erp.shipOrder(sale.id, {
    tracking: `TRACK-${order.number}-${inPart ? "1" : "2"}`,
    ...(inPart ? { lines: [{ sku: first.sku, quantity: 1 }] } : {}),
  });
}
