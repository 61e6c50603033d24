import type { RunStart } from "../values/run-start.ts";
import type { RunContext } from "./run-context.ts";

/** Beside the steps' names, which have no `$`. */
const STARTED = "$started";

/**
 * What compiled functions may ask of their run. The instant at which it began is kept in the journal once it was asked for,
 * so that a run that goes on after a crash has the same one.
 */
export function startOf(context: RunContext): RunStart {
  const { random, compileText } = context.services;
  return { instant: () => startedAt(context), random, compileText };
}

function startedAt(context: RunContext): number {
  const known = context.journal.get(STARTED) as { readonly value: number } | undefined;
  if (known !== undefined) return known.value;
  const result = { value: context.services.clock.now(), wrote: false };
  context.pending.push({ change: "journal", work: context.work, step: STARTED, result });
  context.journal.set(STARTED, result);
  return result.value;
}
