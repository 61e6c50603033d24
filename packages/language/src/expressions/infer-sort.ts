import type { SortExpression } from "@xmap/grammar";
import { isNumeric, isTextLike, membersOf } from "../types/classify.ts";
import { sequenceOf } from "../types/make-type.ts";
import type { Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { reportNothing } from "./infer-arithmetic.ts";
import { elementOf, type PathState } from "./path-state.ts";
import { withContext } from "./scope.ts";

function isOrdered(type: Type): boolean {
  const members = membersOf(type);
  const ofText = (member: Type): boolean =>
    isTextLike(member) ||
    member.kind === "instant" ||
    member.kind === "day" ||
    (member.kind === "reference" && member.base === "text");
  return members.every(isNumeric) || members.every(ofText) || members.some(({ kind }) => kind === "unknown");
}

/** `list^(>first, second)`: the same values in another order; keys are all numbers or all text. */
export function sortState({ terms }: SortExpression, operand: PathState, context: ExpressionContext): PathState {
  const element = elementOf(operand.value);
  const inside = withContext(operand.scope, { ...element, mayBeAbsent: false }, operand.ancestors);
  for (const { expression } of terms) {
    const key = context.infer(expression, inside);
    if (!isOrdered(key.type)) {
      context.report({
        code: "type-mismatch",
        span: expression.span,
        values: { wanted: "A number or text to sort by", found: typeToText(key) },
      });
    } else if (key.mayBeNull) reportNothing(expression, key, "^", context);
  }
  const { value } = operand;
  if (value.type.kind !== "list") return operand;
  return { ...operand, value: sequenceOf(element.type, element.mayBeNull) };
}
