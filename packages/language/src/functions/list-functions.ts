import { canBeNothing, itemMayBeNull, itemOf } from "../types/classify.ts";
import { BOOLEAN, INTEGER, listOf, NEVER, present, TEXT, UNKNOWN_OR_NOTHING } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import { unifyTypes, unifyValues } from "../types/unify.ts";
import type { Argument, FunctionSignature, Parameter } from "./function-signature.ts";
import { refuseInBinding } from "./number-functions.ts";
import { always, collected, functionOfArgument, itemValue, joinedList, liftedOver, sameList } from "./results.ts";

const list: Parameter = { name: "list", takes: "list" };
const callback: Parameter = { name: "function", takes: "function" };

/** Applies a function to a value of a list, its position and the whole list. */
function appliedToItem(given: readonly Argument[]): ValueType {
  const [first, second] = given;
  const callee = functionOfArgument(second);
  if (first === undefined || callee === undefined) return UNKNOWN_OR_NOTHING;
  return callee.apply([itemValue(first), present(INTEGER), present(listOf(itemOf(first.value.type)))]);
}

/** The list again, after a look at the function that is applied to its values. */
const keptItems: FunctionSignature["result"] = (given, place) => {
  appliedToItem(given);
  return sameList(given, place);
};

/** What a function makes of everything, from one value to the next. */
function reduced(given: readonly Argument[]): ValueType {
  const [first, second, third] = given;
  const callee = functionOfArgument(second);
  if (first === undefined || callee === undefined) return UNKNOWN_OR_NOTHING;
  const item = itemValue(first);
  let value = third?.value ?? item;
  for (let look = 0; look < 3; look += 1) {
    const next = callee.apply([value, item, present(INTEGER), present(listOf(item.type))]);
    const both = unifyValues(value, next);
    if (both.type === value.type && both.mayBeAbsent === value.mayBeAbsent && both.mayBeNull === value.mayBeNull) break;
    value = both;
  }
  const isEmpty = third === undefined || third.value.mayBeAbsent;
  return { ...value, mayBeAbsent: value.mayBeAbsent || isEmpty || canBeNothing(first.value) };
}

/** Lists side by side: the first values of all, the second ones, and so on. */
function zipped(given: readonly Argument[]): ValueType {
  const item = given.reduce(
    (type, { value }) => unifyTypes(type, itemOf(value.type)),
    NEVER as ReturnType<typeof itemOf>,
  );
  return present(
    listOf(
      listOf(
        item,
        given.some(({ value }) => itemMayBeNull(value)),
      ),
    ),
  );
}

export const LIST_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "map",
    documentation: "What a function makes of each value; it is given the value, its position and the whole list.",
    parameters: [list, callback],
    result: (given) => collected(appliedToItem(given)),
  },
  {
    name: "filter",
    documentation: "The values for which a function says true; it is given the value, its position and the whole list.",
    parameters: [list, callback],
    result: keptItems,
  },
  {
    name: "single",
    documentation: "The one value for which a function says true; none or several fail.",
    parameters: [list, { ...callback, optional: true }],
    result: (given) => {
      const [first] = given;
      appliedToItem(given);
      return first === undefined ? UNKNOWN_OR_NOTHING : { ...itemValue(first), mayBeAbsent: canBeNothing(first.value) };
    },
  },
  {
    name: "reduce",
    documentation: "One value of all: a function is given what it made so far and the next value.",
    parameters: [list, callback, { name: "start", takes: "any", optional: true, nullable: true }],
    result: reduced,
  },
  {
    name: "sort",
    documentation: "The list in order; a function of two values says whether the first comes after the second.",
    parameters: [list, { ...callback, optional: true }],
    result: (given, place) => {
      const [first, second] = given;
      if (first !== undefined) functionOfArgument(second)?.apply([itemValue(first), itemValue(first)]);
      return sameList(given, place);
    },
  },
  {
    name: "shuffle",
    documentation: "The list in another order each time. Only in flows.",
    parameters: [list],
    result: (given, place) => {
      refuseInBinding(place);
      return sameList(given, place);
    },
  },
  {
    name: "zip",
    documentation: "Lists of the first values of all lists, of their second ones, and so on.",
    parameters: [list],
    repeats: true,
    result: zipped,
  },
  {
    name: "distinct",
    documentation: "The list with every value once.",
    parameters: [list],
    result: sameList,
  },
  {
    name: "reverse",
    documentation: "The list from its end to its beginning.",
    parameters: [list],
    result: sameList,
  },
  {
    name: "append",
    documentation: "The second list's values after the first one's.",
    parameters: [
      { name: "first", takes: "list" },
      { name: "second", takes: "list" },
    ],
    result: joinedList,
  },
  {
    name: "exists",
    documentation: "Whether there is a value; null is one.",
    parameters: [{ name: "value", takes: "any", nullable: true }],
    result: always(BOOLEAN),
  },
  {
    name: "not",
    documentation: "The opposite of a condition; absent when the condition is.",
    parameters: [{ name: "condition", takes: "any", nullable: true, orContext: true }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "boolean",
    documentation: "Whether the value counts as true: not 0, not empty, not null.",
    parameters: [{ name: "value", takes: "any", nullable: true, orContext: true }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "keys",
    documentation: "The names of a record's fields.",
    parameters: [{ name: "record", takes: "records", orContext: true, nullable: true }],
    result: () => ({ type: { kind: "list", item: TEXT, sequence: true }, mayBeAbsent: false, mayBeNull: false }),
  },
];
