import { INTEGER, NUMBER } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { Argument, FunctionSignature } from "./function-signature.ts";
import { always, liftedOver, ofItems, sumOfItems } from "./results.ts";

const numbers = { name: "numbers", takes: "numbers" } as const;
const number = { name: "number", takes: "number" } as const;

function roundedResult(given: readonly Argument[]): ValueType {
  const [, precision] = given;
  return liftedOver(precision === undefined ? INTEGER : NUMBER)(given);
}

/** A magnitude keeps money money. */
function sameNumber(given: readonly Argument[]): ValueType {
  const [first] = given;
  return liftedOver(first?.value.type ?? NUMBER)(given);
}

/** Functions over numbers; `itemTypes` tells the type of an array's items as inferred. */
export function numberFunctions(itemTypes: (item: Argument["expression"]) => ValueType): readonly FunctionSignature[] {
  return [
    {
      name: "sum",
      documentation: "The sum of a list of numbers or of money; of an empty array it is 0.",
      parameters: [numbers],
      result: sumOfItems,
    },
    {
      name: "max",
      documentation: "The largest of a list of numbers or of money.",
      parameters: [numbers],
      result: ofItems(itemTypes),
    },
    {
      name: "min",
      documentation: "The smallest of a list of numbers or of money.",
      parameters: [numbers],
      result: ofItems(itemTypes),
    },
    {
      name: "average",
      documentation: "The mean of a list of numbers.",
      parameters: [{ name: "numbers", takes: "plainNumbers" }],
      result: (given) => ({ ...ofItems(itemTypes)(given), type: NUMBER }),
    },
    {
      name: "count",
      documentation: "How many values a list has; none of an absent one.",
      parameters: [{ name: "list", takes: "list", nullable: true }],
      result: always(INTEGER),
    },
    {
      name: "floor",
      documentation: "The number rounded down to a whole one.",
      parameters: [number],
      result: liftedOver(INTEGER),
    },
    {
      name: "ceil",
      documentation: "The number rounded up to a whole one.",
      parameters: [number],
      result: liftedOver(INTEGER),
    },
    {
      name: "round",
      documentation: "The number rounded to a precision, half to even.",
      parameters: [number, { name: "precision", takes: "number", optional: true }],
      result: roundedResult,
    },
    {
      name: "abs",
      documentation: "The number without its sign.",
      parameters: [number],
      result: sameNumber,
    },
  ];
}
