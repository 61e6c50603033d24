import { BOOLEAN, DAY, INSTANT, INTEGER, NUMBER, optional, present, recordOf, TEXT } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import type { Argument, FunctionSignature, Parameter } from "./function-signature.ts";
import { liftedOver } from "./results.ts";

/** Text of a system is never blank, so there is a first line where there is text. */
function streetLines([first]: readonly Argument[]): ValueType {
  const isSure = first !== undefined && !first.value.mayBeAbsent && !first.value.mayBeNull;
  const line1 = isSure && first.value.type.kind !== "list" ? present(TEXT) : optional(TEXT);
  return present(recordOf("StreetLines", { line1, line2: optional(TEXT) }));
}

const streetNumber = recordOf("StreetNumber", { street: optional(TEXT), number: optional(TEXT) });

const name: Parameter = { name: "name", takes: "text", nullable: true };
const text: Parameter = { name: "text", takes: "text", nullable: true };
const country: Parameter = { name: "country", takes: "text", nullable: true };
const language: Parameter = { name: "language", takes: "text", optional: true };
const amount: Parameter = { name: "amount", takes: "amount", nullable: true };
const currency: Parameter = { name: "currency", takes: "text", nullable: true };
const zone: Parameter = { name: "zone", takes: "text", nullable: true };

/** May say that there is nothing: the text is blank, or is none of what is known. */
function perhaps(type: Type): () => ValueType {
  return () => optional(type);
}

/** Nothing only where an argument may be nothing. */
function where(type: (given: readonly Argument[]) => Type): FunctionSignature["result"] {
  return (given) => ({
    type: type(given),
    mayBeAbsent: given.some(({ value }) => value.mayBeAbsent || value.mayBeNull || value.type.kind === "list"),
    mayBeNull: false,
  });
}

/** Functions that integrations need beside JSONata's own. Null and blank text are nothing to them. */
export const INTEGRATION_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "joinName",
    documentation: "One name of a first and a last name, either of which may be missing.",
    parameters: [
      { ...name, name: "first" },
      { ...name, name: "last" },
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
    parameters: [name],
    result: perhaps(TEXT),
  },
  {
    name: "lastName",
    documentation: "The last name in a full one.",
    parameters: [name],
    result: perhaps(TEXT),
  },
  {
    name: "initials",
    documentation: 'The first letters of a name, in capitals: "Ann-Marie van Lee" gives "AML".',
    parameters: [name],
    result: perhaps(TEXT),
  },
  {
    name: "titleCase",
    documentation: "Capital first letters for a name that is all large or all small; other names stay.",
    parameters: [name],
    result: perhaps(TEXT),
  },
  {
    name: "street",
    documentation: "A street in two lines, `line1` and `line2`.",
    parameters: [text],
    result: streetLines,
  },
  {
    name: "houseNumber",
    documentation: 'A street and the number in it, `street` and `number`: "Hauptstr. 12a", "12 Main Street".',
    parameters: [text],
    result: () => present(streetNumber),
  },
  {
    name: "postalCode",
    documentation: 'A postal code as its country writes it: "sw1a1aa" of GB gives "SW1A 1AA".',
    parameters: [{ ...text, name: "code" }, country],
    result: perhaps(TEXT),
  },
  {
    name: "phone",
    documentation:
      "A telephone number as `+493012345`; one without a country's code is of the given country. Nothing for what is none.",
    parameters: [
      { ...text, name: "number" },
      { ...country, optional: true },
    ],
    result: perhaps(TEXT),
  },
  {
    name: "countryCode",
    documentation: "The ISO code of two letters of a country's code or English name. Nothing for what is none.",
    parameters: [country],
    result: perhaps(TEXT),
  },
  {
    name: "countryName",
    documentation: 'The name of a country\'s code, in English or in another language, such as "de".',
    parameters: [country, language],
    result: perhaps(TEXT),
  },
  {
    name: "stateCode",
    documentation: "The code of a state or province of AU, BR, CA, DE, IN, MX or US. Nothing for what is none.",
    parameters: [{ ...text, name: "state" }, country],
    result: perhaps(TEXT),
  },
  {
    name: "stateName",
    documentation: "The name of such a state's code.",
    parameters: [{ ...text, name: "state" }, country],
    result: perhaps(TEXT),
  },
  {
    name: "currencyDigits",
    documentation: "How many digits an amount of a currency has after the point.",
    parameters: [currency],
    result: where(() => INTEGER),
  },
  {
    name: "roundMoney",
    documentation: "An amount with its currency's digits, halves away from zero.",
    parameters: [amount, currency],
    result: where(([first]) => (first?.value.type.kind === "money" ? first.value.type : NUMBER)),
  },
  {
    name: "formatMoney",
    documentation: 'An amount as people write it: `$formatMoney(1234.5, "EUR", "de")` gives "1.234,50 €".',
    parameters: [amount, currency, language],
    result: where(() => TEXT),
  },
  {
    name: "dayIn",
    documentation: 'The day of an instant in a zone such as "Europe/Berlin".',
    parameters: [{ ...text, name: "instant" }, zone],
    result: where(() => DAY),
  },
  {
    name: "localTime",
    documentation: 'An instant as the wall clock of a zone shows it: "2026-03-04T17:22:09".',
    parameters: [{ ...text, name: "instant" }, zone],
    result: where(() => TEXT),
  },
  {
    name: "instantOf",
    documentation: "The instant at which the wall clock of a zone shows a local time or day.",
    parameters: [{ ...text, name: "local" }, zone],
    result: where(() => INSTANT),
  },
  {
    name: "slug",
    documentation: 'Text as it may stand in a URL: "Äpfel & Öl" gives "apfel-ol".',
    parameters: [text],
    result: perhaps(TEXT),
  },
  {
    name: "hash",
    documentation: "The SHA-256 of a text in hexadecimal, or its first digits.",
    parameters: [text, { name: "digits", takes: "number", optional: true }],
    result: where(() => TEXT),
  },
  {
    name: "startsWith",
    documentation: "Whether the text begins with the part.",
    parameters: [
      { name: "text", takes: "text" },
      { name: "part", takes: "text" },
    ],
    result: liftedOver(BOOLEAN),
  },
];
