import { canBeNothing } from "../types/classify.ts";
import { BOOLEAN, INTEGER, listOf, NUMBER, present, recordOf, sequenceOf, TEXT } from "../types/make-type.ts";
import type { FunctionSignature, Parameter } from "./function-signature.ts";
import { functionOfArgument, liftedOver } from "./results.ts";

const text = { name: "text", takes: "text", orContext: true } as const;

function textFunction(
  name: string,
  documentation: string,
  parameters: readonly Parameter[] = [text],
): FunctionSignature {
  return { name, documentation, parameters, result: liftedOver(TEXT) };
}

/** What `$match` finds. */
const MATCH = recordOf("Match", {
  match: present(TEXT),
  index: present(INTEGER),
  groups: present(listOf(TEXT)),
});

export const TEXT_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "string",
    documentation: "The value as text; with `true` behind it, lists and records over several lines.",
    parameters: [
      { name: "value", takes: "any", nullable: true, orContext: true },
      { name: "pretty", takes: "boolean", optional: true },
    ],
    result: ([first]) => {
      // A function's text is "".
      const isNothing = first === undefined || canBeNothing(first.value);
      return { type: TEXT, mayBeAbsent: isNothing, mayBeNull: false };
    },
  },
  {
    name: "length",
    documentation: "How many letters the text has.",
    parameters: [text],
    result: liftedOver(INTEGER),
  },
  textFunction("substring", "The part of the text from a position, counted from 0, of a length.", [
    text,
    { name: "start", takes: "number" },
    { name: "length", takes: "number", optional: true },
  ]),
  textFunction(
    "substringBefore",
    "The text before the first occurrence of the mark; the whole text when there is none.",
    [text, { name: "mark", takes: "text" }],
  ),
  textFunction(
    "substringAfter",
    "The text after the first occurrence of the mark; the whole text when there is none.",
    [text, { name: "mark", takes: "text" }],
  ),
  textFunction("uppercase", "The text in capital letters."),
  textFunction("lowercase", "The text in small letters."),
  textFunction("trim", "The text without blanks around it and with single blanks inside."),
  textFunction("pad", "The text filled up to a width; a negative width fills up at the beginning.", [
    text,
    { name: "width", takes: "number" },
    { name: "with", takes: "text", optional: true },
  ]),
  {
    name: "contains",
    documentation: "Whether a part occurs in the text, or a regular expression matches it somewhere.",
    parameters: [text, { name: "part", takes: "pattern" }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "match",
    documentation: "Every place where a regular expression matches the text: `match`, `index` and `groups`.",
    parameters: [text, { name: "pattern", takes: "function" }, { name: "limit", takes: "number", optional: true }],
    result: () => sequenceOf(MATCH, false),
  },
  {
    name: "split",
    documentation: "The parts of the text between separators.",
    parameters: [text, { name: "separator", takes: "pattern" }, { name: "limit", takes: "number", optional: true }],
    result: liftedOver(listOf(TEXT)),
  },
  {
    name: "join",
    documentation: "One text of several, with a separator between them.",
    parameters: [
      { name: "texts", takes: "texts" },
      { name: "separator", takes: "text", optional: true },
    ],
    result: liftedOver(TEXT),
  },
  {
    name: "replace",
    documentation:
      "The text with a part replaced wherever it occurs; `$1` stands for the first group of a regular expression.",
    parameters: [
      text,
      { name: "part", takes: "pattern" },
      { name: "replacement", takes: "replacement" },
      { name: "limit", takes: "number", optional: true },
    ],
    result: (given) => {
      functionOfArgument(given[2])?.apply([present(MATCH)]);
      return liftedOver(TEXT)(given);
    },
  },
  {
    name: "number",
    documentation: "The number that the text says; text that is no number fails.",
    parameters: [{ name: "value", takes: "any", orContext: true }],
    result: liftedOver(NUMBER),
  },
  textFunction("base64encode", "The text in Base64."),
  textFunction("base64decode", "The text that Base64 stands for."),
  textFunction("encodeUrlComponent", "The text as it may stand in a part of a URL."),
  textFunction("encodeUrl", "A URL with everything escaped that may not stand in one."),
  textFunction("decodeUrlComponent", "The text that a part of a URL stands for."),
  textFunction("decodeUrl", "A URL without escapes."),
];
