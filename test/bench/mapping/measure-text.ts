import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "../harness/statistics.ts";
import { compileProject } from "../runtime/compile-project.ts";
import type { MappingMeasurement } from "./measurement.ts";
import type { Spent } from "./spent.ts";

const BY_HAND = resolve(import.meta.dirname, "text-by-hand-child.ts");
const COMPILED = resolve(import.meta.dirname, "text-child.ts");

/** How often the orders stand in the file that is mapped. */
const TIMES = 10;
const QUICK_TIMES = 5;

/**
 * A file of orders to a file of sales, one JSON text a line, in whole processes from their start to the last write: by hand
 * in one thread, compiled in one thread, where processor time counts, and compiled on two threads, where the clock counts.
 * The three take turns, and their files must be the same bytes.
 */
export const measureText: MappingMeasurement = async ({ file }, { quick }) => {
  const folder = mkdtempSync(join(tmpdir(), "xmap-bench-"));
  const { orders: module, textPlans } = compileProject();
  const input = join(folder, "input");
  const run = (script: string, more: readonly string[], output: string, from = input): Spent => {
    const args = ["--conditions=@xmap/source", script, ...more, from, join(folder, output), module, textPlans];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Spent;
  };
  try {
    const orders = readFileSync(file);
    for (let time = 0; time < (quick ? QUICK_TIMES : TIMES); time += 1) appendFileSync(input, orders);
    const rounds = Array.from({ length: quick ? 5 : 7 }, () => {
      const hand = run(BY_HAND, [], "hand");
      const one = run(COMPILED, ["1"], "one");
      const two = run(COMPILED, ["2"], "two");
      return { hand, one, two };
    });
    const expected = readFileSync(join(folder, "hand"));
    for (const other of ["one", "two"])
      if (!expected.equals(readFileSync(join(folder, other)))) throw new Error(`the sales differ: ${other}`);
    const small = Array.from({ length: quick ? 5 : 7 }, () => {
      const hand = run(BY_HAND, [], "hand", file);
      return run(COMPILED, ["1"], "one", file).processorMilliseconds / hand.processorMilliseconds;
    });
    const processor = rounds.map(({ hand, one }) => one.processorMilliseconds / hand.processorMilliseconds);
    const clock = rounds.map(({ hand, two }) => two.wallMilliseconds / hand.wallMilliseconds);
    const both = rounds.map(({ hand, two }) => two.processorMilliseconds / hand.processorMilliseconds);
    return {
      "text.compiledOverHand": median(processor),
      "text.compiledOverHandSmall": median(small),
      "text.twoCoresOverHand": median(clock),
      "text.twoCoresProcessorOverHand": median(both),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
