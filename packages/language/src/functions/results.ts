import { canBeNothing, isSequence, itemMayBeNull, itemOf } from "../types/classify.ts";
import { NUMBER, optional, present, UNKNOWN, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { FunctionType, Type, ValueType } from "../types/type.ts";
import { unifyTypes, unifyValues } from "../types/unify.ts";
import type { Argument, CallPlace } from "./function-signature.ts";

type ResultRule = (given: readonly Argument[], place: CallPlace) => ValueType;

/** Always this type, whatever is given. */
export function always(type: Type): ResultRule {
  return () => present(type);
}

/** This type, and absent where the first argument is: most of JSONata's functions. */
export function liftedOver(type: Type): (given: readonly Argument[]) => ValueType {
  return ([first]) => ({
    type,
    mayBeAbsent: first === undefined || canBeNothing(first.value),
    mayBeNull: false,
  });
}

/** True when a list surely has a value: an array written out with an item that is always there. */
function isSurelyFilled(argument: Argument, { context }: CallPlace): boolean {
  const { expression, value } = argument;
  if (value.type.kind !== "list") return !value.mayBeAbsent;
  if (expression.kind !== "ArrayExpression") return false;
  return expression.items.some((item) => !canBeNothing(context.types.get(item) ?? optional(UNKNOWN)));
}

/** The type of the list's values; absent when the list may be empty. */
export const ofItems: ResultRule = ([first], place) => {
  if (first === undefined) return UNKNOWN_VALUE;
  return { type: numberOf(itemOf(first.value.type)), mayBeAbsent: !isSurelyFilled(first, place), mayBeNull: false };
};

/** The type of the list's values; absent where the list itself is. */
export const sumOfItems: ResultRule = ([first]) =>
  first === undefined
    ? UNKNOWN_VALUE
    : { type: numberOf(itemOf(first.value.type)), mayBeAbsent: canBeNothing(first.value), mayBeNull: false };

/** What is computed out of numbers is one, whatever was known of them. */
function numberOf(type: Type): Type {
  if (type.kind === "money" || type.kind === "decimal" || type.kind === "number") return type;
  return type.kind === "enumeration" || type.kind === "reference" ? { kind: "number", integer: true } : NUMBER;
}

/** The first argument's own type as a list. */
export const sameList: ResultRule = ([first]) => {
  if (first === undefined) return UNKNOWN_VALUE;
  const item = itemOf(first.value.type);
  return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull: itemMayBeNull(first.value) };
};

/** A list of the values of all arguments. */
export const joinedList: ResultRule = (given) => {
  const items = given.map((argument) => ({ ...argument.value, type: itemOf(argument.value.type) }));
  const item = items.length === 0 ? UNKNOWN : items.reduce(unifyValues).type;
  const mayBeNull = given.some(({ value }) => itemMayBeNull(value));
  return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull };
};

/** One value of a list as a function that calls back gets it. */
export function itemValue({ value }: Argument): ValueType {
  return { type: itemOf(value.type), mayBeAbsent: false, mayBeNull: itemMayBeNull(value) };
}

/** The function that an argument is, if that is known. */
export function functionOfArgument(argument: Argument | undefined): FunctionType | undefined {
  return argument?.value.type.kind === "function" ? argument.value.type : undefined;
}

/** A list of what a function has given, one for each call; lists among it are not laid flat. */
export function collected(value: ValueType): ValueType {
  const { type } = value;
  if (type.kind === "unknown") return { type, mayBeAbsent: true, mayBeNull: false };
  const item = isSequence(type) ? unifyTypes(type.item, { ...type, sequence: false }) : type;
  return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull: value.mayBeNull };
}
