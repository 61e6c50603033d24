import type {
  ArrayExpression,
  BinaryExpression,
  ConditionalExpression,
  Expression,
  ObjectExpression,
} from "@xmap/grammar";
import type { Field, Type } from "@xmap/language";
import type { Code } from "../ir/code.ts";
import {
  arrow,
  binary,
  conditional,
  help,
  list,
  literal,
  local,
  method,
  object,
  UNDEFINED,
  unary,
} from "../ir/code.ts";
import { asBoolean } from "./boolean.ts";
import { isHeavy, unwrapped } from "./comparison.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { refuse } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import { asList, isSequence, lowered, primitiveOf, settled, TEXT, UNKNOWN, withCode } from "./lowered.ts";
import { asScaled, isMoneyLike } from "./money.ts";
import { createNameScope, declareLocal } from "./names.ts";

/** `[…]`: lists are spread, absent values are left out. */
export function lowerArray(expression: ArrayExpression, scope: ExpressionScope): Lowered {
  const items = expression.items.map((item) => {
    if (item.kind === "RangeExpression") return refuse(scope, item.span, "ranges are not compiled");
    return { value: scope.lower(item, scope), nested: item.kind === "ArrayExpression" };
  });
  const scaled = items.some(({ value }) => value.scaled);
  const itemTypes = items.map(({ value, nested }) =>
    value.type.kind === "list" && !nested ? value.type.item : value.type,
  );
  const money = itemTypes.find((type) => type.kind === "money");
  const item = money ?? commonType(itemTypes);
  if (item.kind === "unknown" && itemTypes.some(hasParts))
    return refuse(scope, expression.span, "several kinds of records or lists have no type in common");
  const type: Type = { kind: "list", item, sequence: false };
  const facts = {
    itemNull: items.some(({ value }) => (value.type.kind === "list" ? value.itemNull : value.null)),
    scaled,
    currency: items.find(({ value }) => value.currency !== undefined)?.value.currency,
    origins: items.flatMap(({ value }) => value.origins),
    whole: items[0]?.value.whole,
  };
  const [only] = items;
  if (only !== undefined && items.length === 1 && only.value.type.kind === "list" && !only.nested)
    return { ...asList(only.value), type };
  const codes = items.map(({ value, nested }): Code => {
    if (value.type.kind === "list" && !nested) return unary("...", asList(value).code);
    return scaled && !value.scaled && primitiveOf(value.type) === "number" ? asScaled(value) : value.code;
  });
  const absent = items.some(({ value }) => value.type.kind !== "list" && value.absent);
  const all = list(codes);
  if (!absent) return lowered(all, type, facts);
  const each = declareLocal(createNameScope(scope.names), "value");
  const present = arrow([{ local: each, type: undefined }], binary("!==", local(each), UNDEFINED));
  return lowered(method(all, "filter", present), type, facts);
}

function commonType(types: readonly Type[]): Type {
  const [first, ...others] = types;
  if (first === undefined) return UNKNOWN;
  const kind = primitiveOf(first);
  if (others.length === 0 || others.every((type) => type === first)) return first;
  if (kind !== undefined && others.every((type) => primitiveOf(type) === kind))
    return kind === "string" ? TEXT : kind === "number" ? { kind: "number", integer: false } : { kind: "boolean" };
  return UNKNOWN;
}

/** `{ … }` with written names. */
export function lowerObject(expression: ObjectExpression, scope: ExpressionScope): Lowered {
  const fields = new Map<string, Field>();
  const members = expression.pairs.map((pair) => {
    if (pair.key.kind !== "StringLiteral") return refuse(scope, pair.key.span, "a computed field name is not compiled");
    const value = scope.lower(pair.value, scope);
    const name = pair.key.value;
    const type = { type: value.type, mayBeAbsent: value.absent, mayBeNull: value.null };
    fields.set(name, {
      name,
      value: type,
      readOnly: false,
      required: false,
      searchable: false,
      description: undefined,
    });
    return { name, value: isSequence(value) ? unwrapped(settled(value)) : value.code };
  });
  return lowered(object(members), { kind: "record", name: "Object", fields });
}

/** `condition ? then : otherwise` */
export function lowerConditional(expression: ConditionalExpression, scope: ExpressionScope): Lowered {
  const condition = asBoolean(scope.lower(expression.condition, scope));
  const then = scope.lower(expression.then, scope);
  const otherwise = expression.otherwise === undefined ? undefined : scope.lower(expression.otherwise, scope);
  return choice(condition, then, otherwise, expression, scope);
}

/** A value with parts, which TypeScript knows by an interface. */
function hasParts(type: Type): boolean {
  return type.kind === "record" || type.kind === "list" || type.kind === "map" || type.kind === "union";
}

/** One of two values, brought to the same form. */
function choice(
  condition: Code,
  then: Lowered,
  otherwise: Lowered | undefined,
  expression: Expression,
  scope: ExpressionScope,
): Lowered {
  if (otherwise === undefined) {
    if (then.type.kind === "list")
      return withCode(then, conditional(condition, asList(then).code, list([])), { absent: false });
    return withCode(then, conditional(condition, then.code, UNDEFINED), { absent: true });
  }
  const both = [then, otherwise];
  const lists = both.some(isSequence);
  const scaled = both.some((side) => side.scaled);
  const form = (side: Lowered): Code => {
    if (lists) return asList(side).code;
    return scaled && !side.scaled ? asScaled(side) : side.code;
  };
  const money = both.find(isMoneyLike);
  const known = both.filter((side) => !(side.code.kind === "literal" && side.code.value === null));
  const itemTypes = known.map((side) => (lists && side.type.kind === "list" ? side.type.item : side.type));
  const type = money?.type ?? commonType(itemTypes);
  if (type.kind === "unknown" && itemTypes.some(hasParts))
    return refuse(scope, expression.span, "two kinds of records or lists have no type in common");
  return lowered(
    conditional(condition, form(then), form(otherwise)),
    lists ? { kind: "list", item: type, sequence: true } : type,
    {
      absent: !lists && both.some((side) => side.absent),
      null: !lists && both.some((side) => side.null),
      itemNull: both.some((side) => side.itemNull),
      scaled,
      currency: both.find((side) => side.currency !== undefined)?.currency,
      origins: both.flatMap((side) => side.origins),
      whole: then.whole ?? otherwise.whole,
    },
  );
}

/** `??`: the right side when the left is absent; null is a value. `?:`: when the left counts as false. */
export function lowerAlternative(expression: BinaryExpression, scope: ExpressionScope): Lowered {
  const left = scope.lower(expression.left, scope);
  if (isHeavy(left.code)) return refuse(scope, expression.span, "its left side is computed once");
  const right = scope.lower(expression.right, scope);
  if (expression.operator === "?:") return lowerElvis(left, right, expression, scope);
  if (isSequence(left))
    return choice(
      binary(">", { kind: "property", object: left.code, name: "length", optional: false }, literal(0)),
      left,
      right,
      expression,
      scope,
    );
  if (!left.absent) return left;
  const chosen = choice(binary("!==", left.code, UNDEFINED), { ...left, absent: false }, right, expression, scope);
  if (left.null || chosen.code.kind !== "conditional") return chosen;
  return { ...chosen, code: binary("??", chosen.code.chosen, chosen.code.otherwise) };
}

function lowerElvis(left: Lowered, right: Lowered, expression: BinaryExpression, scope: ExpressionScope): Lowered {
  const found = { ...left, absent: false, null: false };
  // JavaScript's `||` has the same idea of false for what is no list or record.
  const plain = primitiveOf(left.type) !== undefined && !left.scaled && !right.scaled && !isSequence(right);
  if (plain)
    return { ...choice(asBoolean(left), found, right, expression, scope), code: binary("||", left.code, right.code) };
  return choice(asBoolean(left), left.type.kind === "record" ? found : left, right, expression, scope);
}

/** `&` and templates: a template literal. */
export function lowerConcatenation(operands: readonly Expression[], scope: ExpressionScope): Lowered {
  const parts = operands.map((operand) => textPart(settled(scope.lower(operand, scope))));
  return lowered({ kind: "text", parts: mergeTexts(parts) }, TEXT);
}

/** A value as part of a template literal. */
export function textPart(value: Lowered): string | Code {
  if (value.code.kind === "literal" && typeof value.code.value === "string") return value.code.value;
  if (primitiveOf(value.type) === "string" && !value.absent && !value.null) return value.code;
  return help("text", unwrapped(value));
}

export function mergeTexts(parts: readonly (string | Code)[]): readonly (string | Code)[] {
  const merged: (string | Code)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
