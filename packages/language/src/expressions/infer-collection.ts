import type {
  ArrayExpression,
  BlockExpression,
  ConditionalExpression,
  Expression,
  ObjectExpression,
  RangeExpression,
} from "@xmap/grammar";
import { canBeNothing, itemOf } from "../types/classify.ts";
import { INTEGER, listOf, present, recordOf, UNKNOWN, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { unifyTypes, unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { requireNumber } from "./infer-arithmetic.ts";
import { reportTwoCurrencies } from "./money-currencies.ts";
import { type Scope, withLet } from "./scope.ts";

function inferRange(range: RangeExpression, scope: Scope, context: ExpressionContext): Type {
  for (const bound of [range.from, range.to]) requireNumber(bound, context.infer(bound, scope), "..", context);
  context.types.set(range, present(listOf(INTEGER)));
  return INTEGER;
}

/** `[a, b]`: lists among the items are laid flat, as JSONata does. */
export function inferArray(array: ArrayExpression, scope: Scope, context: ExpressionContext): ValueType {
  let item: Type | undefined;
  for (const expression of array.items) {
    let next: Type;
    if (expression.kind === "RangeExpression") next = inferRange(expression, scope, context);
    else if (expression.kind === "ArrayExpression") next = context.infer(expression, scope).type;
    else next = itemOf(context.infer(expression, scope).type);
    if (item !== undefined) reportTwoCurrencies(item, next, expression.span, context);
    item = item === undefined ? next : unifyTypes(item, next);
  }
  return present(listOf(item ?? UNKNOWN));
}

/** `{ "name": value }` */
export function inferObject(object: ObjectExpression, scope: Scope, context: ExpressionContext): ValueType {
  const fields: Record<string, ValueType> = {};
  for (const pair of object.pairs) {
    context.infer(pair.key, scope);
    const value = context.infer(pair.value, scope);
    if (pair.key.kind === "StringLiteral") {
      Object.defineProperty(fields, pair.key.value, { value, enumerable: true, configurable: true });
    } else if (pair.key.kind !== "MissingExpression") {
      context.report({
        code: "unsupported-expression",
        span: pair.key.span,
        values: { what: "A computed field name" },
      });
    }
  }
  return present(recordOf("Object", fields));
}

/** `( $x := 1; $x + 1 )`: the last one's value. */
export function inferBlock(block: BlockExpression, scope: Scope, context: ExpressionContext): ValueType {
  let inside = scope;
  let value: ValueType = UNKNOWN_VALUE;
  for (const expression of block.expressions) {
    if (expression.kind !== "AssignmentExpression") {
      value = context.infer(expression, inside);
      continue;
    }
    value = context.infer(expression.value, inside);
    context.types.set(expression, value);
    inside = withLet(inside, expression.name, { value, use: () => undefined });
  }
  return value;
}

/** A list beside a single value is a sequence of both. */
function unifyBranches(left: ValueType, right: ValueType): ValueType {
  if ((left.type.kind === "list") === (right.type.kind === "list")) return unifyValues(left, right);
  if (left.type.kind === "null" || right.type.kind === "null") return unifyValues(left, right);
  const item = unifyTypes(itemOf(left.type), itemOf(right.type));
  if (item.kind === "unknown") return unifyValues(left, right);
  return {
    type: { kind: "list", item, sequence: true },
    mayBeAbsent: false,
    mayBeNull: left.mayBeNull || right.mayBeNull,
  };
}

/** `condition ? then : otherwise` */
export function inferConditional(node: ConditionalExpression, scope: Scope, context: ExpressionContext): ValueType {
  context.infer(node.condition, scope);
  const then = context.infer(node.then, scope);
  if (node.otherwise === undefined) return { ...then, mayBeAbsent: true };
  const otherwise = context.infer(node.otherwise, scope);
  reportTwoCurrencies(then.type, otherwise.type, node.otherwise.span, context);
  return unifyBranches(then, otherwise);
}

/** `left ?? right` where `left` is absent, `left ?: right` also where it is null, empty or false. */
export function inferDefault(
  operator: "??" | "?:",
  operands: readonly [Expression, Expression],
  scope: Scope,
  context: ExpressionContext,
): ValueType {
  const left = context.infer(operands[0], scope);
  const right = context.infer(operands[1], scope);
  reportTwoCurrencies(left.type, right.type, operands[1].span, context);
  const given: ValueType = { ...left, mayBeAbsent: false, mayBeNull: operator === "??" && left.mayBeNull };
  if (left.type.kind === "null") return operator === "??" ? left : right;
  const both = unifyBranches(given, right);
  return { ...both, mayBeAbsent: both.type.kind === "list" ? both.mayBeAbsent : canBeNothing(right) };
}
