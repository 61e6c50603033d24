import { INSTANT, INTEGER, TEXT } from "../types/make-type.ts";
import type { FunctionSignature, Parameter } from "./function-signature.ts";
import { always, liftedOver } from "./results.ts";

const picture: Parameter = { name: "picture", takes: "text", optional: true };
const zone: Parameter = { name: "zone", takes: "text", optional: true };

export const TIME_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "now",
    documentation: "The instant at which the run began, in UTC; with a picture, text in its form.",
    parameters: [picture, zone],
    result: (given, place) => always(given.length === 0 ? INSTANT : TEXT)(given, place),
  },
  {
    name: "millis",
    documentation: "The instant at which the run began, in milliseconds since 1970.",
    parameters: [],
    result: always(INTEGER),
  },
  {
    name: "toMillis",
    documentation: "An instant as milliseconds since 1970; with a picture, of text in its form.",
    parameters: [{ name: "instant", takes: "text", orContext: true }, picture],
    result: liftedOver(INTEGER),
  },
  {
    name: "fromMillis",
    documentation:
      "The instant of milliseconds since 1970; with a picture and a zone such as `+0100`, text in its form.",
    parameters: [{ name: "milliseconds", takes: "number", orContext: true }, picture, zone],
    result: (given) => liftedOver(given.length < 2 ? INSTANT : TEXT)(given),
  },
];
