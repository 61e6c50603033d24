import { existsSync } from "node:fs";
import { compileExpression, loadFor } from "@xmap/compiler";
import * as runtime from "@xmap/runtime/jsonata";
import jsonata from "jsonata";
import { readSuite, type SuiteCase } from "../../conformance/suite.ts";
import type { MappingMeasurement } from "./measurement.ts";
import { threadMilliseconds } from "./timing.ts";

/** Where `groups` and `datasets` of JSONata's test suite are. */
const FOLDER = process.env.XMAP_JSONATA_SUITE;

/** Longer than a microsecond in the interpreter; below that only the call is measured. */
const SHORTEST_MICROSECONDS = 1;

/** How many times as long JSONata's interpreter takes over plain expressions as the compiled code: the geometric mean. */
export const measureUntyped: MappingMeasurement = async (_world, { quick, log }) => {
  if (FOLDER === undefined || !existsSync(FOLDER)) {
    log("untyped is left out: XMAP_JSONATA_SUITE names no folder with `groups` and `datasets`");
    return {};
  }
  const logarithms: number[] = [];
  for (const [index, suiteCase] of [...readSuite(FOLDER)].entries()) {
    if (suiteCase.expected.kind === "error" || suiteCase.timelimit !== undefined || (quick && index % 8 > 0)) continue;
    const ratio = await measure(suiteCase);
    if (ratio !== undefined) logarithms.push(Math.log(ratio));
  }
  if (logarithms.length === 0) throw new Error(`${FOLDER} has no expressions that give a value`);
  log(`untyped: ${logarithms.length} expressions`);
  const mean = logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length;
  return { "untyped.interpreterOverCompiled": Math.exp(mean) };
};

async function measure({ expression, data, bindings }: SuiteCase): Promise<number | undefined> {
  const compiled = compileExpression(expression);
  if (compiled.kind === "refused") return undefined;
  const options = { instant: 0, random: { fraction: () => 0.5 } };
  const { evaluate } = loadFor(compiled, bindings, runtime);
  const interpreted = jsonata(expression);
  try {
    evaluate(data, bindings, options);
    await interpreted.evaluate(data, { ...bindings });
  } catch {
    return undefined;
  }
  const theirs = await microsecondsOf(async (count) => {
    for (let index = 0; index < count; index += 1) await interpreted.evaluate(data, { ...bindings });
  });
  if (theirs <= SHORTEST_MICROSECONDS) return undefined;
  const ours = await microsecondsOf(async (count) => {
    for (let index = 0; index < count; index += 1) evaluate(data, bindings, options);
  });
  return theirs / ours;
}

const ROUND_MILLISECONDS = 8;
const ROUNDS = 3;

/** For one evaluation: the best of a few rounds, of which the first are short and warm the code up. */
async function microsecondsOf(run: (count: number) => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 4, round = 0; round <= ROUNDS; ) {
    const started = threadMilliseconds();
    await run(count);
    const spent = threadMilliseconds() - started;
    if (spent < ROUND_MILLISECONDS) count *= 2;
    else {
      best = Math.min(best, (spent * 1_000) / count);
      round += 1;
    }
  }
  return best;
}
