import { expect, it } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { runChaos } from "./chaos-run.ts";
import { planKills } from "./killer.ts";
import { planChaos } from "./plan.ts";
import { lastLine, wrongLines } from "./report.ts";

const NAME = "$orders orders: none is lost, doubled or late under kills, faults and disorderly webhooks";

it.each([{ orders: 15, kills: 1 }])(NAME, { timeout: 300_000 }, surviveChaos);
it.each([{ orders: 60, kills: 3 }])(NAME, { timeout: 300_000, tags: ["long"] }, surviveChaos);

async function surviveChaos({ orders, kills }: { readonly orders: number; readonly kills: number }): Promise<void> {
  const result = await runChaos({
    orders,
    kills,
    seed: 2,
    folder: temporaryFolder(),
    signal: AbortSignal.timeout(250_000),
    progress: () => {},
  });
  expect(wrongLines(result)).toEqual([]);
  expect(lastLine(result)).toBe("lost 0, duplicated 0, out of order 0, against the oracle 0");
  expect(result.kills).toBe(kills);
  expect(result.changes).toBeGreaterThan(orders);
  expect(result.webhooks.doubled).toBeGreaterThan(0);
  expect(result.webhooks.delayed).toBeGreaterThan(0);
  expect(result.faults.delay).toBeGreaterThan(0);
}

it("the same seed plans the same orders, changes and kills; another seed plans others", () => {
  const planned = (seed: number): string => JSON.stringify([planChaos(200, seed), planKills(20, 200, seed)]);
  expect(planned(1)).toBe(planned(1));
  expect(planned(2)).not.toBe(planned(1));
});

it("kills come under load: after an order was placed and before the last one", () => {
  const kills = planKills(20, 2_000, 1);
  expect(kills).toHaveLength(20);
  for (const { afterOrders } of kills) {
    expect(afterOrders).toBeGreaterThanOrEqual(1);
    expect(afterOrders).toBeLessThanOrEqual(2_000);
  }
});
