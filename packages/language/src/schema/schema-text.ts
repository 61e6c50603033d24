import type { EntitySchema } from "@xmap/contract";
import { closedSet, typesOf } from "./sources/json-schema/schema-types.ts";

const SHOWN_VALUES = 6;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  array: "list",
  object: "record",
};

const FORMAT_WORDS: Readonly<Record<string, string>> = { "date-time": "instant", date: "day" };

/** What a field holds, in a few words: `text`, `list of reference to res.partner`. Null and closed sets are left out. */
export function schemaText(schema: EntitySchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(schemaText).join(" or ");
  const reference = schema["x-xmap-reference"];
  if (reference !== undefined && schema.properties === undefined) return `reference to ${reference}`;
  if (schema["x-xmap-money"] !== undefined) return `money in ${schema["x-xmap-money"]}`;
  if (schema["x-xmap-decimal"] !== undefined) return `decimal with ${schema["x-xmap-decimal"]} digits`;
  const types = typesOf(schema)?.filter((type) => type !== "null") ?? [];
  if (types.length === 1 && types[0] === "array" && schema.items !== undefined)
    return `list of ${schemaText(schema.items)}`;
  const format = FORMAT_WORDS[schema.format ?? ""];
  if (format !== undefined) return format;
  if (types.length === 0) return closedSet(schema) === undefined ? "anything" : "text";
  return types.map((type) => TYPE_WORDS[type] ?? type).join(" or ");
}

/** Values of a closed set for people. */
export function valuesText(values: readonly unknown[]): string {
  const shown = values.slice(0, SHOWN_VALUES).map((value) => JSON.stringify(value));
  const more = values.length > SHOWN_VALUES ? [`${values.length - SHOWN_VALUES} more`] : [];
  return [...shown, ...more].join(", ");
}
