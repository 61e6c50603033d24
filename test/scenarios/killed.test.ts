import { join } from "node:path";
import { expect, it } from "vitest";
import { describeDifferences, sharedEmails } from "../demo/judge.ts";
import { planOrders } from "../demo/plan.ts";
import { figuresOf } from "../demo/show.ts";
import { readStatus } from "../demo/status.ts";
import { playStory } from "../demo/story.ts";
import { startWorld, type World } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

/** Starts the runtime on a store that earlier ones have used, and lets the shop tell it of orders. */
async function startConnected(world: World, store: string): Promise<RuntimeProcess> {
  const started = await startRuntime({
    project: ODOO_ORDERS,
    store,
    environment: world.environment,
    pollEvery: "500ms",
  });
  world.connect(started.url);
  return started;
}

it("brings every order in exactly once, though it is killed under load again and again", {
  tags: ["long"],
  timeout: 180_000,
}, async () => {
  const world = await startWorld();
  // Answers are slow, so that each kill finds steps under way; now and then one is lost after the work was done.
  world.erp.faults.add({ kind: "delay", delayMilliseconds: 10 });
  world.erp.faults.add({ kind: "lostAnswer", match: { operation: "sale.order.create" }, remaining: 3 });
  world.erp.faults.add({ kind: "lostAnswer", match: { operation: "sale.order.action_confirm" }, remaining: 2 });
  const store = join(temporaryFolder(), "store.sqlite");
  const start = (): Promise<RuntimeProcess> => startConnected(world, store);
  let runtime = await start();
  let kills = 0;
  const restartAt = [12, 25, 38];
  const placed = async (count: number): Promise<void> => {
    if (!restartAt.includes(count)) return;
    await runtime.kill();
    kills += 1;
    runtime = await start();
  };
  try {
    const hooks = { runtimeUrl: () => runtime.url, progress: () => {}, placed };
    const end = await playStory(world, planOrders(45, 5), hooks, {
      patience: 30_000,
      pauseBetweenOrders: 15,
      outageMilliseconds: 0,
    });
    expect(kills).toBe(3);
    expect(describeDifferences(end.verdicts)).toEqual([]);
    expect(figuresOf(end.verdicts, sharedEmails(world).length)).toMatchObject({ lost: 0, twice: 0, against: 0 });
  } finally {
    await runtime.kill();
    await world.close();
  }
});

it("starts again while the ERP is down, and delivers once it is back", { timeout: 180_000 }, async () => {
  const world = await startWorld();
  const store = join(temporaryFolder(), "store.sqlite");
  const start = (): Promise<RuntimeProcess> => startConnected(world, store);
  let runtime = await start();
  try {
    world.erp.faults.add({ kind: "status", status: 503 });
    const order = world.shop.placeOrder({
      email: "patient@example.com",
      payment_status: "P",
      items: [{ sku: "TAPE-5M" }],
    });
    await world.shop.drainWebhooks();
    await runtime.kill();
    runtime = await start();
    await expect
      .poll(async () => (await readStatus(runtime.url)).summary.pausedSystems.map(({ system }) => system))
      .toEqual(["erp"]);
    world.erp.faults.clear();
    const confirmed = (): unknown[] =>
      world.erp.records("sale.order").map((sale) => [sale.client_order_ref, sale.state]);
    await expect.poll(confirmed, { timeout: 60_000 }).toEqual([[order.order_number, "sale"]]);
  } finally {
    await runtime.kill();
    await world.close();
  }
});
