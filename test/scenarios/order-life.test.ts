// @module-tag long

import { join } from "node:path";
import { expect, it } from "vitest";
import { describeDifferences, sharedEmails } from "../demo/judge.ts";
import { planOrders } from "../demo/plan.ts";
import { figuresOf } from "../demo/show.ts";
import { playStory } from "../demo/story.ts";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

it("takes orders through their whole life, whatever the systems answer", { timeout: 180_000 }, async () => {
  const world = await startWorld({ shopRate: 60 });
  const store = join(temporaryFolder(), "store.sqlite");
  const runtime = await startRuntime({
    project: ODOO_ORDERS,
    store,
    environment: world.environment,
    pollEvery: "500ms",
  });
  world.connect(runtime.url);
  try {
    const hooks = { runtimeUrl: () => runtime.url, progress: () => {} };
    const end = await playStory(world, planOrders(50, 3), hooks, {
      patience: 25_000,
      pauseBetweenOrders: 5,
      outageMilliseconds: 1_000,
    });
    expect(describeDifferences(end.verdicts)).toEqual([]);
    expect(figuresOf(end.verdicts, sharedEmails(world).length)).toMatchObject({
      orders: 50,
      lost: 0,
      twice: 0,
      against: 0,
    });
    expect(await runtime.stop()).toBe(0);
  } finally {
    await runtime.kill();
    await world.close();
  }
});
