import { type BinaryExpression, type CallExpression, type Expression, printExpression } from "@xmap/grammar";
import { canBeNothing } from "../../types/classify.ts";
import type { ValueType } from "../../types/type.ts";

/** The one answer that a condition has, and why. */
export interface ConstantTruth {
  readonly holds: boolean;
  /** A clause: "`number` is never null". */
  readonly reason: string;
}

export type TypeOf = (expression: Expression) => ValueType | undefined;

type Literal = string | number | boolean | null;

function literalOf(expression: Expression): Literal | undefined {
  if (expression.kind === "NullLiteral") return null;
  const literal = expression.kind === "StringLiteral" || expression.kind === "NumberLiteral";
  return literal || expression.kind === "BooleanLiteral" ? expression.value : undefined;
}

function quoted(expression: Expression): string {
  return `\`${printExpression(expression)}\``;
}

/** A value of a known type that is always there. */
function isThere(value: ValueType | undefined): value is ValueType {
  return value !== undefined && value.type.kind !== "unknown" && !canBeNothing(value);
}

function isEquality(expression: Expression): expression is BinaryExpression & { operator: "=" | "!=" } {
  return expression.kind === "BinaryExpression" && (expression.operator === "=" || expression.operator === "!=");
}

/** A comparison of something with a literal; undefined for other expressions. */
function comparedWith(expression: Expression): { subject: Expression; literal: Literal } | undefined {
  if (!isEquality(expression)) return undefined;
  const right = literalOf(expression.right);
  if (right !== undefined) return { subject: expression.left, literal: right };
  const left = literalOf(expression.left);
  return left === undefined ? undefined : { subject: expression.right, literal: left };
}

function truthOfLiteral(value: Literal, expression: Expression): ConstantTruth {
  return { holds: Boolean(value), reason: `${quoted(expression)} is written here` };
}

function truthOfNull(expression: BinaryExpression, subject: Expression, typeOf: TypeOf): ConstantTruth | undefined {
  const value = typeOf(subject);
  if (value === undefined || value.mayBeNull) return undefined;
  if (value.type.kind === "unknown" || value.type.kind === "null" || value.type.kind === "list") return undefined;
  if (expression.operator === "!=" && value.mayBeAbsent) return undefined;
  const absent = value.mayBeAbsent ? ", only absent" : "";
  return { holds: expression.operator === "!=", reason: `${quoted(subject)} is never null${absent}` };
}

function truthOfEquality(expression: BinaryExpression, typeOf: TypeOf): ConstantTruth | undefined {
  const [left, right] = [literalOf(expression.left), literalOf(expression.right)];
  if (left !== undefined && right !== undefined) {
    const holds = (left === right) === (expression.operator === "=");
    return { holds, reason: "both sides are written here" };
  }
  const compared = comparedWith(expression);
  if (compared !== undefined)
    return compared.literal === null ? truthOfNull(expression, compared.subject, typeOf) : undefined;
  if (expression.left.kind !== "PathExpression" || !isThere(typeOf(expression.left))) return undefined;
  if (printExpression(expression.left) !== printExpression(expression.right)) return undefined;
  return { holds: expression.operator === "=", reason: "both sides are the same" };
}

function truthOfMembership(expression: BinaryExpression, typeOf: TypeOf): ConstantTruth | undefined {
  const value = typeOf(expression.left);
  if (!isThere(value) || value.mayBeNull || value.type.kind !== "enumeration") return undefined;
  if (expression.right.kind !== "ArrayExpression") return undefined;
  const listed = new Set(expression.right.items.map(literalOf));
  if (value.type.values.some((possible) => !listed.has(possible))) return undefined;
  return { holds: true, reason: `these are all the values that ${quoted(expression.left)} has` };
}

/** `a != "x" or a != "y"` and `a = "x" and a = "y"`. */
function truthOfPair(expression: BinaryExpression, typeOf: TypeOf): ConstantTruth | undefined {
  const [first, second] = [comparedWith(expression.left), comparedWith(expression.right)];
  if (first === undefined || second === undefined || first.literal === second.literal) return undefined;
  if (!isEquality(expression.left) || !isEquality(expression.right)) return undefined;
  const subject = quoted(first.subject);
  if (subject !== quoted(second.subject) || typeOf(first.subject)?.type.kind === "list") return undefined;
  const wanted = expression.operator === "and" ? "=" : "!=";
  if (expression.left.operator !== wanted || expression.right.operator !== wanted) return undefined;
  const values = `${JSON.stringify(first.literal)} and ${JSON.stringify(second.literal)}`;
  if (expression.operator === "and") return { holds: false, reason: `${subject} is not both ${values}` };
  if (!isThere(typeOf(first.subject))) return undefined;
  return { holds: true, reason: `${subject} is not both ${values}` };
}

function truthOfLogic(expression: BinaryExpression, typeOf: TypeOf): ConstantTruth | undefined {
  const pair = truthOfPair(expression, typeOf);
  if (pair !== undefined) return pair;
  const sides = [constantTruth(expression.left, typeOf), constantTruth(expression.right, typeOf)];
  const deciding = sides.find((side) => side !== undefined && side.holds === (expression.operator === "or"));
  if (deciding !== undefined) return deciding;
  const [left, right] = sides;
  return left === undefined || right === undefined ? undefined : left;
}

/** `$count(x) >= 0` and the like. */
function truthOfCount(expression: BinaryExpression): ConstantTruth | undefined {
  const { left, right, operator } = expression;
  const isCount = (side: Expression) =>
    side.kind === "CallExpression" && side.callee.kind === "VariableExpression" && side.callee.name === "count";
  const isZero = (side: Expression) => side.kind === "NumberLiteral" && side.value === 0;
  const reason = "a count is never less than 0";
  if (isCount(left) && isZero(right)) {
    if (operator === ">=") return { holds: true, reason };
    return operator === "<" ? { holds: false, reason } : undefined;
  }
  if (!isZero(left) || !isCount(right)) return undefined;
  if (operator === "<=") return { holds: true, reason };
  return operator === ">" ? { holds: false, reason } : undefined;
}

function truthOfBinary(expression: BinaryExpression, typeOf: TypeOf): ConstantTruth | undefined {
  switch (expression.operator) {
    case "=":
    case "!=":
      return truthOfEquality(expression, typeOf);
    case "in":
      return truthOfMembership(expression, typeOf);
    case "and":
    case "or":
      return truthOfLogic(expression, typeOf);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return truthOfCount(expression);
    default:
      return undefined;
  }
}

function truthOfCall(call: CallExpression, typeOf: TypeOf): ConstantTruth | undefined {
  const [argument, second] = call.arguments;
  if (call.callee.kind !== "VariableExpression" || argument === undefined || second !== undefined) return undefined;
  const { name } = call.callee;
  if (name === "exists")
    return isThere(typeOf(argument)) ? { holds: true, reason: `${quoted(argument)} is always there` } : undefined;
  if (name !== "not" && name !== "boolean") return undefined;
  const inside = constantTruth(argument, typeOf);
  return inside === undefined ? undefined : { ...inside, holds: inside.holds === (name === "boolean") };
}

/** Whether a condition has one answer whatever the record; undefined where it depends on it. */
export function constantTruth(expression: Expression, typeOf: TypeOf): ConstantTruth | undefined {
  switch (expression.kind) {
    case "BooleanLiteral":
    case "StringLiteral":
    case "NumberLiteral":
      return truthOfLiteral(expression.value, expression);
    case "NullLiteral":
      return truthOfLiteral(null, expression);
    case "BinaryExpression":
      return truthOfBinary(expression, typeOf);
    case "CallExpression":
      return truthOfCall(expression, typeOf);
    case "BlockExpression": {
      const [only, second] = expression.expressions;
      return only === undefined || second !== undefined ? undefined : constantTruth(only, typeOf);
    }
  }
  const value = typeOf(expression);
  if (!isThere(value) || value.mayBeNull) return undefined;
  const { kind } = value.type;
  if (kind !== "record" && kind !== "instant" && kind !== "day") return undefined;
  return { holds: true, reason: `${quoted(expression)} is always there` };
}
