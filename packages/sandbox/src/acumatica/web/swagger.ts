import type { Json, JsonObject } from "../../server/json.ts";
import { behaviorOf } from "../business/behaviors.ts";
import { ENTITIES, schemaOf } from "../contract/entities.ts";
import type { EntitySchema, FieldType } from "../contract/schema.ts";

const VALUE_TYPES: { readonly [Type in FieldType]: readonly [string, JsonObject] } = {
  string: ["StringValue", { type: "string" }],
  decimal: ["DecimalValue", { type: "number", format: "double" }],
  int: ["IntValue", { type: "integer", format: "int32" }],
  short: ["ShortValue", { type: "integer", format: "int32" }],
  long: ["LongValue", { type: "integer", format: "int64" }],
  double: ["DoubleValue", { type: "number", format: "double" }],
  byte: ["ByteValue", { type: "integer", format: "int32" }],
  boolean: ["BooleanValue", { type: "boolean" }],
  dateTime: ["DateTimeValue", { type: "string", format: "date-time" }],
  guid: ["GuidValue", { type: "string", format: "uuid" }],
};

/** An OpenAPI description of what the sandbox serves: paths, and the types of records. */
export function describeEndpoint(version: string): JsonObject {
  const paths: { [path: string]: Json } = {};
  const schemas: { [name: string]: Json } = {};
  for (const [name, value] of Object.values(VALUE_TYPES)) {
    schemas[name] = { type: "object", properties: { value, error: { type: "string" } } };
  }
  schemas.Entity = {
    type: "object",
    properties: {
      id: { type: "string", format: "uuid" },
      rowNumber: { type: "integer", format: "int64" },
      note: reference("StringValue"),
      custom: { type: "object" },
      error: { type: "string" },
      files: { type: "array", items: { type: "object" } },
    },
  };
  for (const entity of ENTITIES.values()) {
    const answer = { "200": { description: "The record.", content: jsonOf(entity.name) } };
    paths[`/${entity.name}`] = {
      get: { tags: [entity.name], responses: answer },
      put: { tags: [entity.name], requestBody: { content: jsonOf(entity.name) }, responses: answer },
    };
    paths[`/${entity.name}/{ids}`] = {
      get: { tags: [entity.name], responses: answer },
      delete: { tags: [entity.name], responses: { "204": { description: "The record is deleted." } } },
    };
    for (const action of Object.keys(behaviorOf(entity.name).actions ?? {})) {
      paths[`/${entity.name}/${action}`] = {
        post: {
          tags: [entity.name],
          responses: { "202": { description: "Started." }, "204": { description: "Done." } },
        },
      };
    }
    describe(entity.schema, schemas);
  }
  return { openapi: "3.0.1", info: { title: `Default/${version}`, version: "4" }, paths, components: { schemas } };
}

function describe(schema: EntitySchema, schemas: { [name: string]: Json }): void {
  if (schemas[schema.name] !== undefined) {
    return;
  }
  const properties: { [name: string]: Json } = {};
  schemas[schema.name] = { allOf: [reference("Entity"), { type: "object", properties }] };
  for (const [field, type] of schema.fields) {
    properties[field] = reference(VALUE_TYPES[type][0]);
  }
  for (const [name, type] of schema.links) {
    properties[name] = reference(type);
    describe(schemaOf(type), schemas);
  }
  for (const [name, type] of schema.rows) {
    properties[name] = { type: "array", items: reference(type) };
    describe(schemaOf(type), schemas);
  }
}

function reference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonOf(name: string): JsonObject {
  return { "application/json": { schema: reference(name) } };
}
