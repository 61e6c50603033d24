// @module-tag long

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { expectExactlyOnce, placeOrders } from "./exactly-once.ts";
import { buildLibrary, HAS_COMPILER } from "./preloaded-library.ts";

it.skipIf(!HAS_COMPILER).each([
  ["back an hour", -3_600, false],
  ["back an hour, with a restart after it", -3_600, true],
  ["forth an hour", 3_600, false],
])(
  "the clock jumps %s while retries wait: none is lost and none is stuck (needs a C compiler)",
  { timeout: 180_000 },
  async (_what, seconds, restarts) => {
    const folder = temporaryFolder();
    const offset = join(folder, "offset");
    const shifted = { LD_PRELOAD: buildLibrary("shift-clock.c", folder), CLOCK_OFFSET: offset };
    const world = await startWorld();
    const start = async (): Promise<RuntimeProcess> => {
      const environment = { ...world.environment, ...shifted };
      const store = join(folder, "store.sqlite");
      const started = await startRuntime({ project: ODOO_ORDERS, store, environment, pollEvery: "500ms" });
      world.connect(started.url);
      return started;
    };
    let runtime = await start();
    try {
      // Each sale fails for itself, so that its order waits for a retry of its own.
      world.erp.faults.add({ kind: "status", status: 500, match: { operation: "sale.order.create" } });
      const numbers = placeOrders(world, 12);
      await world.shop.drainWebhooks();
      await expect
        .poll(() => world.erp.counters.values().faultsByKind.status ?? 0, { timeout: 60_000 })
        .toBeGreaterThan(24);
      writeFileSync(offset, String(seconds));
      if (restarts) {
        await runtime.kill();
        runtime = await start();
      }
      // Told by nobody: the timers of polling must run on too.
      numbers.push(...placeOrders(world, 3, false));
      world.erp.faults.clear();
      await expectExactlyOnce(world, numbers, 40_000);
      const { summary, waiting } = await readStatus(runtime.url);
      expect(waiting).toEqual([]);
      expect(summary.pausedSystems).toEqual([]);
    } finally {
      await runtime.kill();
      await world.close();
    }
  },
);
