import type {
  ConnectorDescription,
  EntitySchema,
  InvocationDescription,
  OperationDescription,
  ResourceDescription,
  SchemaDocument,
} from "@xmap/contract";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import type { Api, ApiOperation, ApiResource } from "./api.ts";
import { HTTP_DESCRIPTION } from "./description.ts";
import { propertiesOf, resolved } from "./document.ts";

/** The document with a schema for each resource, named as the resource is. */
export function resourceDocument({ document, resources }: Api, names: readonly string[]): SchemaDocument {
  const components = isJsonObject(document.components) ? document.components : {};
  const schemas = isJsonObject(components.schemas) ? components.schemas : {};
  const own = names.flatMap((name) => {
    const resource = resources.get(name);
    return resource === undefined ? [] : [[name, withSearchable(document, resource)] as const];
  });
  const told = { openapi: document.openapi, info: document.info, paths: {} };
  const text = { ...told, components: { schemas: { ...schemas, ...Object.fromEntries(own) } } };
  return { name: "openapi.json", text: JSON.stringify(text) };
}

/** The connector's description with what the document offers. */
export function describeApi(api: Api, names: readonly string[]): ConnectorDescription {
  const { document, resources, invocations } = api;
  const described = names.flatMap((name) => {
    const resource = resources.get(name);
    return resource === undefined ? [] : [[name, describeResource(document, resource)] as const];
  });
  const questions = [...invocations].map(([name, each]): [string, InvocationDescription] => [
    name,
    {
      description: each.description,
      idempotent: each.isNatural ? "natural" : each.idempotencyHeader === undefined ? "findFirst" : "keyed",
      effects: each.effects,
      arguments: plainSchema(document, each.arguments),
      answer: plainSchema(document, each.answer),
    },
  ]);
  return {
    ...HTTP_DESCRIPTION,
    resources: Object.fromEntries(described),
    ...(questions.length === 0 ? {} : { invocations: Object.fromEntries(questions) }),
  };
}

function describeResource(document: JsonObject, resource: ApiResource): ResourceDescription {
  const { description, changes, lists, operations, creates, updates } = resource;
  const offered = [...operations].filter(([, { doneWhen }]) => doneWhen.size > 0);
  return {
    description,
    changes: changes !== undefined && lists ? "cursor" : lists ? "fullScan" : "none",
    operations: Object.fromEntries(
      offered.map(([name, operation]): [string, OperationDescription] => [
        name,
        describeOperation(document, operation),
      ]),
    ),
    joins: [],
    ...(creates || updates !== undefined ? {} : { writable: [] }),
  };
}

function describeOperation(document: JsonObject, operation: ApiOperation): OperationDescription {
  const { description, effects, reversible, doneWhen } = operation;
  const done = [...doneWhen].map(
    ([field, values]) => `${field} is ${values.map((value) => JSON.stringify(value)).join(" or ")}`,
  );
  return {
    description,
    idempotent: "findFirst",
    effects,
    reversible,
    doneWhen: done.join(" and "),
    arguments: plainSchema(document, operation.arguments),
  };
}

/** The record's schema with the fields marked that it can be searched by. */
function withSearchable(document: JsonObject, resource: ApiResource): JsonObject {
  const { allOf: _, ...own } = resolved(document, resource.schema);
  const searchable = new Set([...resource.search.keys(), ...(resource.itemPath === undefined ? [] : [resource.key])]);
  const fields = [...propertiesOf(document, resource.schema)].map(([name, field]): [string, unknown] => {
    if (!searchable.has(name)) return [name, field];
    return [name, { ...resolved(document, field), "x-xmap-searchable": true }];
  });
  return {
    ...own,
    type: "object",
    properties: Object.fromEntries(fields),
    required: requiredOf(document, resource.schema),
  };
}

function requiredOf(document: JsonObject, schema: unknown, depth = 0): readonly unknown[] {
  const { required, allOf } = resolved(document, schema);
  const parts: readonly unknown[] = depth < 16 && Array.isArray(allOf) ? allOf : [];
  const own: readonly unknown[] = Array.isArray(required) ? required : [];
  return [...new Set([...own, ...parts.flatMap((part) => requiredOf(document, part, depth + 1))])];
}

const DEEPEST = 6;

/** A schema without references: records in it at most a few deep. */
function plainSchema(document: JsonObject, schema: unknown, depth = 0): EntitySchema {
  const found = resolved(document, schema);
  const fields = propertiesOf(document, schema);
  const { type, nullable, format, enum: closed, items, description } = found;
  const types = [type].flat().filter((each): each is string => typeof each === "string");
  const withNull = nullable === true && types.length > 0 ? [...types, "null"] : types;
  const about = {
    ...(typeof description === "string" ? { description } : {}),
    ...(withNull.length === 0 ? {} : { type: withNull.length === 1 ? withNull[0] : withNull }),
    ...(typeof format === "string" ? { format } : {}),
    ...(Array.isArray(closed) ? { enum: closed } : {}),
  };
  if (depth >= DEEPEST) return about as EntitySchema;
  const below = (each: unknown) => plainSchema(document, each, depth + 1);
  const properties = [...fields].map(([name, field]): [string, EntitySchema] => [name, below(field)]);
  const isObject = properties.length > 0 || types.includes("object");
  return {
    ...about,
    ...(isObject
      ? { type: "object", properties: Object.fromEntries(properties), required: requiredOf(document, schema) }
      : {}),
    ...(items === undefined ? {} : { items: below(items) }),
  } as EntitySchema;
}
