import type { BinaryExpression, Expression } from "@xmap/grammar";
import { isNumeric, isSequence, isUnknown } from "../types/classify.ts";
import { INTEGER, NUMBER, present, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { asSentenceStart, typeToText } from "../types/type-to-text.ts";
import { unifyTypes } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { reportTwoCurrencies } from "./money-currencies.ts";
import type { Scope } from "./scope.ts";
import { reportUnknown } from "./unknown-value.ts";

function sumOfBrackets(expression: Expression, context: ExpressionContext): string | undefined {
  if (expression.kind !== "CallExpression" || expression.callee.kind !== "VariableExpression") return undefined;
  const [list] = expression.arguments;
  if (expression.callee.name !== "sum" || list === undefined) return undefined;
  return `write \`$sum([${context.textOf(list.span)}])\`, which is 0 when there is none`;
}

/** Reports an operand that may be absent or null; returns whether it did. */
export function reportNothing(
  expression: Expression,
  value: ValueType,
  operator: string,
  context: ExpressionContext,
): boolean {
  if (!value.mayBeNull && !value.mayBeAbsent) return false;
  const text = context.textOf(expression.span);
  const instead = value.mayBeNull ? `write \`(${text} ?: 0)\`` : `write \`(${text} ?? 0)\``;
  context.report({
    code: "absent-in-arithmetic",
    ...(value.mayBeNull ? { wording: "nothing" as const } : {}),
    span: expression.span,
    values: { operator },
    help: sumOfBrackets(expression, context) ?? instead,
  });
  return true;
}

function numberHelp(type: Type, operator: string): string | undefined {
  if (isSequence(type)) return isNumeric(type.item) ? "sum the list with `$sum([…])`" : undefined;
  if (type.kind === "record") return "name one of its fields";
  if (type.kind !== "text") return undefined;
  return operator === "+"
    ? "join texts with `&`, or read it as a number with `$number(…)`"
    : "read it as a number with `$number(…)`";
}

/** Reports what is no number, may be none or is not known; returns whether the type at least is a number. */
export function requireNumber(
  expression: Expression,
  value: ValueType,
  operator: string,
  context: ExpressionContext,
): boolean {
  if (isUnknown(value.type)) {
    reportUnknown(expression, value, `the operator \`${operator}\``, "number", context);
    return false;
  }
  if (!isNumeric(value.type)) {
    context.report({
      code: "type-mismatch",
      span: expression.span,
      values: { wanted: "A number", found: typeToText(value) },
      help: numberHelp(value.type, operator),
    });
    return false;
  }
  reportNothing(expression, value, operator, context);
  return true;
}

function sumType(expression: BinaryExpression, left: Type, right: Type, context: ExpressionContext): Type | undefined {
  if (left.kind === "money" && right.kind === "money")
    return reportTwoCurrencies(left, right, expression.span, context) ? undefined : left;
  if ((left.kind === "money" && right.kind === "number") || (left.kind === "number" && right.kind === "money")) {
    const odd = left.kind === "number" ? expression.left : expression.right;
    context.report({
      code: "type-mismatch",
      span: odd.span,
      values: {
        wanted: asSentenceStart(typeToText(left.kind === "money" ? left : right)),
        found: "a number without a currency",
      },
      help: "amounts are added to amounts; a factor goes with `*`",
    });
    return undefined;
  }
  return unifyTypes(left, right);
}

function productType(operator: string, left: Type, right: Type): Type {
  if (operator === "/" && right.kind === "money") return NUMBER;
  if (left.kind === "money") return left;
  if (right.kind === "money") return right;
  if (left.kind === "decimal" || right.kind === "decimal") return unifyTypes(left, right);
  const integers = left.kind === "number" && left.integer && right.kind === "number" && right.integer;
  return integers && operator !== "/" ? INTEGER : NUMBER;
}

/** An operator always gives a number; where one side is not known, money stays money. */
function partlyKnown(
  leftNumber: boolean,
  rightNumber: boolean,
  left: ValueType,
  right: ValueType,
  operator: string,
): ValueType {
  const isOpen = (leftNumber || isUnknown(left.type)) && (rightNumber || isUnknown(right.type));
  if (!isOpen) return UNKNOWN_VALUE;
  const known = leftNumber ? left.type : rightNumber ? right.type : NUMBER;
  const type = known.kind === "money" && operator !== "%" && (leftNumber || operator !== "/") ? known : NUMBER;
  return { type, mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent, mayBeNull: false };
}

/** `+ - * / %`; money stays money, two currencies never meet. */
export function inferArithmetic(expression: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  const { operator } = expression;
  const left = context.infer(expression.left, scope);
  const right = context.infer(expression.right, scope);
  const leftNumber = requireNumber(expression.left, left, operator, context);
  const rightNumber = requireNumber(expression.right, right, operator, context);
  if (!leftNumber || !rightNumber) return partlyKnown(leftNumber, rightNumber, left, right, operator);
  if (operator === "+" || operator === "-") {
    const type = sumType(expression, left.type, right.type, context);
    return type === undefined ? UNKNOWN_VALUE : present(type.kind === "unknown" ? NUMBER : type);
  }
  if (left.type.kind === "money" && right.type.kind === "money" && operator === "*") {
    context.report({
      code: "type-mismatch",
      span: expression.right.span,
      values: { wanted: "A number without a currency", found: typeToText(right.type) },
    });
    return UNKNOWN_VALUE;
  }
  if (left.type.kind === "money" && right.type.kind === "money")
    reportTwoCurrencies(left.type, right.type, expression.span, context);
  return present(productType(operator, left.type, right.type));
}
