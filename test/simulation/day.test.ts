import { expect, it } from "vitest";
import { type SimulationOptions, simulate } from "./simulate.ts";

/** Nothing is oversold, twice, too early or mailed too often, and both systems agree at the end. */
async function mustAgree(options: SimulationOptions, orders: number): Promise<void> {
  const report = await simulate(options);
  expect(report.violations).toEqual([]);
  expect(report.differences).toEqual([]);
  expect(report.orders).toBeGreaterThan(orders);
  expect(report.restarts).toBe(1);
}

it("lives a whole day of a small shop", { timeout: 600_000 }, () =>
  mustAgree({ days: 1, seed: 11, ordersADay: 30 }, 20),
);

it("lives a whole day of a busy shop", { timeout: 1_800_000, tags: ["long"] }, () =>
  mustAgree({ days: 1, seed: 2 }, 600),
);
