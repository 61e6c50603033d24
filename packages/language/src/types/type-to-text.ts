import type { Type, ValueType } from "./type.ts";

const SHOWN_VALUES = 6;

function enumerationToText(values: readonly (string | number | boolean)[]): string {
  const shown = values.slice(0, SHOWN_VALUES).map((value) => JSON.stringify(value));
  if (values.length > SHOWN_VALUES) shown.push(`${values.length - SHOWN_VALUES} more`);
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
      return `list of ${bareTypeToText(type.item)}`;
    case "record":
      return type.name;
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
  return nothing && value.type.kind !== "null" && value.type.kind !== "unknown" ? `${text} or nothing` : text;
}
