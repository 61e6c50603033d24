import { didYouMean } from "@xmap/diagnostics";
import type { BinaryExpression, Expression } from "@xmap/grammar";
import { canBeNothing, isBooleanLike, isNumeric, isTextLike, itemOf } from "../types/classify.ts";
import { BOOLEAN, optional, present } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { asSentenceStart, typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { reportNothing } from "./infer-arithmetic.ts";
import { haveOneCurrency, reportTwoCurrencies } from "./money-currencies.ts";
import type { Scope } from "./scope.ts";

interface Side {
  readonly expression: Expression;
  readonly value: ValueType;
}

function isTimeText(time: Type, text: Type): boolean {
  return (time.kind === "instant" || time.kind === "day") && isTextLike(text);
}

function isNever(type: Type): boolean {
  return type.kind === "union" && type.members.length === 0;
}

function isRecord(type: Type): boolean {
  return type.kind === "record" || type.kind === "map";
}

/** Whether two values can ever be equal by their types. */
export function areComparable(left: Type, right: Type): boolean {
  if (left.kind === "unknown" || right.kind === "unknown" || left.kind === "null" || right.kind === "null") return true;
  if (left.kind === "reference" && right.kind === "reference")
    return left.base === right.base && left.system === right.system && left.resource === right.resource;
  if (isNever(left) || isNever(right)) return true;
  if (left.kind === "union") return left.members.some((member) => areComparable(member, right));
  if (right.kind === "union") return right.members.some((member) => areComparable(left, member));
  if (left.kind === "list" && right.kind === "list") return areComparable(left.item, right.item);
  if (isRecord(left) || isRecord(right)) return isRecord(left) && isRecord(right);
  if (left.kind === "reference" && left.base === "text") return isTextLike(right);
  if (right.kind === "reference" && right.base === "text") return isTextLike(left);
  if (isTextLike(left) && isTextLike(right)) return true;
  if (isNumeric(left) && isNumeric(right)) return true;
  if (isBooleanLike(left) && isBooleanLike(right)) return true;
  return left.kind === right.kind || isTimeText(left, right) || isTimeText(right, left);
}

/** Reports a literal that is none of a closed set's values; returns whether it did. */
function reportOutsideSet(set: Type, literal: Expression, context: ExpressionContext): boolean {
  if (set.kind !== "enumeration") return false;
  if (literal.kind !== "StringLiteral" && literal.kind !== "NumberLiteral") return false;
  if (set.values.includes(literal.value)) return false;
  context.report({
    code: "type-mismatch",
    wording: "outsideSet",
    span: literal.span,
    values: { value: JSON.stringify(literal.value), wanted: typeToText(set) },
    help: didYouMean(String(literal.value), set.values.map(String)),
  });
  return true;
}

function reportEmptyText(field: Side, literal: Expression, operator: string, context: ExpressionContext): boolean {
  if (literal.kind !== "StringLiteral" || literal.value !== "") return false;
  if (field.expression.kind !== "PathExpression" || field.value.type.kind !== "text") return false;
  context.report({
    code: "never-empty-text",
    span: literal.span,
    values: {},
    help: `write \`${operator} null\``,
    fixes: [{ title: "Compare with null", edits: [{ file: context.path, span: literal.span, newText: "null" }] }],
  });
  return true;
}

/** Reports two values that can never be equal. */
function checkEqual(
  left: Side,
  right: Side,
  expression: BinaryExpression,
  scope: Scope,
  context: ExpressionContext,
): void {
  const literalLeft = left.expression.kind === "StringLiteral" || left.expression.kind === "NumberLiteral";
  const [set, literal] = literalLeft ? [right, left] : [left, right];
  const leftType = left.value.type;
  const rightType = right.value.type;
  if (reportEmptyText(set, literal.expression, expression.operator, context)) return;
  if (areComparable(leftType, rightType)) {
    if (reportOutsideSet(set.value.type, literal.expression, context)) return;
    const sameEntity = leftType.kind === "money" && rightType.kind === "money" && leftType.entity === rightType.entity;
    if (scope.flow && !sameEntity) return;
    if (!haveOneCurrency(leftType, rightType)) reportTwoCurrencies(leftType, rightType, expression.span, context);
    return;
  }
  const list = leftType.kind === "list" ? left : rightType.kind === "list" ? right : undefined;
  const one = list === left ? right : left;
  const help =
    list === undefined
      ? undefined
      : `ask whether it is in the list: \`${context.textOf(one.expression.span)} in ${context.textOf(list.expression.span)}\``;
  context.report({
    code: "type-mismatch",
    wording: "compare",
    span: expression.span,
    values: { left: asSentenceStart(typeToText(leftType)), right: typeToText(rightType) },
    help,
  });
}

function sidesOf(expression: BinaryExpression, scope: Scope, context: ExpressionContext): readonly [Side, Side] {
  const left = { expression: expression.left, value: context.infer(expression.left, scope) };
  return [left, { expression: expression.right, value: context.infer(expression.right, scope) }];
}

/** `=` and `!=`: always true or false. */
export function inferEquality(expression: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  const [left, right] = sidesOf(expression, scope, context);
  checkEqual(left, right, expression, scope, context);
  return present(BOOLEAN);
}

/** `< <= > >=`: absent where a side is. */
export function inferOrder(expression: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  const [left, right] = sidesOf(expression, scope, context);
  for (const side of [left, right]) {
    if (side.value.mayBeNull) reportNothing(side.expression, side.value, expression.operator, context);
  }
  checkEqual(left, right, expression, scope, context);
  return canBeNothing(left.value) || canBeNothing(right.value) ? optional(BOOLEAN) : present(BOOLEAN);
}

/** `in`: always true or false. */
export function inferMembership(expression: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  const [left, right] = sidesOf(expression, scope, context);
  const members = expression.right.kind === "ArrayExpression" ? expression.right.items : [expression.right];
  for (const member of members) {
    const value = context.types.get(member) ?? right.value;
    const item: ValueType = { ...value, type: itemOf(value.type) };
    if (member.kind === "RangeExpression") continue;
    checkEqual(left, { expression: member, value: item }, expression, scope, context);
  }
  return present(BOOLEAN);
}
