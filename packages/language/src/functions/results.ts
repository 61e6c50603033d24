import { canBeNothing, itemOf } from "../types/classify.ts";
import { present, UNKNOWN, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { unifyValues } from "../types/unify.ts";
import type { Argument } from "./function-signature.ts";

type ResultRule = (given: readonly Argument[]) => ValueType;

/** Always this type, whatever is given. */
export function always(type: Type): ResultRule {
  return () => present(type);
}

/** This type, and absent where the first argument is: most of JSONata's functions. */
export function liftedOver(type: Type): ResultRule {
  return ([first]) => ({
    type,
    mayBeAbsent: first === undefined || canBeNothing(first.value),
    mayBeNull: false,
  });
}

/** True when a list surely has a value: an array written out with an item that is always there. */
function isSurelyFilled(argument: Argument, itemTypes: (item: Argument["expression"]) => ValueType): boolean {
  const { expression, value } = argument;
  if (value.type.kind !== "list") return !value.mayBeAbsent;
  return expression.kind === "ArrayExpression" && expression.items.some((item) => !canBeNothing(itemTypes(item)));
}

/** The type of the list's values; absent when the list may be empty. */
export function ofItems(itemTypes: (item: Argument["expression"]) => ValueType): ResultRule {
  return ([first]) => {
    if (first === undefined) return UNKNOWN_VALUE;
    return { type: itemOf(first.value.type), mayBeAbsent: !isSurelyFilled(first, itemTypes), mayBeNull: false };
  };
}

/** The type of the list's values; absent where the list itself is. */
export const sumOfItems: ResultRule = ([first]) =>
  first === undefined
    ? UNKNOWN_VALUE
    : { type: itemOf(first.value.type), mayBeAbsent: canBeNothing(first.value), mayBeNull: false };

/** The first argument's own type as a list. */
export const sameList: ResultRule = ([first]) => {
  if (first === undefined) return UNKNOWN_VALUE;
  const item = itemOf(first.value.type);
  return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull: false };
};

/** A list of the values of all arguments. */
export const joinedList: ResultRule = (given) => {
  const items = given.map((argument) => ({ ...argument.value, type: itemOf(argument.value.type) }));
  const item = items.length === 0 ? UNKNOWN : items.reduce(unifyValues).type;
  return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull: false };
};
