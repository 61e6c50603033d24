import type { DataRecord, EntitySchema, SchemaType, Value } from "@xmap/contract";

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The schema of which records are an example: a field that all of them have is required, one that is null in some may be
 * null. Fields of which no value is known are text that may be null.
 */
export function recordSchema(records: readonly DataRecord[], columns: readonly string[] = []): EntitySchema {
  const names = new Set([...columns, ...records.flatMap((record) => Object.keys(record))]);
  const fields = [...names].map((name): [string, EntitySchema] => [
    name,
    withDefault(valueSchema(records.map((record) => record[name]).filter((value) => value !== undefined))),
  ]);
  const required = [...names].filter((name) => records.every((record) => record[name] !== undefined));
  return { type: "object", properties: Object.fromEntries(fields), required };
}

function valueSchema(values: readonly Value[]): EntitySchema {
  const filled = values.filter((value) => value !== null);
  if (filled.length === 0) return { type: ["string", "null"], "x-xmap-searchable": true };
  const types = new Set(filled.map(typeOf));
  if (types.has("number")) types.delete("integer");
  const hasNull = filled.length < values.length;
  const listed: readonly SchemaType[] = [...types, ...(hasNull ? (["null"] as const) : [])];
  const [only, ...others] = listed;
  const type = only !== undefined && others.length === 0 ? only : listed;
  if (types.has("object") || types.has("array")) {
    const records = filled.filter((value): value is DataRecord => typeOf(value) === "object");
    const items = filled.flatMap((value): readonly Value[] => (Array.isArray(value) ? value : []));
    const { properties = {}, required = [] } = recordSchema(records);
    return {
      type,
      ...(records.length > 0 ? { properties, required } : {}),
      ...(types.has("array") ? { items: itemSchema(items) } : {}),
    };
  }
  const every = (form: RegExp) => filled.every((value) => typeof value === "string" && form.test(value));
  const format = every(INSTANT) ? { format: "date-time" } : every(DAY) ? { format: "date" } : {};
  return { type, ...format, "x-xmap-searchable": true };
}

/** Items are not searched by: a search compares single fields. */
function itemSchema(items: readonly Value[]): EntitySchema {
  if (items.length === 0) return {};
  const { "x-xmap-searchable": _, ...schema } = valueSchema(items);
  return schema;
}

function typeOf(value: Value): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "string" | "boolean" | "object";
}

/** What may be null need not be given. */
function withDefault(schema: EntitySchema): EntitySchema {
  return Array.isArray(schema.type) && schema.type.includes("null") ? { ...schema, "x-xmap-defaulted": true } : schema;
}
