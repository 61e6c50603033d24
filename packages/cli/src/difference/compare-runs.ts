import { listTargets, type MappingLineage, type MappingRun } from "@xmap/compiler/lineage";
import type { Problem } from "@xmap/contract";
import { compareDrafts, type FieldChange } from "./compare-drafts.ts";
import type { RecordChange } from "./difference.ts";

/** A record's run through a mapping, in one state of the project. */
export interface TriedRun {
  readonly mapping: MappingLineage;
  readonly run: MappingRun;
  /** Some of its answers only stand for themselves. */
  readonly stoodIn: boolean;
}

/** What has changed for one record. */
export interface RunChange {
  readonly change: RecordChange;
  readonly field: FieldChange | undefined;
  /** The rule that decides over the record now. */
  readonly rule: string | undefined;
  readonly reason: string | undefined;
}

type End = "none" | "mapped" | "skip" | "hold" | "fails";

/** What a change of the mappings means for a record; empty when it means nothing. */
export function compareRuns(before: TriedRun | undefined, after: TriedRun | undefined): readonly RunChange[] {
  const was = endOf(before);
  const is = endOf(after);
  if (was === is) return before === undefined || after === undefined ? [] : sameEnd(before, after);
  switch (is) {
    case "none":
      return was === "mapped" ? [whole("removed", undefined)] : [];
    case "mapped":
      return [whole("created", before)];
    case "skip":
      return [whole("skipped", after)];
    case "hold":
      return [whole("held", after)];
    case "fails":
      return [whole(after?.stoodIn === true && after.run.draft === undefined ? "unclear" : "failing", after)];
  }
}

function endOf(tried: TriedRun | undefined): End {
  if (tried === undefined) return "none";
  const { outcome } = tried.run;
  if (outcome === undefined) return "mapped";
  return outcome === "reject" || outcome === "fail" ? "fails" : outcome;
}

/** Fields that differ, and other words for what is wrong. */
function sameEnd(before: TriedRun, after: TriedRun): readonly RunChange[] {
  const fields = endOf(after) === "mapped" ? changedFields(before, after) : [];
  return saidOf(before) === saidOf(after) ? fields : [...fields, saidOtherwise(before, after)];
}

function saidOtherwise(before: TriedRun, after: TriedRun): RunChange {
  const now = whole("updated", after);
  if (now.reason !== undefined) return now;
  const { rule, reason } = whole("updated", before);
  return { change: "updated", field: undefined, rule, reason: `no longer: ${reason ?? ""}` };
}

function changedFields(before: TriedRun, after: TriedRun): readonly RunChange[] {
  const lists = new Set([...listTargets(before.mapping), ...listTargets(after.mapping)]);
  const fields = compareDrafts(before.run.draft ?? {}, after.run.draft ?? {}, lists);
  return fields.map((field) => ({ change: "updated", field, rule: undefined, reason: undefined }));
}

function saidOf({ run }: TriedRun): string {
  return JSON.stringify(run.problems.map(({ word, message }) => `${word} ${message}`).sort());
}

function whole(change: RecordChange, tried: TriedRun | undefined): RunChange {
  const deciding = tried === undefined ? [] : decidingProblems(tried.run);
  const reason = deciding.map((problem) => problem.message).join("; ");
  return { change, field: undefined, rule: deciding[0]?.rule, reason: reason === "" ? undefined : reason };
}

function decidingProblems({ problems, outcome }: MappingRun): readonly Problem[] {
  return problems.filter((problem) => problem.word === (outcome ?? "warn"));
}
