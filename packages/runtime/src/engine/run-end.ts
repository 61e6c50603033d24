import {
  type EventEnvelope,
  type FailureDetails,
  hashText,
  type Problem,
  type RunOutcome,
  type SourceFrame,
  type WaitingRecord,
} from "@xmap/contract";

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
  /** From the rule or step that decided outwards to the flow. */
  readonly stack: readonly SourceFrame[];
  /** What a back-fill left out because a customer would be told, in words. */
  readonly muted?: readonly string[];
  /** Milliseconds since 1970: when the oldest event was accepted, and when the run ended. */
  readonly acceptedAt: number;
  readonly endedAt: number;
}

/** The row that waits for a person, undefined for outcomes that need none. */
export function waitingRecordOf(end: RunEnd): WaitingRecord | undefined {
  const { outcome, run, flow, record, step, failure, attempts, stack, event } = end;
  if (outcome !== "held" && outcome !== "rejected" && outcome !== "dead") return undefined;
  const problems = end.problems.map(({ word: _word, ...problem }) => problem);
  const group = groupOf(end);
  const since = end.endedAt;
  return { run, flow, record, outcome, step, problems, failure, attempts, since, event: event.id, group, stack };
}

/** Equal for ends of one cause: positions in lists, numbers and quoted values do not count. */
function groupOf({ flow, outcome, step, problems, failure }: RunEnd): string {
  const causes =
    failure === undefined ? problems.map(({ rule, message }) => `${rule} ${message}`) : [failure.fingerprint];
  const words = [flow, outcome, step, ...new Set(causes)].map((text) => text.replace(/"[^"]*"|'[^']*'|\d+/g, "_"));
  return hashText(words.join("\n")).slice(0, 12);
}
