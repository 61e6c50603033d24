import { recordOf, TEXT } from "../types/make-type.ts";
import type { FunctionSignature } from "./function-signature.ts";
import { liftedOver } from "./results.ts";

const streetLines = recordOf("StreetLines", {
  line1: { type: TEXT, mayBeAbsent: false, mayBeNull: false },
  line2: { type: TEXT, mayBeAbsent: true, mayBeNull: true },
});

/** Functions that integrations need beside JSONata's own. */
export const INTEGRATION_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "joinName",
    documentation: "One name of a first and a last name, either of which may be missing.",
    parameters: [
      { name: "first", takes: "text", nullable: true },
      { name: "last", takes: "text", nullable: true },
    ],
    result: (given) => ({
      type: TEXT,
      mayBeAbsent: given.every((argument) => argument.value.mayBeAbsent || argument.value.mayBeNull),
      mayBeNull: false,
    }),
  },
  {
    name: "firstName",
    documentation: "The first name in a full one.",
    parameters: [{ name: "name", takes: "text", nullable: true }],
    result: () => ({ type: TEXT, mayBeAbsent: true, mayBeNull: false }),
  },
  {
    name: "lastName",
    documentation: "The last name in a full one.",
    parameters: [{ name: "name", takes: "text", nullable: true }],
    result: () => ({ type: TEXT, mayBeAbsent: true, mayBeNull: false }),
  },
  {
    name: "street",
    documentation: "A street in two lines, `line1` and `line2`.",
    parameters: [{ name: "text", takes: "text", nullable: true }],
    result: liftedOver(streetLines),
  },
];
