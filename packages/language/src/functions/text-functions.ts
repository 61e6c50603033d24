import { BOOLEAN, INTEGER, listOf, NUMBER, TEXT } from "../types/make-type.ts";
import type { FunctionSignature } from "./function-signature.ts";
import { liftedOver } from "./results.ts";

const text = { name: "text", takes: "text" } as const;

export const TEXT_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "string",
    documentation: "The value as text.",
    parameters: [{ name: "value", takes: "any", nullable: true }],
    result: liftedOver(TEXT),
  },
  {
    name: "length",
    documentation: "How many letters the text has.",
    parameters: [text],
    result: liftedOver(INTEGER),
  },
  {
    name: "substring",
    documentation: "The part of the text from a position, counted from 0, of a length.",
    parameters: [text, { name: "start", takes: "number" }, { name: "length", takes: "number", optional: true }],
    result: liftedOver(TEXT),
  },
  {
    name: "substringBefore",
    documentation: "The text before the first occurrence of the mark; the whole text when there is none.",
    parameters: [text, { name: "mark", takes: "text" }],
    result: liftedOver(TEXT),
  },
  {
    name: "substringAfter",
    documentation: "The text after the first occurrence of the mark; the whole text when there is none.",
    parameters: [text, { name: "mark", takes: "text" }],
    result: liftedOver(TEXT),
  },
  {
    name: "uppercase",
    documentation: "The text in capital letters.",
    parameters: [text],
    result: liftedOver(TEXT),
  },
  {
    name: "lowercase",
    documentation: "The text in small letters.",
    parameters: [text],
    result: liftedOver(TEXT),
  },
  {
    name: "trim",
    documentation: "The text without blanks around it and with single blanks inside.",
    parameters: [text],
    result: liftedOver(TEXT),
  },
  {
    name: "contains",
    documentation: "Whether the part occurs in the text.",
    parameters: [text, { name: "part", takes: "text" }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "startsWith",
    documentation: "Whether the text begins with the part.",
    parameters: [text, { name: "part", takes: "text" }],
    result: liftedOver(BOOLEAN),
  },
  {
    name: "split",
    documentation: "The parts of the text between separators.",
    parameters: [text, { name: "separator", takes: "text" }, { name: "limit", takes: "number", optional: true }],
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
    documentation: "The text with a part replaced wherever it occurs.",
    parameters: [
      text,
      { name: "part", takes: "text" },
      { name: "replacement", takes: "text" },
      { name: "limit", takes: "number", optional: true },
    ],
    result: liftedOver(TEXT),
  },
  {
    name: "number",
    documentation: "The number that the text says; text that is no number fails.",
    parameters: [{ name: "value", takes: "any" }],
    result: liftedOver(NUMBER),
  },
];
