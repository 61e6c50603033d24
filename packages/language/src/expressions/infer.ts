import type { Expression } from "@xmap/grammar";
import { BOOLEAN, enumeration, INTEGER, NULL_VALUE, NUMBER, present, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { requireNumber } from "./infer-arithmetic.ts";
import { inferBinary } from "./infer-binary.ts";
import { inferCall } from "./infer-call.ts";
import { inferArray, inferAssignment, inferBlock, inferConditional } from "./infer-collection.ts";
import { inferLambda } from "./infer-lambda.ts";
import { inferObject } from "./infer-object.ts";
import { inferPath, inferState } from "./infer-path.ts";
import { inferRegularExpression } from "./infer-regular-expression.ts";
import { inferTransform } from "./infer-transform.ts";
import { inferVariable } from "./infer-variable.ts";
import { type Scope, withFrame } from "./scope.ts";

function inferNegation(
  expression: Expression & { kind: "NegateExpression" },
  scope: Scope,
  context: ExpressionContext,
) {
  const operand = context.infer(expression.operand, scope);
  const isNumber = requireNumber(expression.operand, operand, "-", context);
  return isNumber ? { ...operand, mayBeNull: false } : { ...operand, type: NUMBER, mayBeNull: false };
}

/** The type of an expression by its kind; what is wrong is reported and has an unknown type. */
export function inferExpression(expression: Expression, outer: Scope, context: ExpressionContext): ValueType {
  const scope = outer.frame === undefined ? withFrame(outer) : outer;
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
      return inferBinary(expression, scope, context);
    case "ConditionalExpression":
      return inferConditional(expression, scope, context);
    case "CallExpression":
      return inferCall(expression, scope, context);
    case "AssignmentExpression":
      return inferAssignment(expression, scope, context);
    case "RegexLiteral":
      return inferRegularExpression();
    case "LambdaExpression":
      return inferLambda(expression, scope, context);
    case "TransformExpression":
      return inferTransform(expression, scope, context);
    case "SortExpression":
    case "GroupExpression":
      return inferState(expression, scope, context).value;
    case "RangeExpression":
    case "PlaceholderExpression":
    case "MissingExpression":
      return UNKNOWN_VALUE;
  }
}
