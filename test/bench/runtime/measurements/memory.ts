import type { BenchmarkOptions, Figures } from "../../benchmark.ts";
import { slope } from "../../harness/statistics.ts";
import type { World } from "../world.ts";

const PER_100K = 100_000;

/** How resident memory grows with the orders that have gone through, each time after a collection of garbage. */
export async function measureMemory(world: World, options: BenchmarkOptions): Promise<Figures> {
  const portion = options.quick ? 5_000 : 50_000;
  const portions = options.quick ? 4 : 6;
  const ours = await world.startOurs("memory");
  // The first portion warms up: code is compiled and caches fill once.
  const points: { x: number; y: number }[] = [];
  for (let index = 0; index <= portions; index += 1) {
    await world.deliver(ours, { milliseconds: Number.POSITIVE_INFINITY, orders: portion });
    await world.settle(ours);
    const megabytes = await ours.process.ask("settledMegabytes", undefined);
    points.push({ x: ((index + 1) * portion) / PER_100K, y: megabytes });
    options.log(`  ${megabytes.toFixed(1)} MB after ${(index + 1) * portion} orders`);
  }
  await world.endOurs(ours);
  return { "engine.residentMegabytesGrowthPer100kOrders": slope(points) };
}
