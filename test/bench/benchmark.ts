/** One group of measurements that `npm run bench -- NAME` runs. */
export interface Benchmark {
  /** What it measures, in one line. */
  readonly description: string;
  /** Names that `--only` takes. */
  readonly measurements: readonly string[];
  /** Figures that have an aim; others are only reported. */
  readonly aims: Readonly<Record<string, Aim>>;
  run(options: BenchmarkOptions): Promise<Figures>;
}

export type Aim = { readonly atLeast: number } | { readonly atMost: number };

/** Measured values by name. */
export type Figures = Readonly<Record<string, number>>;

export interface BenchmarkOptions {
  /** Fewer and shorter rounds: about a minute. */
  readonly quick: boolean;
  /** Measurements to run; all when empty. */
  readonly only: readonly string[];
  /** Takes a CPU profile too, where the benchmark knows how. */
  readonly profile: boolean;
  /** Tells what is going on. */
  readonly log: (line: string) => void;
}
