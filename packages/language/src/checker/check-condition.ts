import type { Expression } from "@xmap/grammar";
import type { Scope } from "../expressions/scope.ts";
import { canBeNothing, isSequence } from "../types/classify.ts";
import type { CheckContext } from "./check-context.ts";
import { reportFunction } from "./function-as-value.ts";

/** The condition of `require`, `when` or `where`: it must always have a value. */
export function checkCondition(condition: Expression, scope: Scope, context: CheckContext): void {
  const value = context.infer(condition, scope);
  reportFunction(condition, value, context);
  if (value.type.kind === "unknown" || !canBeNothing(value)) return;
  const text = context.textOf(condition.span);
  const boolean = value.type.kind === "boolean";
  let help = `write \`${text} != null\` or \`$exists(${text})\``;
  if (isSequence(value.type)) help = `write \`$exists(${text})\``;
  else if (boolean) help = `write \`(${text}) ?? false\``;
  context.report({ code: "absent-condition", span: condition.span, values: {}, help });
}
