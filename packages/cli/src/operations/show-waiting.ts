import type { WaitingGroup, WaitingRecord } from "@xmap/contract";
import { ageOf, timeOf } from "./age.ts";
import { shorten, textTable } from "./text-table.ts";

const WIDEST_MESSAGE = 70;
/** So much of a run's id is enough to name it. */
export const SHORT_RUN = 12;

/** What waits, a line each. */
export function waitingTable(waiting: readonly WaitingRecord[], now: number): string {
  const rows = waiting.map((one) => [
    ageOf(one.since, now),
    one.run.slice(0, SHORT_RUN),
    one.flow,
    one.record,
    one.step,
    rulesOf(one),
    shorten(messageOf(one), WIDEST_MESSAGE),
  ]);
  return textTable(["AGE", "RUN", "FLOW", "RECORD", "STEP", "RULE", "WHAT WENT WRONG"], rows);
}

/** What waits by cause, the most frequent first. */
export function groupTable(groups: readonly WaitingGroup[], now: number): string {
  const rows = groups.map((group) => [
    String(group.count),
    ageOf(group.oldest, now),
    ageOf(group.newest, now),
    group.group,
    group.outcome,
    group.flow,
    group.step,
    shorten(group.message, WIDEST_MESSAGE),
  ]);
  return textTable(["COUNT", "OLDEST", "NEWEST", "GROUP", "OUTCOME", "FLOW", "STEP", "WHAT WENT WRONG"], rows);
}

/** What went wrong, in one sentence and the number of others. */
function messageOf({ problems, failure }: WaitingRecord): string {
  const first = problems[0]?.message ?? failure?.message ?? "";
  return problems.length > 1 ? `${first} (and ${problems.length - 1} more)` : first;
}

function rulesOf({ problems }: WaitingRecord): string {
  const rules = [...new Set(problems.map(({ rule }) => rule))];
  return rules.length > 1 ? `${rules[0] ?? ""} +${rules.length - 1}` : (rules[0] ?? "");
}

/** The members of a record with its times as people read them. */
export function withTime<Content extends { readonly since: number }>(content: Content): Content & { time: string } {
  return { ...content, time: timeOf(content.since) };
}
