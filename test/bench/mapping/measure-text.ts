import { deepStrictEqual } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "../harness/statistics.ts";
import { compileProject } from "../runtime/compile-project.ts";
import type { MappingMeasurement } from "./measurement.ts";

const CHILD = resolve(import.meta.dirname, "text-child.ts");

interface Spent {
  readonly wallMilliseconds: number;
  readonly processorMilliseconds: number;
}

/**
 * A file of orders to a file of sales, one JSON text a line, from the first read to the last write: by hand in one thread,
 * compiled in one thread, where processor time counts, and compiled on two threads, where the clock counts.
 */
export const measureText: MappingMeasurement = async ({ file }, { quick }) => {
  const folder = mkdtempSync(join(tmpdir(), "xmap-bench-"));
  const module = compileProject().orders;
  const run = (way: string): Spent => {
    const args = ["--conditions=@xmap/source", CHILD, way, file, join(folder, way), module];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Spent;
  };
  try {
    const rounds = Array.from({ length: quick ? 3 : 9 }, () => {
      const [hand, compiled, threads] = [run("hand"), run("compiled"), run("threads")];
      return {
        compiled: compiled.processorMilliseconds / hand.processorMilliseconds,
        threads: threads.wallMilliseconds / hand.wallMilliseconds,
      };
    });
    const [expected, ...others] = ["hand", "compiled", "threads"].map((way) => parsed(join(folder, way)));
    for (const other of others) deepStrictEqual(other, expected);
    return {
      "text.compiledOverHand": median(rounds.map(({ compiled }) => compiled)),
      "text.twoCoresOverHand": median(rounds.map(({ threads }) => threads)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Records without what has no value, which the one writes as null and the other not at all. */
function parsed(file: string): readonly unknown[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .slice(0, 500)
    .map((line) => JSON.parse(line, (_name, value: unknown) => value ?? undefined));
}
