import { BOOLEAN, listOf, TEXT, UNKNOWN } from "../types/make-type.ts";
import type { FunctionSignature } from "./function-signature.ts";
import { always, joinedList, liftedOver, sameList } from "./results.ts";

const list = { name: "list", takes: "list" } as const;

export const LIST_FUNCTIONS: readonly FunctionSignature[] = [
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
    parameters: [{ name: "condition", takes: "any", nullable: true }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "boolean",
    documentation: "Whether the value counts as true: not 0, not empty, not null.",
    parameters: [{ name: "value", takes: "any", nullable: true }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "keys",
    documentation: "The names of a record's fields.",
    parameters: [{ name: "record", takes: "record" }],
    result: liftedOver(listOf(TEXT)),
  },
];

/** JSONata's functions whose result has no type that is known before running. */
export const UNTYPED_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "merge",
    documentation: "One record of several; later ones win.",
    parameters: [list],
    result: liftedOver(UNKNOWN),
  },
  {
    name: "lookup",
    documentation: "The field of a record whose name is computed.",
    parameters: [
      { name: "record", takes: "record" },
      { name: "name", takes: "text" },
    ],
    result: () => ({ type: UNKNOWN, mayBeAbsent: true, mayBeNull: true }),
  },
];
