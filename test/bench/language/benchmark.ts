import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { CpuProfile } from "../harness/cpu-profile.ts";
import { generateProject } from "./generated-project.ts";
import { type LanguageMeasurement, measureCheck, measureKeystrokes, measureParse } from "./measurements.ts";

const BINDINGS = 1_000;
const QUICK_BINDINGS = 100;
const PROFILES = resolve(import.meta.dirname, "../../../node_modules/.cache/xmap-bench");

/** The cold check comes first, since nothing is cold after it. */
const MEASUREMENTS: Readonly<Record<string, LanguageMeasurement>> = {
  check: measureCheck,
  parse: measureParse,
  keystroke: measureKeystrokes,
};

/** How fast files are read, a large project is checked, and an editor is answered; one thread. */
export const languageBenchmark: Benchmark = {
  description: "parsing, checking and editing",
  measurements: Object.keys(MEASUREMENTS),
  aims: {
    "parse.megabytesPerSecond": { atLeast: 5 },
    "keystroke.p50Ms": { atMost: 50 },
    "keystroke.p99Ms": { atMost: 100 },
  },
  async run(options) {
    const project = generateProject(options.quick ? QUICK_BINDINGS : BINDINGS);
    const figures: Record<string, number> = {};
    for (const [name, measure] of Object.entries(MEASUREMENTS)) {
      if (options.only.length > 0 && !options.only.includes(name)) continue;
      options.log(`${name} …`);
      const profile = options.profile ? new CpuProfile() : undefined;
      await profile?.start();
      Object.assign(figures, measure(project, options));
      if (profile === undefined) continue;
      mkdirSync(PROFILES, { recursive: true });
      const file = join(PROFILES, `language-${name}.cpuprofile`);
      options.log(`${await profile.stop(file)}\n${file}`);
    }
    return figures;
  },
};
