import { didYouMean, type Span } from "@xmap/diagnostics";
import type { Rule } from "@xmap/grammar";
import { nounOf, reportUnknown } from "../expressions/unknown-value.ts";
import type { CheckedValue, Conversion, TargetField } from "../program.ts";
import { isUnknown, itemOf } from "../types/classify.ts";
import type { Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { type ConversionPlan, planConversion } from "./conversion.ts";

/** True for a field as it was read: money of a plain path is written as it came. */
function isPlainPath(value: CheckedValue): boolean {
  const [expression] = value.expressions;
  if (value.via !== undefined) return true;
  if (expression?.kind === "VariableExpression") return expression.name === "" || expression.name === "$";
  return expression?.kind === "PathExpression" && expression.steps.at(-1)?.operand.kind === "NameStep";
}

/** Where a value comes from: the literal or arm that gives it, else the name at `via`, else the expression. */
function spanOfValue(rule: Rule, value: string | number | boolean | undefined): Span {
  if (value !== undefined && rule.via?.target.kind === "InlineArms") {
    for (const { answer } of rule.via.target.arms) if ("value" in answer && answer.value === value) return answer.span;
  }
  const [expression] = rule.sources;
  return rule.via?.target.kind === "TypeReference" ? rule.via.target.span : (expression?.span ?? rule.span);
}

function reportPlan(rule: Rule, target: TargetField, found: CheckedValue, plan: ConversionPlan, context: CheckContext) {
  const wantedType: Type = target.field.value.type;
  const wanted = typeToText(wantedType);
  const name = target.path.join(".");
  if (plan.kind === "lossy") {
    const values = { target: name, wanted, found: typeToText(found.value.type) };
    context.report({
      code: "lossy-conversion",
      span: spanOfValue(rule, undefined),
      values,
      help: "round it: `$round(…)`",
    });
  } else if (plan.kind === "outsideSet") {
    const set = itemOf(wantedType);
    context.report({
      code: "type-mismatch",
      wording: "targetSet",
      span: spanOfValue(rule, plan.value),
      values: { target: name, wanted, value: JSON.stringify(plan.value) },
      help: set.kind === "enumeration" ? didYouMean(String(plan.value), set.values.map(String)) : undefined,
    });
  } else if (plan.kind === "mismatch") {
    const span = spanOfValue(rule, undefined);
    const values = { target: name, wanted, found: typeToText(found.value) };
    context.report({ code: "type-mismatch", wording: "target", span, values, help: plan.help });
  }
}

/** A value that nothing is known of is checked when the mapping runs. */
function reportUnknownTarget(rule: Rule, target: TargetField, { value }: CheckedValue, context: CheckContext): void {
  const [expression] = rule.sources;
  const { type } = target.field.value;
  if (expression === undefined || rule.via !== undefined || isUnknown(itemOf(type))) return;
  reportUnknown(expression, value, `the target \`${target.path.join(".")}\``, nounOf(type), context);
}

/** How a rule's value goes into its target; says why it cannot. */
export function checkAssignment(
  rule: Rule,
  target: TargetField,
  value: CheckedValue,
  context: CheckContext,
): Conversion {
  // It has been said that it is no value.
  if (value.value.type.kind === "function") return "none";
  const plan = planConversion(value.value.type, target.field.value.type, isPlainPath(value));
  reportUnknownTarget(rule, target, value, context);
  if (value.value.type.kind === "null" && target.field.required) {
    const values = { target: target.path.join(".") };
    context.report({ code: "missing-required-target", wording: "cleared", span: spanOfValue(rule, undefined), values });
  }
  if (plan.kind === "fits") return plan.conversion;
  reportPlan(rule, target, value, plan, context);
  return "none";
}
