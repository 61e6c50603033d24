import { compileExpression, loadFor } from "@xmap/compiler";
import * as runtime from "@xmap/runtime/jsonata";
import jsonata from "jsonata";
import { readSuite, type SuiteCase } from "./suite.ts";

/**
 * How many times as long JSONata's interpreter takes as the compiled code, over the suite's cases that give a value.
 * Both are warm; CPU time counts. Prints the slowest cases and the geometric means.
 */
export async function compareSpeed(folder: string): Promise<void> {
  const rows: { readonly name: string; readonly ours: number; readonly theirs: number }[] = [];
  for (const suiteCase of readSuite(folder)) {
    if (suiteCase.expected.kind === "error" || suiteCase.timelimit !== undefined) continue;
    const row = await measure(suiteCase);
    if (row !== undefined) rows.push({ name: suiteCase.name, ...row });
  }
  rows.sort((first, second) => first.theirs / first.ours - second.theirs / second.ours);
  for (const { name, ours, theirs } of rows.slice(0, 20))
    process.stdout.write(
      `${(theirs / ours).toFixed(1)}x ${ours.toFixed(2)} µs instead of ${theirs.toFixed(2)} µs: ${name}\n`,
    );
  report("all expressions", rows);
  report(
    "interpreted in more than 1 µs",
    rows.filter(({ theirs }) => theirs > 1),
  );
  report(
    "compiled in more than 1 µs",
    rows.filter(({ ours }) => ours > 1),
  );
}

function report(title: string, rows: readonly { readonly ours: number; readonly theirs: number }[]): void {
  const logarithms = rows.map(({ ours, theirs }) => Math.log(theirs / ours));
  const mean = Math.exp(logarithms.reduce((total, value) => total + value, 0) / Math.max(1, rows.length));
  process.stdout.write(`${title}: ${rows.length}, untyped.interpreterOverCompiled ${mean.toFixed(1)}\n`);
}

async function measure({
  expression,
  data,
  bindings,
}: SuiteCase): Promise<{ ours: number; theirs: number } | undefined> {
  const compiled = compileExpression(expression);
  if (compiled.kind === "refused") return undefined;
  const options = { instant: 0, random: { fraction: () => 0.5 } };
  const loaded = loadFor(compiled, bindings, runtime);
  const interpreted = jsonata(expression);
  try {
    loaded.evaluate(data, bindings, options);
    await interpreted.evaluate(data, { ...bindings });
  } catch {
    return undefined;
  }
  const ours = timeOf((count) => {
    for (let index = 0; index < count; index += 1) loaded.evaluate(data, bindings, options);
  });
  const theirs = await timeOfInterpreter(async (count) => {
    for (let index = 0; index < count; index += 1) await interpreted.evaluate(data, { ...bindings });
  });
  return { ours, theirs };
}

/** Milliseconds of a round, after as long a time to warm up. */
const ROUND = 8;
const ROUNDS = 3;

/** CPU time of this thread in milliseconds: what other processes do does not count. */
function spentTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Microseconds for one evaluation: the best of a few rounds. */
function timeOf(run: (count: number) => void): number {
  let count = 16;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= ROUNDS; ) {
    const start = spentTime();
    run(count);
    const spent = spentTime() - start;
    if (spent < ROUND) count *= 2;
    else {
      best = Math.min(best, (spent * 1000) / count);
      round += 1;
    }
  }
  return best;
}

async function timeOfInterpreter(run: (count: number) => Promise<void>): Promise<number> {
  let count = 4;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= ROUNDS; ) {
    const start = spentTime();
    await run(count);
    const spent = spentTime() - start;
    if (spent < ROUND) count *= 2;
    else {
      best = Math.min(best, (spent * 1000) / count);
      round += 1;
    }
  }
  return best;
}
