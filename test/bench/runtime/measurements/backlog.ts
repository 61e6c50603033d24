import type { BenchmarkOptions, Figures } from "../../benchmark.ts";
import type { World } from "../world.ts";

/** How fast an inbox is emptied that holds a million orders, against one that holds next to nothing more than is measured. */
export async function measureBacklog(world: World, options: BenchmarkOptions): Promise<Figures> {
  const warmUp = options.quick ? 3_000 : 20_000;
  const measured = options.quick ? 6_000 : 50_000;
  const backlog = options.quick ? 100_000 : 1_000_000;
  await world.fillStore("before", warmUp + measured);
  await world.fillStore("after", warmUp + measured);
  await world.fillStore("backlog", backlog);
  const plan = { warmUp, measured };
  const before = await drainRate(world, "before", plan);
  const full = await drainRate(world, "backlog", plan);
  const after = await drainRate(world, "after", plan);
  options.log(`  ${before.toFixed(0)}/s and ${after.toFixed(0)}/s, with a backlog of ${backlog} ${full.toFixed(0)}/s`);
  return {
    "engine.drainRateOfMillionBacklogOverEmpty": full / ((before + after) / 2),
    "engine.drainedOrdersPerSecond": full,
  };
}

/** Orders per second that a new process takes out of a store, after the first ones. */
async function drainRate(
  world: World,
  store: string,
  { warmUp, measured }: { readonly warmUp: number; readonly measured: number },
): Promise<number> {
  await world.resetSink();
  const ours = await world.startOurs(store);
  const begin = await world.complete(ours, warmUp);
  const end = await world.complete(ours, warmUp + measured);
  await world.endOurs(ours);
  return ((end.orders - begin.orders) * 1_000) / (end.lastAt - begin.lastAt);
}
