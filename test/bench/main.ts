import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Benchmark } from "./benchmark.ts";
import { compileBenchmark } from "./compile/benchmark.ts";
import { languageBenchmark } from "./language/benchmark.ts";
import { mappingBenchmark } from "./mapping/benchmark.ts";
import { figuresTable } from "./report.ts";
import { runtimeBenchmark } from "./runtime/benchmark.ts";
import { syncBenchmark } from "./sync/benchmark.ts";

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  compile: compileBenchmark,
  language: languageBenchmark,
  mapping: mappingBenchmark,
  runtime: runtimeBenchmark,
  sync: syncBenchmark,
};

const EXIT_BROKEN_OFF = 130;

function usage(complaint: string): never {
  const list = Object.entries(BENCHMARKS).map(
    ([name, { description, measurements }]) => `  ${name}: ${description}\n    --only ${measurements.join(",")}`,
  );
  process.stderr.write(
    `${complaint}\nUsage: npm run bench -- NAME [--json FILE] [--quick] [--only NAME,NAME] [--profile]\n${list.join("\n")}\n`,
  );
  process.exit(2);
}

function readArguments(): ReturnType<typeof parseBenchArguments> {
  try {
    return parseBenchArguments();
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

function parseBenchArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      profile: { type: "boolean", default: false },
    },
  });
}

const { values, positionals } = readArguments();
const [name = "", ...rest] = positionals;
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (benchmark === undefined || rest.length > 0) usage(`There is no benchmark "${positionals.join(" ")}".`);
const only = values.only.split(",").filter((each) => each !== "");
const unknown = only.find((each) => !benchmark.measurements.includes(each));
if (unknown !== undefined) usage(`"${name}" has no measurement "${unknown}".`);

// Ends by itself, so that the processes and files of the run go too.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(EXIT_BROKEN_OFF));

const started = performance.now();
const figures = await benchmark.run({
  quick: values.quick,
  profile: values.profile,
  only,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`\n${figuresTable(figures, benchmark.aims)}\n`);
process.stderr.write(`\n${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
if (values.json !== undefined) {
  const file = resolve(values.json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ figures }, undefined, 2)}\n`);
}
