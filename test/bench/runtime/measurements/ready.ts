import type { BenchmarkOptions, Figures } from "../../benchmark.ts";
import { monotonicMilliseconds } from "../../harness/monotonic-time.ts";
import { median } from "../../harness/statistics.ts";
import type { World } from "../world.ts";

const STORE = "waiting";
const BACKLOG = 100_000;

/** From the start of the process until it listens and works, with orders that wait in its store. */
export async function measureReady(world: World, options: BenchmarkOptions): Promise<Figures> {
  await world.fillStore(STORE, BACKLOG);
  const seconds: number[] = [];
  for (let round = 0; round < (options.quick ? 3 : 5); round += 1) {
    const startedAt = monotonicMilliseconds();
    const ours = await world.startOurs(STORE);
    seconds.push((monotonicMilliseconds() - startedAt) / 1_000);
    await world.endOurs(ours);
    options.log(`  ready after ${seconds.at(-1)?.toFixed(2)} s`);
  }
  return { "engine.readySecondsWith100kBacklog": median(seconds) };
}
