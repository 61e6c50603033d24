import { type MappingLineage, plainDraft, runMapping, traceRecord } from "@xmap/compiler/lineage";
import { type BindingModule, type DataRecord, type DirectionModule, KEEP } from "@xmap/contract";
import { duringRun, type RunStart } from "@xmap/runtime";
import type { GivenAnswer } from "./given-answer.ts";
import { GivenAnswers } from "./given-answers.ts";
import type { RunResult } from "./run-protocol.ts";

/** The direction of a binding; undefined when it has no way back. */
export function directionOf(binding: BindingModule, isBack: boolean): DirectionModule | undefined {
  return isBack ? binding.reverse : binding;
}

/** Puts one record through a compiled binding, with answers that a person has given, and tells what came from what. */
export function runBinding(
  name: string,
  direction: DirectionModule,
  lineage: MappingLineage,
  record: DataRecord,
  given: Readonly<Record<string, GivenAnswer>>,
): RunResult {
  const answers = new GivenAnswers(given);
  const began = Date.now();
  const start: RunStart = { instant: () => began, random: { fraction: Math.random } };
  const { draft, problems, asked } = duringRun(start, () => runMapping(direction, name, record, answers));
  const { fields, inputs } = duringRun(start, () => traceRecord(direction, lineage, record, new GivenAnswers(given)));
  const lists = direction.lines.map((line) => line.field);
  const keptRules = asked.filter(({ answer }) => answer === KEEP).map(({ rule }) => rule);
  const kept = direction.rules.filter(({ id }) => keptRules.includes(id)).map(({ target }) => target);
  return {
    output: draft === undefined ? undefined : plainDraft(draft, lists),
    kept: [...new Set(kept)],
    problems,
    questions: answers.questions,
    trace: { fields, inputs },
  };
}
