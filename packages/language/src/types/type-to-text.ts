import type { Type, ValueType } from "./type.ts";

const SHOWN_VALUES = 6;
/** The name of records that are not a system's. */
const CONSTRUCTED = "Object";

function enumerationToText(values: readonly (string | number | boolean)[]): string {
  const shown = values.slice(0, SHOWN_VALUES).map((value) => JSON.stringify(value));
  if (values.length > SHOWN_VALUES) shown.push(`${values.length - SHOWN_VALUES} more`);
  const last = shown.pop() ?? "nothing";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

/** `{ name, total }`: a record that an expression has made. */
function fieldsToText(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_VALUES);
  if (names.length > SHOWN_VALUES) shown.push(`${names.length - SHOWN_VALUES} more`);
  return shown.length === 0 ? "{}" : `{ ${shown.join(", ")} }`;
}

/** Alternatives inside a larger type stand in brackets. */
function partToText(type: Type): string {
  const text = bareTypeToText(type);
  return type.kind === "union" && type.members.length > 1 ? `(${text})` : text;
}

function unionToText(members: readonly Type[]): string {
  const shown = members.slice(0, SHOWN_VALUES).map(partToText);
  if (members.length > SHOWN_VALUES) shown.push(`${members.length - SHOWN_VALUES} more`);
  const last = shown.pop() ?? "nothing";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

function bareTypeToText(type: Type): string {
  switch (type.kind) {
    case "text":
      return type.maxLength === undefined ? "text" : `text of at most ${type.maxLength} letters`;
    case "number":
      return type.integer ? "whole number" : "number";
    case "decimal":
      return `decimal with ${type.digits} digits`;
    case "money":
      return `money in ${type.entity}.${type.currency}`;
    case "enumeration":
      return enumerationToText(type.values);
    case "reference":
      return `reference to ${type.system}.${type.resource}`;
    case "list":
      return `list of ${partToText(type.item)}`;
    case "record":
      return type.name === CONSTRUCTED ? fieldsToText([...type.fields.keys()]) : type.name;
    case "map":
      return `map of ${partToText(type.value.type)}`;
    case "union":
      return unionToText(type.members);
    case "null":
      return "nothing";
    default:
      return type.kind;
  }
}

/** The text with a capital letter, for the beginning of a sentence. */
export function asSentenceStart(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A type in the words of messages and hovers: "text or nothing", "list of OrderItem". */
export function typeToText(value: Type | ValueType): string {
  if ("kind" in value) return bareTypeToText(value);
  const text = bareTypeToText(value.type);
  const nothing = value.mayBeAbsent || value.mayBeNull;
  const isNothing = value.type.kind === "null" || (value.type.kind === "union" && value.type.members.length === 0);
  return nothing && !isNothing && value.type.kind !== "unknown" ? `${text} or nothing` : text;
}
