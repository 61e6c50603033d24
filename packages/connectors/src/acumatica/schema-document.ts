import type { SchemaDocument } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import { type ContractCatalog, schemasOf } from "./contract/catalog.ts";
import { isDay } from "./contract/field-types.ts";
import { INQUIRIES, type Inquiry } from "./inquiries/inquiry.ts";

const DATE_TIME = "#/components/schemas/DateTimeValue";
const DAY_SCHEMA = {
  type: "object",
  properties: { value: { type: "string", format: "date" }, error: { type: "string" } },
};
const TEXT = { $ref: "#/components/schemas/StringValue" };

/**
 * The endpoint's own description with what it does not say: which points in time are days, and that rows of inquiries
 * are records of their own. Rejects with SchemaDrift for a resource that the endpoint does not have.
 */
export async function schemaDocument(catalog: ContractCatalog, resources: readonly string[]): Promise<SchemaDocument> {
  for (const resource of resources) await catalog.of(INQUIRIES[resource]?.entity ?? resource);
  const document = await catalog.document();
  const schemas: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemasOf(document))) schemas[name] = withDays(schema);
  schemas.Entity = withPlainId(schemas.Entity);
  schemas.DayValue = DAY_SCHEMA;
  const paths: Record<string, unknown> = isJsonObject(document.paths) ? { ...document.paths } : {};
  for (const [resource, inquiry] of Object.entries(INQUIRIES)) {
    if (schemas[inquiry.rowType] === undefined) continue;
    schemas[resource] = rowSchema(inquiry);
    paths[`/${resource}`] = { get: { responses: { "200": { content: contentOf(resource) } } } };
  }
  const components = { ...(isJsonObject(document.components) ? document.components : {}), schemas };
  return { name: "openapi.json", text: JSON.stringify({ ...document, paths, components }) };
}

function withDays(schema: unknown): unknown {
  if (!isJsonObject(schema)) return schema;
  const properties = isJsonObject(schema.properties) ? schema.properties : undefined;
  const told = Object.entries(properties ?? {}).map(([name, field]): [string, unknown] => [
    name,
    isDay(name) && textMember(field, "$ref") === DATE_TIME ? { $ref: "#/components/schemas/DayValue" } : field,
  ]);
  return {
    ...schema,
    ...(Array.isArray(schema.allOf) ? { allOf: schema.allOf.map(withDays) } : {}),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(told) }),
  };
}

/** Ids of lines are made of their keys. */
function withPlainId(entity: unknown): unknown {
  if (!isJsonObject(entity) || !isJsonObject(entity.properties)) return entity;
  return { ...entity, properties: { ...entity.properties, id: { type: "string" } } };
}

function rowSchema({ rowType, required }: Inquiry): JsonObject {
  const row = { $ref: `#/components/schemas/${rowType}` };
  if (required === undefined) return { allOf: [row] };
  return { allOf: [row, { type: "object", properties: { [required]: TEXT } }] };
}

function contentOf(resource: string): JsonObject {
  return { "application/json": { schema: { $ref: `#/components/schemas/${resource}` } } };
}
