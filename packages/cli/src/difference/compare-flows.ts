import type { DataRecord, Value } from "@xmap/contract";
import { type FlowEffect, type FlowTrial, tryFlow } from "@xmap/runtime/testing";
import type { ReadAnswers } from "../lineage/read-answers.ts";
import { trialSource } from "../lineage/trial-source.ts";
import { compareDrafts } from "./compare-drafts.ts";
import type { RunChange } from "./compare-runs.ts";
import type { FlowDifference } from "./difference.ts";
import { GroupedChanges, type Said } from "./group-changes.ts";
import type { ProjectState, TriedFlow } from "./project-state.ts";
import type { SampleRecord } from "./sample-records.ts";
import { StandInAnswers } from "./stand-in-answers.ts";

/** A flow, before and after. */
interface FlowPair {
  readonly before: TriedFlow | undefined;
  readonly after: TriedFlow | undefined;
}

/** The flows of two states by their names. */
export function flowPairs(before: ProjectState, after: ProjectState): readonly FlowPair[] {
  const pairs = after.flows.map((flow): FlowPair => {
    const was = before.flows.find(({ name }) => name === flow.name);
    return { before: was, after: flow };
  });
  const gone = before.flows.filter((flow) => !pairs.some((pair) => pair.before === flow));
  return [...pairs, ...gone.map((flow) => ({ before: flow, after: undefined }))];
}

/** Tries a flow with every sample, as it was and as it is. */
export async function compareFlows(
  { before, after }: FlowPair,
  samples: readonly SampleRecord[],
  answers: ReadAnswers,
): Promise<FlowDifference> {
  const grouped = new GroupedChanges();
  for (const sample of samples) {
    const was = before === undefined ? undefined : await trialOf(before, sample, answers);
    const is = after === undefined ? undefined : await trialOf(after, sample, answers);
    grouped.add(compareTrials(was, is), sample, (change) => placeOf(change, after, is));
  }
  const name = (after ?? before)?.name ?? "";
  return { flow: name, records: samples.length, counts: grouped.counts, groups: grouped.groups };
}

async function trialOf(flow: TriedFlow, { record }: SampleRecord, answers: ReadAnswers): Promise<FlowTrial> {
  const source = trialSource(answers, new StandInAnswers(answers.source), flow.program);
  try {
    return await tryFlow(flow.module, record, source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const problems = [{ word: "reject", rule: flow.name, message: error.message }] as const;
    return { outcome: "rejected", problems, steps: [], unanswered: [] };
  }
}

type End = "none" | "through" | "skip" | "hold" | "fails";

function endOf(trial: FlowTrial | undefined): End {
  switch (trial?.outcome) {
    case undefined:
      return "none";
    case "held":
      return "hold";
    case "rejected":
    case "failed":
      return "fails";
    case "skipped":
      return "skip";
    default:
      return "through";
  }
}

/** What a change of the mappings means for how a flow goes; empty when it means nothing. */
function compareTrials(before: FlowTrial | undefined, after: FlowTrial | undefined): readonly RunChange[] {
  const [was, is] = [endOf(before), endOf(after)];
  if (was === is) return before === undefined || after === undefined ? [] : sameEnd(before, after);
  const isOpen = (after?.unanswered.length ?? 0) > 0;
  switch (is) {
    case "none":
      return [whole("removed", undefined)];
    case "through":
      return [whole("created", before)];
    case "skip":
      return [whole("skipped", after)];
    case "hold":
      return [whole(isOpen ? "unclear" : "held", after)];
    case "fails":
      return [whole(isOpen ? "unclear" : "failing", after)];
  }
}

/** What is done otherwise, and other words for what is wrong. */
function sameEnd(before: FlowTrial, after: FlowTrial): readonly RunChange[] {
  const fields = compareDrafts(doneIn(before), doneIn(after), new Set());
  const changes = fields.map((field): RunChange => ({ change: "updated", field, rule: undefined, reason: undefined }));
  const saidOf = ({ problems }: FlowTrial) => problems.map(({ word, message }) => `${word} ${message}`).join("\n");
  return saidOf(before) === saidOf(after) ? changes : [...changes, whole("updated", after)];
}

/** What is written through a binding is told where that is compared. */
const THROUGH_A_BINDING = true;

/** Everything that a run does, under names that a later run has as well. */
function doneIn({ steps }: FlowTrial): DataRecord {
  const done: Record<string, Value> = {};
  for (const { kind, effects } of steps) {
    for (const effect of effects) {
      const [name, value] = nameAndValue(effect);
      let free = name;
      for (let ordinal = 2; Object.hasOwn(done, free); ordinal += 1) free = `${name} ${ordinal}`;
      done[free] = kind === "sync" ? THROUGH_A_BINDING : value;
    }
  }
  return done;
}

function nameAndValue(effect: FlowEffect): readonly [string, Value] {
  switch (effect.kind) {
    case "create":
    case "update":
      return [`${effect.kind} ${effect.resource}`, effect.values];
    case "call":
      return [`call ${effect.resource} ${effect.operation}`, effect.arguments];
    case "invoke":
      return [`call ${effect.system}.${effect.invocation}`, effect.arguments];
    case "notify":
      return [`notify ${effect.channel}`, effect.text];
  }
}

function whole(change: RunChange["change"], trial: FlowTrial | undefined): RunChange {
  const problems = trial?.problems ?? [];
  const reason = problems.map(({ message }) => message).join("; ");
  return { change, field: undefined, rule: problems[0]?.rule, reason: reason === "" ? undefined : reason };
}

/** The step at which the run ended. */
function placeOf({ rule }: RunChange, flow: TriedFlow | undefined, trial: FlowTrial | undefined): Said {
  const last = trial?.steps.findLast((step) => step.stopped !== undefined);
  if (rule === undefined || flow === undefined || last === undefined) return { rule, place: undefined };
  return { rule: `${flow.name}/${last.step}`, place: { file: last.file, line: last.line, column: 1 } };
}
