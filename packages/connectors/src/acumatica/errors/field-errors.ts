import type { FailureField } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../../shared/json-shape.ts";

/** Rules by the words in which Acumatica puts them. */
const RULES: readonly { readonly words: RegExp; readonly rule: string }[] = [
  { words: /cannot be found in the system/i, rule: "reference" },
  { words: /cannot be empty|may not be empty|is required/i, rule: "required" },
  { words: /not in the list of allowed values|is not allowed/i, rule: "enum" },
  { words: /Error converting value/i, rule: "type" },
  { words: /Could not find member/i, rule: "unknownField" },
  { words: /already exists|must be unique|duplicate/i, rule: "unique" },
  { words: /exceeds? (?:the )?(?:maximum|\d+) (?:length|characters)|is too long/i, rule: "maxLength" },
];

/** What the state of a document, a period or an account forbids, however right the values are. */
const BUSINESS_RULES: readonly RegExp[] = [
  /financial period/i,
  /credit (?:limit|hold)/i,
  /is (?:on hold|released|posted|closed|completed|canceled|inactive|voided)/i,
  /cannot be (?:changed|updated|deleted|canceled|reopened|released|decreased|shipped)/i,
  /not available (?:in|for)/i,
  /insufficient|negative (?:quantity|balance)|quantity .*(?:exceed|available|shipped)/i,
  /balance/i,
];

/** True for words about a business rule and not about a wrong value. */
export function isBusinessRule(words: string): boolean {
  return BUSINESS_RULES.some((rule) => rule.test(words));
}

/** The errors at the fields of an echoed record, of its linked records and of its lines. */
export function fieldErrors(record: unknown, prefix = ""): FailureField[] {
  if (!isJsonObject(record)) return [];
  return Object.entries(record).flatMap(([name, member]): FailureField[] => {
    if (name === "custom") return customErrors(member, `${prefix}custom.`);
    if (Array.isArray(member))
      return member.flatMap((line, index) => [
        ...ownError(line, `${prefix}${name}[${index}]`),
        ...fieldErrors(line, `${prefix}${name}[${index}].`),
      ]);
    if (!isJsonObject(member)) return [];
    return [...ownError(member, `${prefix}${name}`), ...fieldErrors(member, `${prefix}${name}.`)];
  });
}

/** What a body that does not fit the contract has wrong, by its place: `entity.Details[0].OrderQty`. */
export function modelStateErrors(body: unknown): FailureField[] {
  const state = isJsonObject(body) ? body.modelState : undefined;
  if (!isJsonObject(state)) return [];
  return Object.entries(state).flatMap(([place, messages]) => {
    const texts = Array.isArray(messages) ? messages.filter((text) => typeof text === "string") : [];
    return texts.map((text) => problem(place.replace(/^entity\.?/, ""), text));
  });
}

function ownError(member: unknown, path: string): FailureField[] {
  const message = textMember(member, "error");
  return message === undefined || message === "" ? [] : [problem(path, message)];
}

function customErrors(custom: unknown, prefix: string): FailureField[] {
  if (!isJsonObject(custom)) return [];
  return Object.entries(custom).flatMap(([view, fields]) =>
    Object.entries(isJsonObject(fields) ? fields : ({} as JsonObject)).flatMap(([field, member]) =>
      ownError(member, `${prefix}${view}.${field}`),
    ),
  );
}

function problem(path: string, words: string): FailureField {
  const message = words.trim();
  const rule = RULES.find((candidate) => candidate.words.test(message))?.rule;
  return { path, message, ...(rule === undefined ? {} : { rule }) };
}
