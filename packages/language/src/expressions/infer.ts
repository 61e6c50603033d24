import type { Expression } from "@xmap/grammar";
import { BOOLEAN, enumeration, INTEGER, NULL_VALUE, NUMBER, present, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { inferArithmetic, requireNumber } from "./infer-arithmetic.ts";
import { inferBinary } from "./infer-binary.ts";
import { inferCall } from "./infer-call.ts";
import { inferArray, inferBlock, inferConditional, inferObject } from "./infer-collection.ts";
import { inferPath } from "./infer-path.ts";
import { inferVariable } from "./infer-variable.ts";
import type { Scope } from "./scope.ts";

function refuse(context: ExpressionContext, expression: Expression, what: string): ValueType {
  context.report({ code: "unsupported-expression", span: expression.span, values: { what } });
  return UNKNOWN_VALUE;
}

function inferNegation(
  expression: Expression & { kind: "NegateExpression" },
  scope: Scope,
  context: ExpressionContext,
) {
  const operand = context.infer(expression.operand, scope);
  return requireNumber(expression.operand, operand, "-", context) ? { ...operand, mayBeNull: false } : UNKNOWN_VALUE;
}

/** The type of an expression by its kind; what cannot be compiled is refused here and has an unknown type. */
export function inferExpression(expression: Expression, scope: Scope, context: ExpressionContext): ValueType {
  switch (expression.kind) {
    case "PathExpression":
      return inferPath(expression, scope, context);
    case "VariableExpression":
      return inferVariable(expression, scope, context);
    case "StringLiteral":
      return present(enumeration([expression.value]));
    case "NumberLiteral":
      return present(Number.isInteger(expression.value) ? INTEGER : NUMBER);
    case "BooleanLiteral":
      return present(BOOLEAN);
    case "NullLiteral":
      return NULL_VALUE;
    case "ArrayExpression":
      return inferArray(expression, scope, context);
    case "ObjectExpression":
      return inferObject(expression, scope, context);
    case "BlockExpression":
      return inferBlock(expression, scope, context);
    case "NegateExpression":
      return inferNegation(expression, scope, context);
    case "BinaryExpression":
      return "+-*/%".includes(expression.operator)
        ? inferArithmetic(expression, scope, context)
        : inferBinary(expression, scope, context);
    case "ConditionalExpression":
      return inferConditional(expression, scope, context);
    case "CallExpression":
      return inferCall(expression, scope, context);
    case "RangeExpression":
      return refuse(context, expression, "A range outside an array");
    case "AssignmentExpression":
      return refuse(context, expression, "An assignment outside a block");
    case "RegexLiteral":
      return refuse(context, expression, "A regular expression");
    case "LambdaExpression":
      return refuse(context, expression, "A function of one's own");
    case "TransformExpression":
      return refuse(context, expression, "A transformation");
    case "SortExpression":
      return refuse(context, expression, "Sorting with `^( )`");
    case "GroupExpression":
      return refuse(context, expression, "Grouping with `{ }`");
    case "PlaceholderExpression":
      return refuse(context, expression, "Partial application");
    case "MissingExpression":
      return UNKNOWN_VALUE;
  }
}
