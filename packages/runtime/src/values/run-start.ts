import type { Random } from "@xmap/contract";
import type { CompiledText } from "../jsonata/run.ts";
import { MappingError } from "./mapping-error.ts";

/** What a run gives to the functions that it calls, beside their arguments. */
export interface RunStart {
  /** Milliseconds since 1970 at which the run began. */
  readonly instant: () => number;
  readonly random: Pick<Random, "fraction">;
  /** Compiles the computed text of an `$eval`; undefined where there is no compiler. */
  readonly compileText?: ((text: string) => CompiledText) | undefined;
}

/** The run whose functions are being called. They are synchronous, so there is one at most. */
let current: RunStart | undefined;

/** Calls compiled functions as part of a run. */
export function duringRun<Result>(run: RunStart, work: () => Result): Result {
  const before = current;
  current = run;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** The run that is under way; a MappingError when a mapping is called outside of one and asks for it. */
export function runUnderWay(): RunStart {
  if (current === undefined) throw new MappingError("no-run", "the start of the run is known during a run only");
  return current;
}

/** `$now()`: the instant at which the run began. */
export function now(): string {
  return new Date(millis()).toISOString();
}

/** `$millis()`: the same in milliseconds since 1970. */
export function millis(): number {
  return runUnderWay().instant();
}
