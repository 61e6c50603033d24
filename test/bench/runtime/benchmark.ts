import type { Benchmark, Figures } from "../benchmark.ts";
import type { Measurement } from "./measurement.ts";
import { measureBacklog } from "./measurements/backlog.ts";
import { measureLatency } from "./measurements/latency.ts";
import { measureMemory } from "./measurements/memory.ts";
import { measureReady } from "./measurements/ready.ts";
import { measureSteps } from "./measurements/steps.ts";
import { measureThroughput } from "./measurements/throughput.ts";
import { World } from "./world.ts";

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  throughput: measureThroughput,
  latency: measureLatency,
  steps: measureSteps,
  memory: measureMemory,
  backlog: measureBacklog,
  ready: measureReady,
};

/** From a webhook to the write in the other system, against a hand-written server and Node-RED. */
export const runtimeBenchmark: Benchmark = {
  description: "webhook to ERP write, end to end",
  measurements: Object.keys(MEASUREMENTS),
  aims: {
    "sink.overBareServer": { atLeast: 5 },
    "endToEnd.overBareServer": { atLeast: 0.5 },
    "endToEnd.overNodeRed": { atLeast: 3 },
    "endToEnd.p99MsAt50PerSecond": { atMost: 8 },
    "acknowledge.p99MsAt1000PerSecond": { atMost: 20 },
    "engine.stepsPerSecond": { atLeast: 8_000 },
    "engine.residentMegabytesGrowthPer100kOrders": { atMost: 5 },
    "engine.residentMegabytesPeak": { atMost: 300 },
    "engine.drainRateOfMillionBacklogOverEmpty": { atLeast: 0.8 },
    "engine.readySecondsWith100kBacklog": { atMost: 1 },
  },
  async run(options) {
    const world = await World.start();
    try {
      const figures: Record<string, number> = {};
      for (const [name, measure] of Object.entries(MEASUREMENTS)) {
        if (options.only.length > 0 && !options.only.includes(name)) continue;
        options.log(`${name} …`);
        Object.assign(figures, await measure(world, options));
      }
      return { ...figures, ...peakOf(world) };
    } finally {
      await world.close();
    }
  },
};

function peakOf(world: World): Figures {
  const megabytes = world.peakMegabytesOfOurs();
  return megabytes === undefined ? {} : { "engine.residentMegabytesPeak": megabytes };
}
