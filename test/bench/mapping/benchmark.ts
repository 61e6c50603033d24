import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { type Order, OrderSource } from "../runtime/orders.ts";
import { measureJoin } from "./measure-join.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureText } from "./measure-text.ts";
import { measureUntyped } from "./measure-untyped.ts";
import type { MappingMeasurement, MappingWorld } from "./measurement.ts";

const ORDERS = 20_000;
const QUICK_ORDERS = 4_000;
const SEED = 7;

const MEASUREMENTS: Readonly<Record<string, MappingMeasurement>> = {
  memory: measureMemory,
  join: measureJoin,
  untyped: measureUntyped,
  text: measureText,
};

/** Compiled mappings and expressions against hand-written code and JSONata's interpreter. */
export const mappingBenchmark: Benchmark = {
  description: "mapping records in memory and as text, joins, plain JSONata (XMAP_JSONATA_SUITE names its folder)",
  measurements: Object.keys(MEASUREMENTS),
  aims: {
    "memory.compiledOverHand": { atMost: 1.05 },
    "memory.validateShareOfCompiled": { atMost: 0.1 },
    "memory.interpreterOverCompiled": { atLeast: 200 },
    "text.compiledOverHand": { atMost: 1 },
    "text.twoCoresOverHand": { atMost: 0.6 },
    "untyped.interpreterOverCompiled": { atLeast: 20 },
    "join.exponent": { atMost: 1.1 },
  },
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), "xmap-bench-"));
    try {
      const world = createWorld(folder, options.quick ? QUICK_ORDERS : ORDERS);
      const figures: Record<string, number> = {};
      for (const [name, measure] of Object.entries(MEASUREMENTS)) {
        if (options.only.length > 0 && !options.only.includes(name)) continue;
        options.log(`${name} …`);
        Object.assign(figures, await measure(world, options));
      }
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function createWorld(folder: string, count: number): MappingWorld {
  const source = new OrderSource(SEED);
  const bodies = Array.from({ length: count }, (_, number) => source.body(number).toString());
  const file = join(folder, "orders.ndjson");
  writeFileSync(file, `${bodies.join("\n")}\n`);
  return { orders: bodies.map((body) => JSON.parse(body) as Order), file };
}
