import { INTEGER, NUMBER, TEXT } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { Argument, FunctionSignature, Parameter } from "./function-signature.ts";
import { always, liftedOver, ofItems, sumOfItems } from "./results.ts";

const numbers = { name: "numbers", takes: "numbers" } as const;
const number = { name: "number", takes: "number", orContext: true } as const;
const picture: Parameter = { name: "picture", takes: "text" };

function roundedResult(given: readonly Argument[]): ValueType {
  const [, precision] = given;
  return liftedOver(precision === undefined ? INTEGER : NUMBER)(given);
}

/** A magnitude keeps money money. */
function sameNumber(given: readonly Argument[]): ValueType {
  const [first] = given;
  const type = first === undefined || first.value.type.kind === "unknown" ? NUMBER : first.value.type;
  return liftedOver(type)(given);
}

export const NUMBER_FUNCTIONS: readonly FunctionSignature[] = [
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
    result: ofItems,
  },
  {
    name: "min",
    documentation: "The smallest of a list of numbers or of money.",
    parameters: [numbers],
    result: ofItems,
  },
  {
    name: "average",
    documentation: "The mean of a list of numbers.",
    parameters: [{ name: "numbers", takes: "plainNumbers" }],
    result: (given, place) => ({ ...ofItems(given, place), type: NUMBER }),
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
  {
    name: "power",
    documentation: "The number to the power of an exponent.",
    parameters: [number, { name: "exponent", takes: "number" }],
    result: liftedOver(NUMBER),
  },
  {
    name: "sqrt",
    documentation: "The square root of the number.",
    parameters: [number],
    result: liftedOver(NUMBER),
  },
  {
    name: "formatNumber",
    documentation: 'The number as a picture says: `$formatNumber(12.5, "#,##0.00")` is "12.50".',
    parameters: [number, picture, { name: "options", takes: "record", optional: true }],
    result: liftedOver(TEXT),
  },
  {
    name: "formatBase",
    documentation: "The whole number in digits of a base from 2 to 36.",
    parameters: [number, { name: "base", takes: "number", optional: true }],
    result: liftedOver(TEXT),
  },
  {
    name: "formatInteger",
    documentation: 'The whole number as a picture says: `"0000"`, `"I"` for Roman numerals, `"w"` for words.',
    parameters: [number, picture],
    result: liftedOver(TEXT),
  },
  {
    name: "parseInteger",
    documentation: "The whole number that a text says in the form of a picture.",
    parameters: [{ name: "text", takes: "text", orContext: true }, picture],
    result: liftedOver(INTEGER),
  },
  {
    name: "random",
    documentation: "A number from 0 up to, not including, 1: another one each time. Only in flows.",
    parameters: [],
    result: (_given, place) => {
      refuseInBinding(place);
      return { type: NUMBER, mayBeAbsent: false, mayBeNull: false };
    },
  },
];

/** A binding gives the same for the same record: what would differ each time belongs to flows. */
export function refuseInBinding({ call, scope, context }: Parameters<FunctionSignature["result"]>[1]): void {
  if (scope.flow) return;
  const what = context.textOf(call.callee.span);
  context.report({ code: "not-in-binding", span: call.span, values: { what: `\`${what}\`` } });
}
