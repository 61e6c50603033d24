import type { BinaryExpression } from "@xmap/grammar";
import { BOOLEAN, present, TEXT } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { inferArithmetic } from "./infer-arithmetic.ts";
import { inferChain } from "./infer-chain.ts";
import { inferDefault } from "./infer-collection.ts";
import { inferEquality, inferMembership, inferOrder } from "./infer-comparison.ts";
import { assuming } from "./narrowing.ts";
import type { Scope } from "./scope.ts";

function inferConcatenation(expression: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  for (const operand of [expression.left, expression.right]) {
    const value = context.infer(operand, scope);
    if (!["record", "map", "list", "function"].includes(value.type.kind)) continue;
    const help = value.type.kind === "list" ? 'join the list with `$join(…, ", ")`' : undefined;
    context.report({
      code: "type-mismatch",
      span: operand.span,
      values: { wanted: "Text", found: typeToText(value) },
      help,
    });
  }
  return present(TEXT);
}

/** Every operator with two sides. */
export function inferBinary(expression: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  const { operator, left, right } = expression;
  switch (operator) {
    case "&":
      return inferConcatenation(expression, scope, context);
    case "=":
    case "!=":
      return inferEquality(expression, scope, context);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return inferOrder(expression, scope, context);
    case "in":
      return inferMembership(expression, scope, context);
    case "and":
    case "or":
      context.infer(left, scope);
      context.infer(right, { ...assuming(scope, left, operator === "and"), conditional: true });
      return present(BOOLEAN);
    case "??":
    case "?:":
      return inferDefault(operator, [left, right], scope, context);
    case "~>":
      return inferChain(expression, scope, context);
    default:
      return inferArithmetic(expression, scope, context);
  }
}
