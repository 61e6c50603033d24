import type {
  BindingModule,
  DataRecord,
  EntityModule,
  FindStepModule,
  StepModule,
  SyncStepModule,
  Value,
  ValueStepModule,
} from "@xmap/contract";
import { referenceOf } from "../engine/record-keys.ts";
import { reversed } from "../engine/steps/sync/sync.ts";
import type { GivenAnswers } from "./given-answers.ts";
import type { TestSystem } from "./test-system.ts";

/** What steps are answered with. */
export interface Answering {
  readonly answers: GivenAnswers;
  system(name: string): TestSystem;
}

/** The steps with those in the place of which the test answers: what `find` and `sync` come to through a binding. */
export function answeredSteps(steps: readonly StepModule[], answering: Answering): readonly StepModule[] {
  return steps.map((step): StepModule => {
    switch (step.step) {
      case "when":
      case "each":
        return { ...step, steps: answeredSteps(step.steps, answering) };
      case "find":
        return answering.answers.answers(step.binding) ? answeredStep(step, answering) : foundByKey(step);
      case "sync":
        return answering.answers.answers(step.binding) ? answeredStep(step, answering) : step;
      default:
        return step;
    }
  });
}

/** Nothing is linked before a test: the way back of a two-way binding finds what has the same key. */
function foundByKey(step: FindStepModule): FindStepModule {
  const back = step.side === "right" ? reversed(step.binding) : undefined;
  return back === undefined ? step : { ...step, side: "left", binding: back };
}

/** A step that answers in the place of one that finds or syncs. */
export function answeredStep(step: FindStepModule | SyncStepModule, { answers, system }: Answering): ValueStepModule {
  const { id, file, line, binding } = step;
  const fromRight = step.side === "right";
  const [given, wanted] = fromRight ? [binding.right, binding.left] : [binding.left, binding.right];
  return {
    step: "value",
    id,
    file,
    line,
    assign: step.assign ?? id,
    lookups: [],
    value: (state: never, _answers, report) => {
      const record = step.record(state);
      const arm = record ? answers.bound(binding, given, record) : undefined;
      if (arm === undefined) return undefined;
      if (arm.answer !== undefined) return known(arm.answer, wanted, answers, system(wanted.system), binding);
      const missing =
        step.step === "find"
          ? step.otherwise?.(state)
          : ({ word: "reject", message: `${binding.name} made nothing` } as const);
      if (missing !== undefined) report.problem(missing.word, id, missing.message);
      return undefined;
    },
  };
}

/** The record that an answer is, or is the key of; later steps find it in its system. */
function known(
  answer: Value,
  entity: EntityModule,
  answers: GivenAnswers,
  system: TestSystem,
  binding: BindingModule,
): DataRecord | undefined {
  if (typeof answer === "object" && answer !== null && !Array.isArray(answer)) {
    const record = answer as DataRecord;
    const key = referenceOf(entity, record)?.key.join(",");
    if (key !== undefined) system.put(entity.resource, key, record);
    return record;
  }
  const record = answers.record(entity, [String(answer)]);
  if (record === undefined) answers.unanswered.add(`${entity.name} ${String(answer)}, which ${binding.name} answers,`);
  return record ?? undefined;
}
