import type { BenchmarkOptions, Figures } from "../benchmark.ts";
import type { Order } from "../runtime/orders.ts";

/** What all measurements of mappings read. */
export interface MappingWorld {
  readonly orders: readonly Order[];
  /** The same orders as a file, one JSON text a line. */
  readonly file: string;
}

export type MappingMeasurement = (world: MappingWorld, options: BenchmarkOptions) => Promise<Figures>;
