import type { CheckedStep } from "../../program.ts";

/** Steps with those that stand in them. */
export function allCheckedSteps(steps: readonly CheckedStep[]): readonly CheckedStep[] {
  return steps.flatMap((step) => ("steps" in step ? [step, ...allCheckedSteps(step.steps)] : [step]));
}
