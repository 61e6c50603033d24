import type { EventEnvelope, FailureDetails, Problem, RunOutcome, Value, WaitingRecord } from "@xmap/contract";
import type { EndedRun } from "./store.ts";

/** What listeners are told of a run that ended. */
export interface RunEnd {
  readonly run: string;
  readonly flow: string;
  /** Text of the subject's reference. */
  readonly record: string;
  readonly event: EventEnvelope;
  readonly outcome: RunOutcome;
  readonly step: string;
  readonly problems: readonly Problem[];
  readonly failure: FailureDetails | undefined;
  readonly attempts: number;
}

/** The row that waits for a person, undefined for outcomes that need none. */
export function waitingRecordOf(end: RunEnd, since: number): WaitingRecord | undefined {
  const { outcome, run, flow, record, step, failure, attempts } = end;
  if (outcome !== "held" && outcome !== "rejected" && outcome !== "dead") return undefined;
  const problems = end.problems.map(({ rule, message }) => ({ rule, message }));
  return { run, flow, record, outcome, step, problems, failure, attempts, since };
}

/** What the store writes when a run ends. */
export function endedRunOf(
  end: RunEnd,
  at: number,
  events: readonly number[],
  waiting: WaitingRecord | undefined,
  input: Value | undefined,
): EndedRun {
  const { run, flow, record, outcome } = end;
  return { run, flow, record, outcome, at, events, waiting: waiting === undefined ? undefined : { ...waiting, input } };
}
