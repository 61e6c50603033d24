import { BuildSession } from "../../../packages/cli/src/compile/build-session.ts";
import type { Benchmark, BenchmarkOptions, Figures } from "../benchmark.ts";
import { peakResidentMegabytes } from "../harness/process-usage.ts";
import { median, slope } from "../harness/statistics.ts";
import { generateProject } from "../language/generated-project.ts";

const BINDINGS = 1_000;
const GROWTH = [1_000, 2_000, 5_000];

type CompileMeasurement = (options: BenchmarkOptions) => Promise<Figures>;

/** The cold compilation comes first, since nothing is cold after it. */
const MEASUREMENTS: Readonly<Record<string, CompileMeasurement>> = {
  cold: measureCold,
  warm: measureWarm,
  growth: measureGrowth,
};

/** From sources to generated files and source maps in memory: parsing, checking, compiling and the syntax check. */
export const compileBenchmark: Benchmark = {
  description: "compiling a large project, from nothing and after a change",
  measurements: Object.keys(MEASUREMENTS),
  aims: {
    "compile.cold20kRulesSeconds": { atMost: 10 },
    "compile.warmOneFileMs": { atMost: 300 },
    "compile.exponent": { atMost: 1.1 },
  },
  async run(options) {
    const figures: Record<string, number> = {};
    for (const [name, measure] of Object.entries(MEASUREMENTS)) {
      if (options.only.length > 0 && !options.only.includes(name)) continue;
      options.log(`${name} …`);
      Object.assign(figures, await measure(options));
    }
    return figures;
  },
};

/** A made project whose files can be changed. */
function openProject(bindings: number) {
  const { host, rules } = generateProject(bindings);
  const texts = new Map(host.listFiles().map((path) => [path, host.readFile(path) ?? ""]));
  const session = new BuildSession(
    {
      listSources: () => [...texts.keys()].sort(),
      openHost: () => ({ ...host, readFile: (path) => texts.get(path) }),
      schemaStamp: () => "",
    },
    { sourceMap: {} },
  );
  return { texts, session, rules };
}

function requireFiles({ files, diagnostics }: Awaited<ReturnType<BuildSession["build"]>>): void {
  if (files === undefined) throw new Error(`the generated project has an error: ${diagnostics[0]?.message}`);
}

async function measureCold({ quick }: BenchmarkOptions): Promise<Figures> {
  const { session, rules } = openProject(quick ? BINDINGS / 10 : BINDINGS);
  const started = performance.now();
  const before = process.cpuUsage();
  requireFiles(await session.build());
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const name = `compile.cold${rules / 1_000}kRules`;
  return {
    [`${name}Seconds`]: seconds,
    [`${name}ProcessorSeconds`]: (user + system) / 1_000_000,
    "compile.peakMegabytes": peakResidentMegabytes(process.pid),
  };
}

/** One binding reads another field; its file is compiled again with what it imports. */
async function measureWarm({ quick }: BenchmarkOptions): Promise<Figures> {
  const { texts, session } = openProject(quick ? BINDINGS / 10 : BINDINGS);
  requireFiles(await session.build());
  const paths = [...texts.keys()].filter((path) => path.startsWith("bindings-"));
  const milliseconds: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < (quick ? 5 : 25); round += 1) {
    const path = paths[round % paths.length] ?? "";
    const text = texts.get(path) ?? "";
    const [from, to] = text.includes("field_0 -> field_0") ? ["field_0", "field_15"] : ["field_15", "field_0"];
    texts.set(path, text.replace(`  ${from} -> field_0`, `  ${to} -> field_0`));
    const started = performance.now();
    const before = process.cpuUsage();
    const result = await session.build();
    milliseconds.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1_000);
    requireFiles(result);
    if (result.compiled.length !== 2) throw new Error(`${result.compiled.length} files were compiled again`);
  }
  return { "compile.warmOneFileMs": median(milliseconds), "compile.warmOneFileProcessorMs": median(processor) };
}

/** Rounds over all sizes: a collection of garbage falls into some of them. */
const ROUNDS = 3;

/** How the time grows with the number of bindings, once the code is warm: 1 is in proportion. The median of each size counts. */
async function measureGrowth({ quick }: BenchmarkOptions): Promise<Figures> {
  const sizes = quick ? GROWTH.map((size) => size / 10) : GROWTH;
  await openProject(sizes[0] ?? BINDINGS).session.build();
  const times = new Map<number, number[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of sizes) {
      const { session } = openProject(size);
      const before = process.cpuUsage();
      requireFiles(await session.build());
      const { user, system } = process.cpuUsage(before);
      times.get(size)?.push(user + system);
    }
  }
  const points = [...times].map(([size, measured]) => ({ x: Math.log(size), y: Math.log(median(measured)) }));
  return { "compile.exponent": slope(points) };
}
