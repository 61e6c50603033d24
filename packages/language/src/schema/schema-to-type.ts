import type { EntitySchema, SchemaType } from "@xmap/contract";
import { BOOLEAN, DAY, INSTANT, mapOf, NULL_VALUE, NUMBER, TEXT, UNKNOWN } from "../types/make-type.ts";
import type { EnumerationType, Field, RecordType, Type, ValueType } from "../types/type.ts";
import { unifyValues } from "../types/unify.ts";
import { pascalName, singularName } from "./names.ts";
import type { RecordPlace } from "./record-place.ts";

/** Whose schema it is; `omitted` are sub-resources that the entity does not join. */
export interface SchemaOrigin {
  readonly entity: string;
  readonly system: string;
  readonly omitted: ReadonlySet<string>;
}

interface Place extends RecordPlace {
  readonly origin: SchemaOrigin;
}

function schemaTypes(schema: EntitySchema): readonly SchemaType[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/** The dotted path of a currency field from the whole record: `$$.` starts at the record, other paths beside the amount. */
export function currencyPath(written: string, place: readonly string[]): string {
  return written.startsWith("$$.") ? written.slice(3) : [...place, written].join(".");
}

function textType(schema: EntitySchema): Type {
  if (schema.format === "date-time") return INSTANT;
  if (schema.format === "date") return DAY;
  const { maxLength, pattern } = schema;
  if (maxLength === undefined && pattern === undefined) return TEXT;
  return {
    kind: "text",
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

/** The closed set that a schema names, undefined when it is open. */
function enumerationType(schema: EntitySchema): EnumerationType | undefined {
  const written = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  const values = written.filter((value) => value !== null);
  if (values.length === 0) return undefined;
  const labels = schema["x-xmap-labels"];
  return { kind: "enumeration", values, ...(labels === undefined ? {} : { labels }) };
}

function scalarType(schema: EntitySchema, type: SchemaType | undefined, place: Place): Type {
  const reference = schema["x-xmap-reference"];
  if (reference !== undefined && (type === "integer" || type === "string" || type === "number")) {
    const base = type === "string" ? "text" : "integer";
    return { kind: "reference", system: place.origin.system, resource: reference, base };
  }
  const closed = enumerationType(schema);
  if (closed !== undefined) return closed;
  const money = schema["x-xmap-money"];
  if (money !== undefined)
    return { kind: "money", entity: place.origin.entity, currency: currencyPath(money, place.path) };
  const digits = schema["x-xmap-decimal"];
  if (digits !== undefined) return { kind: "decimal", digits };
  if (type === "string") return textType(schema);
  if (type === "integer") return { kind: "number", integer: true };
  if (type === "number") return NUMBER;
  return type === "boolean" ? BOOLEAN : UNKNOWN;
}

function recordType(schema: EntitySchema, place: Place): Type {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    const others = schema.additionalProperties;
    return typeof others === "object" ? mapOf(schemaToValue(others, place, place.path)) : UNKNOWN;
  }
  const required = new Set(schema.required ?? []);
  const fields = new Map<string, Field>();
  for (const [name, property] of properties) {
    if (place.path.length === 0 && place.origin.omitted.has(name)) continue;
    fields.set(name, fieldOf(name, property, required.has(name), place));
  }
  return { kind: "record", name: place.name, fields };
}

function fieldOf(name: string, schema: EntitySchema, listed: boolean, place: Place): Field {
  const inner: Place = {
    origin: place.origin,
    name: place.name + pascalName(schemaTypes(schema).includes("array") ? singularName(name) : name),
    path: [...place.path, name],
  };
  const value = schemaToValue(schema, inner, place.path);
  const readOnly = schema.readOnly === true;
  return {
    name,
    value: listed ? value : { ...value, mayBeAbsent: true },
    readOnly,
    required: listed && !readOnly && schema["x-xmap-defaulted"] !== true,
    searchable: schema["x-xmap-searchable"] === true,
    ...(saysMoreThanType(schema) ? { schema } : {}),
    description: schema.description ?? schema.title,
  };
}

/** Whether values of the type may not be what the schema asks for. */
function saysMoreThanType(schema: EntitySchema): boolean {
  const { maxLength, pattern, minimum } = schema;
  return [maxLength, pattern, minimum, schema["x-xmap-checked"]].some((word) => word !== undefined);
}

function unionValue(schemas: readonly EntitySchema[], place: Place, beside: readonly string[]): ValueType {
  return schemas.map((schema) => schemaToValue(schema, place, beside)).reduce(unifyValues);
}

function schemaToValue(schema: EntitySchema, place: Place, beside: readonly string[]): ValueType {
  if (schema.anyOf !== undefined && schema.anyOf.length > 0) return unionValue(schema.anyOf, place, beside);
  const types = schemaTypes(schema);
  const [type, ...others] = types.filter((candidate) => candidate !== "null");
  const mayBeNull = types.includes("null") || (schema.enum ?? []).includes(null);
  const closed = schema["x-xmap-reference"] === undefined ? enumerationType(schema) : undefined;
  if (others.length > 0 && closed === undefined) {
    const forms = types.map((each): EntitySchema => ({ ...schema, type: each }));
    return unionValue(forms, place, beside);
  }
  if (type === undefined && (types.length > 0 || schema.const === null)) return NULL_VALUE;
  if (type === "object" || (type === undefined && (schema.properties ?? schema.additionalProperties) !== undefined))
    return { type: recordType(schema, place), mayBeAbsent: false, mayBeNull };
  if (type === "array") {
    const item = schema.items === undefined ? UNKNOWN : schemaToValue(schema.items, place, beside).type;
    return { type: { kind: "list", item, sequence: false }, mayBeAbsent: false, mayBeNull };
  }
  return { type: scalarType(schema, type, { ...place, path: beside }), mayBeAbsent: false, mayBeNull };
}

/** What a schema of any kind of value says of it. */
export function schemaToAnswer(schema: EntitySchema, origin: SchemaOrigin): ValueType {
  return schemaToValue(schema, { origin, name: origin.entity, path: [] }, []);
}

/** The record type of an entity's schema; a schema without properties gives a record without fields. */
export function schemaToRecord(schema: EntitySchema, origin: SchemaOrigin): RecordType {
  const type = recordType(schema, { origin, name: origin.entity, path: [] });
  return type.kind === "record" ? type : { kind: "record", name: origin.entity, fields: new Map() };
}
