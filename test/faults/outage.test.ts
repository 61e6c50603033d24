// @module-tag long

import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { expectExactlyOnce, placeOrders } from "./exactly-once.ts";

it.each(["erp", "shop"] as const)(
  "the network to the %s is down for seconds: work goes on within 2 s of its return, and no order is lost",
  { timeout: 180_000 },
  async (side) => {
    const world = await startWorld();
    const store = join(temporaryFolder(), "store.sqlite");
    const runtime = await startRuntime({
      project: ODOO_ORDERS,
      store,
      environment: world.environment,
      pollEvery: "500ms",
    });
    world.connect(runtime.url);
    const paused = async (): Promise<string[]> =>
      (await readStatus(runtime.url)).summary.pausedSystems.map(({ system }) => system);
    try {
      const numbers = placeOrders(world, 5);
      await expectExactlyOnce(world, numbers);
      await world[side].goDown();
      numbers.push(...placeOrders(world, 20));
      await expect.poll(paused, { timeout: 60_000 }).toEqual([side]);
      // One alert is due here.
      await wait(OUTAGE_MILLISECONDS);
      await world[side].comeBack();
      const back = performance.now();
      await expect.poll(paused, { timeout: 60_000, interval: 20 }).toEqual([]);
      const resumedAfter = performance.now() - back;
      // One all-clear is due here.
      await expectExactlyOnce(world, numbers);
      expect((await readStatus(runtime.url)).waiting).toEqual([]);
      expect(resumedAfter).toBeLessThan(2_000);
    } finally {
      await runtime.kill();
      await world.close();
    }
  },
);

/** Stands for a minute: long enough that the runtime asks several times in vain. */
const OUTAGE_MILLISECONDS = 6_000;
