import type { StepModule } from "@xmap/contract";

/** Steps with those that stand in them. */
export function allSteps(steps: readonly StepModule[]): readonly StepModule[] {
  return steps.flatMap((step) => ("steps" in step ? [step, ...allSteps(step.steps)] : [step]));
}
