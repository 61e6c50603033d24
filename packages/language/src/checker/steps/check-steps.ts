import type { Step } from "@xmap/grammar";
import type { CheckedStep } from "../../program.ts";
import { checkChannel } from "../check-channel.ts";
import { checkCondition } from "../check-condition.ts";
import type { CheckContext } from "../check-context.ts";
import { checkOutcome, checkTemplate } from "../check-outcome.ts";
import { checkValue } from "../check-value.ts";
import { checkEach, checkWhen, checkWrite } from "./check-control.ts";
import { checkEffectStep, type StepResult } from "./check-effect.ts";
import { afterChanges, type FlowState, scopeOf, withCondition, withName } from "./flow-state.ts";
import { stepId } from "./step-id.ts";

/** Checks steps one after the other under the id of the block that they stand in. */
export type CheckSteps = (
  steps: readonly Step[],
  parent: string | undefined,
  state: FlowState,
  context: CheckContext,
) => readonly CheckedStep[];

function checkStep(step: Step, id: string, state: FlowState, context: CheckContext): StepResult {
  switch (step.kind) {
    case "EffectStep":
      return checkEffectStep(step, id, state, context);
    case "ValueStep": {
      const value = checkValue(step.value.expressions, step.value.via, scopeOf(state), context);
      const after = withName(state, step.name, value.value, context);
      return { step: { kind: "value", id, declaration: step, assign: step.name.name, value }, state: after };
    }
    case "WriteStep":
      return checkWrite(step, id, state, context);
    case "RequireStep": {
      const { condition, outcome } = step;
      checkCondition(condition, scopeOf(state), context);
      checkOutcome(outcome, scopeOf(state), context);
      const after = outcome.word === "warn" ? state : withCondition(state, condition);
      return { step: { kind: "require", id, declaration: step, condition, outcome }, state: after };
    }
    case "WhenStep":
      return checkWhen(step, id, state, context, checkSteps);
    case "EachStep":
      return checkEach(step, id, state, context, checkSteps);
    case "NotifyStep": {
      checkTemplate(step.template, scopeOf(state), context);
      checkChannel(step.channel, context);
      const channel = step.channel.names.map((name) => name.name).join(".");
      return { step: { kind: "notify", id, declaration: step, channel, template: step.template }, state };
    }
    case "OutcomeStep":
      checkOutcome(step.outcome, scopeOf(state), context);
      return { step: { kind: "outcome", id, declaration: step, outcome: step.outcome }, state };
  }
}

function hasLabel(step: Step): boolean {
  return (step.kind === "EffectStep" || step.kind === "ValueStep") && step.name !== undefined;
}

/** Steps in order; each sees the names that the ones before it gave. */
export const checkSteps: CheckSteps = (steps, parent, state, context) => {
  const checked: CheckedStep[] = [];
  let current = state;
  for (const step of steps) {
    const own = stepId(step, context);
    const id = state.ids.next(parent === undefined || hasLabel(step) ? own : `${parent}/${own}`);
    const result = checkStep(step, id, current, context);
    if (result.step !== undefined) checked.push(result.step);
    current = afterChanges(result.state, [step]);
  }
  return checked;
};
