import type {
  ArrayExpression,
  AssignmentExpression,
  BlockExpression,
  ConditionalExpression,
  Expression,
  RangeExpression,
} from "@xmap/grammar";
import { canBeNothing, itemMayBeNull, itemOf } from "../types/classify.ts";
import { ABSENT_VALUE, INTEGER, listOf, NEVER, present } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { unifyTypes, unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { requireNumber } from "./infer-arithmetic.ts";
import { functionOf, PENDING } from "./infer-lambda.ts";
import { reportTwoCurrencies } from "./money-currencies.ts";
import { assuming } from "./narrowing.ts";
import { boundVariable, type Scope, withFrame } from "./scope.ts";

function inferRange(range: RangeExpression, scope: Scope, context: ExpressionContext): Type {
  for (const bound of [range.from, range.to]) requireNumber(bound, context.infer(bound, scope), "..", context);
  context.types.set(range, present(listOf(INTEGER)));
  return INTEGER;
}

/** `[a, b]`: lists among the items are laid flat, as JSONata does. */
export function inferArray(array: ArrayExpression, scope: Scope, context: ExpressionContext): ValueType {
  let item: Type | undefined;
  let holdsNull = false;
  for (const expression of array.items) {
    let next: Type;
    if (expression.kind === "RangeExpression") next = inferRange(expression, scope, context);
    else {
      const value = context.infer(expression, scope);
      // An array in an array is one item of it.
      const isItem = expression.kind === "ArrayExpression";
      next = isItem ? value.type : itemOf(value.type);
      holdsNull ||= !isItem && itemMayBeNull(value);
    }
    if (item !== undefined) reportTwoCurrencies(item, next, expression.span, context);
    item = item === undefined ? next : unifyTypes(item, next);
  }
  return present(listOf(item ?? NEVER, holdsNull));
}

/** `( $x := 1; $x + 1 )`: the last one's value. */
export function inferBlock(block: BlockExpression, scope: Scope, context: ExpressionContext): ValueType {
  const inside = withFrame(scope);
  for (const expression of block.expressions) announceFunction(expression, inside);
  let value: ValueType = ABSENT_VALUE;
  for (const expression of block.expressions) value = context.infer(expression, inside);
  return value;
}

/** A function can name itself, and those that come after it. */
function announceFunction(expression: Expression, { frame }: Scope): void {
  if (expression.kind !== "AssignmentExpression" || expression.value.kind !== "LambdaExpression") return;
  const { parameters } = expression.value;
  frame?.variables.set(
    expression.name,
    functionOf(parameters.length, () => PENDING),
  );
}

/** `$name := value`: a variable of the block, the function or the expression that it stands in. */
export function inferAssignment(assignment: AssignmentExpression, scope: Scope, context: ExpressionContext): ValueType {
  announceFunction(assignment, scope);
  const value = context.infer(assignment.value, scope);
  const before = scope.conditional === true ? boundVariable(scope, assignment.name) : undefined;
  const after = scope.conditional === true ? unifyValues(before ?? ABSENT_VALUE, value) : value;
  scope.frame?.variables.set(assignment.name, after);
  context.recorder?.named(assignment.span, value);
  return value;
}

/** A list beside a single value is a sequence of both. */
function unifyBranches(left: ValueType, right: ValueType): ValueType {
  if ((left.type.kind === "list") === (right.type.kind === "list")) return unifyValues(left, right);
  const isNothing = [left.type, right.type].some(
    (type) => type.kind === "null" || (type.kind === "union" && type.members.length === 0),
  );
  if (isNothing) return unifyValues(left, right);
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
  const then = context.infer(node.then, { ...assuming(scope, node.condition), conditional: true });
  if (node.otherwise === undefined) return { ...then, mayBeAbsent: true };
  const otherwise = context.infer(node.otherwise, { ...assuming(scope, node.condition, false), conditional: true });
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
  const right = context.infer(operands[1], { ...scope, conditional: true });
  reportTwoCurrencies(left.type, right.type, operands[1].span, context);
  const given: ValueType = { ...left, mayBeAbsent: false, mayBeNull: operator === "??" && left.mayBeNull };
  if (left.type.kind === "null") return operator === "??" ? left : right;
  const both = unifyBranches(given, right);
  return { ...both, mayBeAbsent: both.type.kind === "list" ? both.mayBeAbsent : canBeNothing(right) };
}
