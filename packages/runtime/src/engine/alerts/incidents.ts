import { type FailureDetails, hashText } from "@xmap/contract";
import { type RunEnd, waitingRecordOf } from "../run-end.ts";
import type { Incident } from "./incident-groups.ts";

/** What people may be told of an ended run; undefined when it came to nothing that anybody asks about. */
export function incidentOfEnd(end: RunEnd): Omit<Incident, "channels"> | undefined {
  const { flow, step, record } = end;
  const waiting = waitingRecordOf(end);
  if (waiting !== undefined) {
    const { group, outcome } = waiting;
    return { group, flow, outcome, step, record, reason: reasonOf(end) };
  }
  const skip = end.problems.find(({ word }) => word === "skip");
  if (end.outcome !== "skipped" || skip === undefined) return undefined;
  const group = groupOf(flow, "skipped", step, skip.rule);
  return { group, flow, outcome: "skipped", step, record, reason: skip.message };
}

/** What people may be told of a warning; it names its run, as it knows no record. */
export function incidentOfWarning(warning: {
  readonly flow: string;
  readonly run: string;
  readonly rule: string;
  readonly message: string;
}): Omit<Incident, "channels"> {
  const { flow, run, rule, message } = warning;
  const group = groupOf(flow, "warned", rule, "");
  return { group, flow, outcome: "warned", step: rule, record: `run ${run}`, reason: message };
}

/** A failure in one line: where, what kind, and the system's own words. */
export function describeFailure({ class: kind, system, operation, status, message }: FailureDetails): string {
  const answer = status === undefined ? "" : `, status ${status}`;
  return `${message} (${kind} in ${system}, ${operation}${answer})`;
}

function reasonOf({ failure, problems }: RunEnd): string {
  if (failure !== undefined) return describeFailure(failure);
  const [first, ...others] = problems;
  if (first === undefined) return "no reason was given";
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${first.message}${more}`;
}

function groupOf(...parts: readonly string[]): string {
  return hashText(parts.join("\n")).slice(0, 12);
}
