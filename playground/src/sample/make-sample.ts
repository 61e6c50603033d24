import type { EntitySchema, SchemaType, Value } from "@xmap/contract";

/** How deep lists and records are filled; schemas that contain themselves end there. */
const DEEPEST = 6;

/** What fields with these names usually hold, so that a sample reads like a record. The first that fits is taken. */
const BY_NAME: readonly (readonly [name: RegExp, text: string])[] = [
  [/e_?mail$/i, "ada@example.com"],
  [/first_?name$/i, "Ada"],
  [/last_?name$/i, "Lovelace"],
  [/phone$/i, "+1 555 0100"],
  [/country(_code)?$/i, "US"],
  [/currency(_code)?$/i, "USD"],
  [/city$/i, "Springfield"],
  [/(zip|post)_?code$|^zip$/i, "12345"],
  [/street|address_?\d?$/i, "1 Main Street"],
  [/sku$|_code$|^code$/i, "A-1"],
  [/url$|link$/i, "https://example.com"],
  [/number$|^ref/i, "1001"],
];

/**
 * A record that fits a schema, the same one each time: the first of each enumeration, one item in each list, a value for
 * each optional field, a plausible text where the field's name says what it holds.
 */
export function makeSample(schema: EntitySchema): Value {
  return sampleOf(schema, "", 0);
}

function sampleOf(schema: EntitySchema, name: string, depth: number): Value {
  const [first] = (schema.enum ?? []).filter((value) => value !== null);
  if (first !== undefined) return first;
  switch (typeOf(schema)) {
    case "object":
      return recordOf(schema, depth);
    case "array":
      return schema.items === undefined || depth >= DEEPEST ? [] : [sampleOf(schema.items, name, depth + 1)];
    case "boolean":
      return true;
    case "integer":
      return Math.ceil(Math.max(1, schema.minimum ?? 1));
    case "number":
      return Math.max(9.5, schema.minimum ?? 0);
    case "null":
      return null;
    case "string":
      return textOf(schema, name);
  }
}

function recordOf(schema: EntitySchema, depth: number): Value {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {})
    .filter(([name]) => depth < DEEPEST || required.has(name))
    .map(([name, field]) => [name, sampleOf(field, name, depth + 1)] as const);
  return Object.fromEntries(fields);
}

function typeOf(schema: EntitySchema): SchemaType {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const type = types.find((candidate) => candidate !== "null") ?? types[0];
  if (type !== undefined) return type;
  if (schema.properties !== undefined) return "object";
  return schema.items === undefined ? "string" : "array";
}

function textOf(schema: EntitySchema, name: string): string {
  if (schema.format === "date-time") return "2026-03-04T16:22:09Z";
  if (schema.format === "date") return "2026-03-04";
  const [, known] = BY_NAME.find(([pattern]) => pattern.test(name)) ?? [];
  const text = known ?? (name === "" ? "text" : name.replaceAll("_", " "));
  return schema.maxLength === undefined ? text : text.slice(0, schema.maxLength);
}
