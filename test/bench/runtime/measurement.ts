import type { BenchmarkOptions, Figures } from "../benchmark.ts";
import type { World } from "./world.ts";

/** Measures one thing; measurements of a run share its processes. */
export type Measurement = (world: World, options: BenchmarkOptions) => Promise<Figures>;
