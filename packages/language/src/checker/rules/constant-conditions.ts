import type { Expression } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";
import { constantTruth } from "./constant-truth.ts";

/** A condition, or the part of one, that has the same answer whatever the record. */
export function checkConstantCondition(condition: Expression, context: CheckContext): void {
  const truth = constantTruth(condition, (expression) => context.types.get(expression));
  if (truth === undefined) {
    for (const part of partsOf(condition)) checkConstantCondition(part, context);
    return;
  }
  const { holds, reason } = truth;
  const { span } = condition;
  if (holds) context.report({ code: "constant-condition", span, values: { reason } });
  else context.report({ code: "constant-condition", wording: "never", span, values: { reason } });
}

function partsOf(condition: Expression): readonly Expression[] {
  if (condition.kind === "BinaryExpression" && (condition.operator === "and" || condition.operator === "or"))
    return [condition.left, condition.right];
  return condition.kind === "BlockExpression" && condition.expressions.length === 1 ? condition.expressions : [];
}
