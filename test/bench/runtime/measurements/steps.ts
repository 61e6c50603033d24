import type { BenchmarkOptions, Figures } from "../../benchmark.ts";
import { median } from "../../harness/statistics.ts";
import { CONNECTIONS, type World } from "../world.ts";

const STEPS_OF_A_RUN = 10;

/** Journaled steps per second of a flow with ten effects that cost nothing, on a store on disk. */
export async function measureSteps(world: World, options: BenchmarkOptions): Promise<Figures> {
  const records = options.quick ? 1_000 : 4_000;
  const rounds = options.quick ? 3 : 5;
  const steps = await world.startSteps(CONNECTIONS);
  await steps.ask("run", { records });
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { milliseconds, effects } = await steps.ask("run", { records });
    if (effects !== records * STEPS_OF_A_RUN)
      throw new Error(`${records} runs of ${STEPS_OF_A_RUN} steps had ${effects} effects`);
    rates.push((effects * 1_000) / milliseconds);
    options.log(`  round ${round + 1}: ${Math.round(rates.at(-1) ?? 0)} steps/s`);
  }
  await steps.kill();
  return { "engine.stepsPerSecond": median(rates) };
}
