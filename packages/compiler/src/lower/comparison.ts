import type { BinaryExpression } from "@xmap/grammar";
import type { Code } from "../ir/code.ts";
import { binary, help, list, literal, method, UNDEFINED } from "../ir/code.ts";
import { JSONATA } from "../runtime-names.ts";
import { notCode } from "./boolean.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import {
  asSingle,
  BOOLEAN,
  isMoney,
  isPresent,
  isSequence,
  lowered,
  primitiveOf,
  settled,
  withCode,
} from "./lowered.ts";
import { asScaled } from "./money.ts";

/** `=` and `!=`: false when a side is absent. */
export function lowerEquality(operator: "=" | "!=", left: Lowered, right: Lowered): Lowered {
  return lowered(equalityCode(operator === "=", left, right), BOOLEAN);
}

function equalityCode(equal: boolean, left: Lowered, right: Lowered): Code {
  if (isNullLiteral(right)) return nullComparison(equal, left);
  if (isNullLiteral(left)) return nullComparison(equal, right);
  if (isMoney(left) || isMoney(right)) {
    const currency = left.currency ?? right.currency ?? UNDEFINED;
    if (primitiveOf(left.type) === "number" && primitiveOf(right.type) === "number")
      return help(equal ? "equalMoney" : "differentMoney", asScaled(left), asScaled(right), currency);
  }
  const leftKind = primitiveOf(left.type);
  const rightKind = primitiveOf(right.type);
  if (leftKind === undefined || leftKind !== rightKind)
    return help(equal ? "equals" : "differs", unwrapped(settled(left)), unwrapped(settled(right)));
  if (isHeavy(left.code) || isHeavy(right.code)) return help(equal ? "equals" : "differs", left.code, right.code);
  const compared = binary(equal ? "===" : "!==", left.code, right.code);
  const doubtful = equal ? (left.absent && right.absent ? [left] : []) : [left, right].filter((side) => side.absent);
  return doubtful.reduceRight<Code>((rest, side) => binary("&&", binary("!==", side.code, UNDEFINED), rest), compared);
}

/** An expression with exact sequences: it is computed once. */
export function isHeavy(code: Code): boolean {
  if (code.kind !== "call") return false;
  return code.callee.kind === "property" ? isJsonata(code.callee.object) : code.arguments.some(isHeavy);
}

function isJsonata(code: Code): boolean {
  return code.kind === "helper" && code.name === JSONATA;
}

function isNullLiteral(value: Lowered): boolean {
  return value.code.kind === "literal" && value.code.value === null;
}

function nullComparison(equal: boolean, value: Lowered): Code {
  if (isSequence(value)) return help(equal ? "equals" : "differs", unwrapped(settled(value)), literal(null));
  if (equal) return value.null || value.absent ? binary("===", value.code, literal(null)) : literal(false);
  if (!value.absent && !value.null) return literal(true);
  return binary(value.absent ? "!=" : "!==", value.code, literal(null));
}

/** A sequence of one as its value. */
export function unwrapped(value: Lowered): Code {
  return isSequence(value) ? help("unwrap", value.code) : value.code;
}

const ORDERINGS = { "<": "lessThan", "<=": "lessOrEqual", ">": "greaterThan", ">=": "greaterOrEqual" } as const;

/** `<` and its like: absent when a side is absent. */
export function lowerOrdering(
  operator: keyof typeof ORDERINGS,
  left: Lowered,
  right: Lowered,
  scope: ExpressionScope,
): Lowered {
  const [first, second] = [asSingle(left, scope.rule), asSingle(right, scope.rule)];
  const kinds = [primitiveOf(first.type), primitiveOf(second.type)];
  const plain =
    kinds[0] === kinds[1] && (kinds[0] === "number" || kinds[0] === "string") && isPresent(first) && isPresent(second);
  if (plain && first.scaled === second.scaled) return lowered(binary(operator, first.code, second.code), BOOLEAN);
  const codes = first.scaled || second.scaled ? [asScaled(first), asScaled(second)] : [first.code, second.code];
  return lowered(help(ORDERINGS[operator], ...codes), BOOLEAN, { absent: true });
}

/** `in`: false when a side is absent. */
export function lowerMembership(expression: BinaryExpression, scope: ExpressionScope): Lowered {
  const left = scope.lower(expression.left, scope);
  if (expression.right.kind === "ArrayExpression") {
    const items = expression.right.items.map((item) => scope.lower(item, scope));
    const kind = primitiveOf(left.type);
    const alike = items.every((item) => isPresent(item) && primitiveOf(item.type) === kind);
    const written = items.every((item) => item.code.kind === "literal" || item.code.kind === "unary");
    if (alike && written && kind !== undefined && isPresent(left) && left.type.kind !== "enumeration")
      return lowered(method(list(items.map((item) => item.code)), "includes", left.code), BOOLEAN);
    if (written) return lowered(help("isIn", unwrapped(settled(left)), list(items.map((item) => item.code))), BOOLEAN);
  }
  const right = scope.lower(expression.right, scope);
  return lowered(help("isIn", unwrapped(settled(left)), right.code), BOOLEAN);
}

/** `$not`: absent stays absent. */
export function lowerNot(value: Lowered, asBooleanCode: Code): Lowered {
  if (!value.absent || isSequence(value)) return lowered(notCode(asBooleanCode), BOOLEAN);
  return withCode({ ...value, type: BOOLEAN, null: false }, help("not", value.code), { absent: true });
}
