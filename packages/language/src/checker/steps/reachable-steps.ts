import type { Outcome, Step } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

/** The outcome by which a step always ends its block; undefined when what follows can be reached. */
function endOf(step: Step): Outcome | undefined {
  return step.kind === "OutcomeStep" && step.outcome.word !== "warn" ? step.outcome : undefined;
}

/** No step stands behind an outcome that ends the run. */
export function checkReachableSteps(steps: readonly Step[], context: CheckContext): void {
  for (const [index, step] of steps.entries()) {
    if (step.kind === "WhenStep" || step.kind === "EachStep") checkReachableSteps(step.steps, context);
    const end = endOf(step);
    const next = steps[index + 1];
    if (end === undefined || next === undefined) continue;
    context.report({
      code: "unreachable-step",
      span: next.span,
      values: { word: end.word },
      related: [{ file: context.path, span: end.span, message: "the run ends here" }],
    });
    return;
  }
}
