import type { EntitySchema, SchemaType } from "@xmap/contract";
import { isJsonObject, jsonKind } from "../json-object.ts";
import { failedReading, SCHEMA_DIALECT, type SchemaReading } from "../schema-source.ts";

/** What a sample cannot tell by itself. */
export interface SampleOptions {
  readonly title: string;
  /** Dotted paths of fields that hold one of a closed set; the values that occur are taken as the set. */
  readonly enumerations?: readonly string[];
}

/**
 * The schema that fits one or several sample records: fields that some lack are optional, those that are null somewhere
 * may be null, numbers are whole where all of them are, and texts are dates or instants where all of them are.
 */
export function inferSchema(samples: readonly unknown[], options: SampleOptions): SchemaReading {
  const wrong = samples.findIndex((sample) => !isJsonObject(sample));
  if (samples.length === 0 || wrong >= 0) {
    return failedReading({
      place: samples.length === 0 ? "#" : `#/${wrong}`,
      message:
        samples.length === 0 ? "there is no sample record" : `this is ${jsonKind(samples[wrong])} instead of a record`,
      help: "give one record as a JSON object, or several in a list",
    });
  }
  const named = new Set(options.enumerations);
  const schema = schemaOf(samples, "", named);
  const missing = [...named].filter((path) => !isThere(schema, path.split(".")));
  if (missing.length > 0) {
    return failedReading({
      place: "#",
      message: `no sample has ${missing.map((path) => `\`${path}\``).join(", ")}`,
      help: "name fields of the sample as closed sets, with dots between them",
    });
  }
  return { schema: { $schema: SCHEMA_DIALECT, title: options.title, ...schema }, problems: [] };
}

function isThere(schema: EntitySchema, [name, ...rest]: readonly string[]): boolean {
  const inside = schema.items ?? schema;
  if (name === undefined) return true;
  const field = Object.hasOwn(inside.properties ?? {}, name) ? inside.properties?.[name] : undefined;
  return field !== undefined && isThere(field, rest);
}

function schemaOf(values: readonly unknown[], path: string, enumerations: ReadonlySet<string>): EntitySchema {
  const present = values.filter((value) => value !== null);
  const mayBeNull = present.length < values.length;
  const told = presentSchema(present, path, enumerations);
  if (!mayBeNull) return told;
  if (told.anyOf !== undefined) return { anyOf: [...told.anyOf, { type: "null" }] };
  if (typeof told.type !== "string") return {};
  return { ...told, type: [told.type, "null"], ...(told.enum === undefined ? {} : { enum: [...told.enum, null] }) };
}

function presentSchema(values: readonly unknown[], path: string, enumerations: ReadonlySet<string>): EntitySchema {
  const byType = Map.groupBy(values, typeOf);
  if (byType.has("integer") && byType.has("number")) {
    byType.set("number", [...(byType.get("integer") ?? []), ...(byType.get("number") ?? [])]);
    byType.delete("integer");
  }
  const schemas = [...byType].map(([type, found]) => typedSchema(type, found, path, enumerations));
  const [only, ...others] = schemas;
  if (only === undefined) return {};
  return others.length === 0 ? only : { anyOf: schemas };
}

function typeOf(value: unknown): SchemaType {
  if (Array.isArray(value)) return "array";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return "object";
}

function typedSchema(
  type: SchemaType,
  values: readonly unknown[],
  path: string,
  enumerations: ReadonlySet<string>,
): EntitySchema {
  if (type === "object") return recordSchema(values, path, enumerations);
  if (type === "array") {
    const items = values.flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : []));
    return { type, ...(items.length === 0 ? {} : { items: schemaOf(items, path, enumerations) }) };
  }
  if (enumerations.has(path)) return { type, enum: [...new Set(values as readonly (string | number | boolean)[])] };
  return type === "string" ? textSchema(values as readonly string[]) : { type };
}

function recordSchema(values: readonly unknown[], path: string, enumerations: ReadonlySet<string>): EntitySchema {
  const records = values.filter(isJsonObject);
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const properties = names.map((name): [string, EntitySchema] => {
    const found = records.filter((record) => Object.hasOwn(record, name)).map((record) => record[name]);
    return [name, schemaOf(found, path === "" ? name : `${path}.${name}`, enumerations)];
  });
  const required = names.filter((name) => records.every((record) => Object.hasOwn(record, name)));
  return { type: "object", properties: Object.fromEntries(properties), required };
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function textSchema(values: readonly string[]): EntitySchema {
  if (values.every((value) => DAY.test(value))) return { type: "string", format: "date" };
  if (values.every((value) => INSTANT.test(value) && !Number.isNaN(Date.parse(value))))
    return { type: "string", format: "date-time" };
  return { type: "string" };
}
