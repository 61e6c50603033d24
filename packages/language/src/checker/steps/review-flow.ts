import type { FlowSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { checkConstantCondition } from "../rules/constant-conditions.ts";
import { reviewRule } from "../rules/review-binding.ts";
import { rulesOf } from "../rules/visit-rules.ts";
import { checkCustomerMails } from "./customer-mails.ts";
import { checkDoneWhen } from "./done-when.ts";
import { checkPersonalMessages } from "./personal-messages.ts";
import { checkPolling } from "./polling.ts";
import { checkReachableSteps } from "./reachable-steps.ts";
import { checkRepeatableWrites } from "./repeatable-writes.ts";
import { checkUnusedSteps } from "./unused-steps.ts";
import { everyStep } from "./visit-steps.ts";

/** Looks over a flow whose steps are typed: what it waits for, what it does twice, what it tells. */
export function reviewFlow(flow: FlowSymbol, context: CheckContext): void {
  const steps = [...everyStep(flow.steps)];
  if (flow.where !== undefined) checkConstantCondition(flow.where, context);
  for (const step of steps) {
    if (step.kind === "require") checkConstantCondition(step.condition, context);
    if (step.kind === "when" && step.condition !== undefined) checkConstantCondition(step.condition, context);
    if (step.kind === "write")
      for (const placed of rulesOf(step.items, step.entity, false)) reviewRule(placed, true, context);
    if (step.kind === "call") checkDoneWhen(step, context);
  }
  checkPolling(flow, context);
  checkReachableSteps(flow.declaration.steps, context);
  checkRepeatableWrites(steps, context);
  checkCustomerMails(flow, steps, context);
  checkPersonalMessages(flow, context);
  checkUnusedSteps(flow.declaration, context);
}
