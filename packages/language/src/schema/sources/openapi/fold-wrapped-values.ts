import type { EntitySchema } from "@xmap/contract";
import { isJsonObject, type JsonObject, memberOf, objectMember, textMember } from "../json-object.ts";
import { typesOf } from "../json-schema/schema-types.ts";

/**
 * Acumatica's contract API wraps every field: `{ "OrderNbr": { "value": "SO1" } }`, and an empty one is `{}`. Its connector
 * delivers plain values, always there, null when empty; this makes the document say so. Undefined for other documents.
 */
export function foldWrappedValues(document: JsonObject): JsonObject | undefined {
  const components = objectMember(document, "components");
  const schemas = objectMember(components, "schemas");
  if (components === undefined || schemas === undefined || !isContractApi(schemas)) return undefined;
  const wrappers = new Set(Object.keys(schemas).filter((name) => wrappedValue(schemas[name]) !== undefined));
  const folded = Object.entries(schemas).map(([name, schema]): [string, unknown] => [
    name,
    wrappers.has(name) ? plainValue(schema) : withFields(name, schema, wrappers),
  ]);
  return { ...document, components: { ...components, schemas: Object.fromEntries(folded) } };
}

/** Every record of the contract API is an `Entity`, numbered and with custom fields, beside wrapped texts. */
function isContractApi(schemas: JsonObject): boolean {
  const entity = objectMember(objectMember(schemas, "Entity"), "properties");
  if (entity === undefined || !Object.hasOwn(entity, "rowNumber") || !Object.hasOwn(entity, "custom")) return false;
  return wrappedValue(memberOf(schemas, "StringValue")) !== undefined;
}

/** The schema of the value in `{ "value": …, "error": … }`. */
function wrappedValue(schema: unknown): JsonObject | undefined {
  const properties = objectMember(schema, "properties");
  if (properties === undefined || Object.keys(properties).some((name) => name !== "value" && name !== "error"))
    return undefined;
  return objectMember(properties, "value");
}

function plainValue(schema: unknown): JsonObject {
  return { ...wrappedValue(schema), nullable: true, "x-xmap-defaulted": true };
}

/** The schema, and those that it is made of, with its plain fields always there. */
function withFields(name: string, schema: unknown, wrappers: ReadonlySet<string>): unknown {
  if (!isJsonObject(schema)) return schema;
  const allOf = Array.isArray(schema.allOf) ? schema.allOf.map((part) => withFields(name, part, wrappers)) : undefined;
  const properties = objectMember(schema, "properties");
  if (properties === undefined) return allOf === undefined ? schema : { ...schema, allOf };
  const told = name === "Entity" ? entityFields(properties) : properties;
  const plain = Object.keys(told).filter((field) => isAlwaysThere(memberOf(told, field), wrappers));
  const required = Array.isArray(schema.required) ? schema.required : [];
  return {
    ...schema,
    ...(allOf === undefined ? {} : { allOf }),
    properties: withDefaultedLists(told),
    ...(required.length + plain.length === 0 ? {} : { required: [...new Set([...required, ...plain])] }),
  };
}

function withDefaultedLists(properties: JsonObject): JsonObject {
  const told = Object.entries(properties).map(([name, schema]): [string, unknown] => [
    name,
    isJsonObject(schema) && schema.type === "array" ? { ...schema, "x-xmap-defaulted": true } : schema,
  ]);
  return Object.fromEntries(told);
}

/** What the server alone gives; `error` tells of a refused write and is no data. */
function entityFields(properties: JsonObject): JsonObject {
  const { error: _, ...rest } = properties;
  const own = ["id", "rowNumber"].flatMap((name) => {
    const schema = objectMember(rest, name);
    return schema === undefined ? [] : [[name, { ...schema, readOnly: true, "x-xmap-defaulted": true }] as const];
  });
  return { ...rest, ...Object.fromEntries(own) };
}

/** Plain fields, what the server gives each record, and lists, which are empty when nothing is in them. */
function isAlwaysThere(field: unknown, wrappers: ReadonlySet<string>): boolean {
  if (!isJsonObject(field)) return false;
  return wrappers.has(componentOf(field) ?? "") || field["x-xmap-defaulted"] === true || field.type === "array";
}

function componentOf(schema: unknown): string | undefined {
  return /^#\/components\/schemas\/([^/]+)$/.exec(textMember(schema, "$ref") ?? "")?.[1];
}

/** The contract API filters by the fields of a record itself, and not by those of records in it. */
export function withSearchableFields(schema: EntitySchema): EntitySchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]): [string, EntitySchema] => {
    const isPlain = !typesOf(field)?.some((type) => type === "object" || type === "array");
    return [name, isPlain && schema.required?.includes(name) ? { ...field, "x-xmap-searchable": true } : field];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
