import type { CheckedStep } from "../../program.ts";

/** Steps and those inside of them, in the order in which they are done. */
export function* everyStep(steps: readonly CheckedStep[]): Generator<CheckedStep> {
  for (const step of steps) {
    yield step;
    if (step.kind === "when" || step.kind === "each") yield* everyStep(step.steps);
  }
}
