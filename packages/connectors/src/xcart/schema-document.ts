import { type ConnectorSettings, Failure, type SchemaDocument } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import type { XCartApi } from "./api.ts";
import { XCART_DESCRIPTION } from "./description.ts";
import {
  ADDED_FIELDS,
  choicesOf,
  isAlwaysFilled,
  LEFT_OUT,
  PERSONAL_FIELDS,
  RESOURCE_PLACES,
  type ResourcePlace,
  ROWS_WITH_FREE_DATA,
} from "./schema-facts.ts";

const DOCUMENT = "/api/docs.json";
/** Records of a document may refer to each other in circles. */
const DEEPEST = 6;

/**
 * The shop's own description of its API with what it does not say: which texts can be empty, what can be written and
 * searched by, and what `with` joins. Rejects with SchemaDrift for a resource that the shop does not have.
 */
export async function shopSchemas(
  api: XCartApi,
  { system }: ConnectorSettings,
  resources: readonly string[],
): Promise<SchemaDocument> {
  const drift = (message: string): Failure =>
    new Failure({ class: "SchemaDrift", system, operation: `GET ${DOCUMENT}`, message });
  const document = await api.item(DOCUMENT);
  if (document === undefined) throw drift("The shop does not describe its API");
  const described = new ShopDocument(document);
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  for (const resource of resources) {
    const place = Object.hasOwn(RESOURCE_PLACES, resource) ? RESOURCE_PLACES[resource] : undefined;
    const schema = place === undefined ? undefined : resourceSchema(described, resource, place);
    if (schema === undefined) throw drift(`The description of the shop's API has no ${resource}`);
    schemas[resource] = schema;
    const content = { "application/json": { schema: { $ref: `#/components/schemas/${resource}` } } };
    paths[`/${resource}`] = { get: { responses: { "200": { content } } } };
  }
  const text = JSON.stringify({ openapi: "3.1.0", info: document.info, paths, components: { schemas } });
  return { name: "openapi.json", text };
}

function resourceSchema(described: ShopDocument, resource: string, place: ResourcePlace): JsonObject | undefined {
  const { above, joins = {} } = place;
  const own = rowSchema(described, resource, place);
  if (own === undefined) return undefined;
  const joined = Object.entries(joins).flatMap(([name, below]): [string, unknown][] => {
    const rows = Object.hasOwn(RESOURCE_PLACES, below) ? RESOURCE_PLACES[below] : undefined;
    const items = rows === undefined ? undefined : rowSchema(described, below, rows);
    if (items === undefined) return [];
    const rights = rows?.collection === undefined ? { readOnly: true } : { "x-xmap-defaulted": true };
    return [[name, { type: "array", items, ...rights }]];
  });
  const properties = {
    ...(above === undefined ? {} : { [above]: aboveField(place) }),
    ...propertiesOf(own),
    ...Object.fromEntries(joined),
    ...(Object.hasOwn(ADDED_FIELDS, resource) ? ADDED_FIELDS[resource] : {}),
  };
  return { ...own, required: [...(above === undefined ? [] : [above]), ...namesIn(own.required)], properties };
}

/** The key of the record above is given when a record is created. */
function aboveField({ above, collection, searchable }: ResourcePlace): JsonObject {
  const rights = collection === undefined ? { readOnly: true } : {};
  return { type: "integer", ...rights, ...searchableField(searchable, above) };
}

function searchableField(searchable: readonly string[], name: string | undefined): JsonObject {
  return name !== undefined && searchable.includes(name) ? { "x-xmap-searchable": true } : {};
}

/** A record as the API shows it, with what can be written and searched by. */
function rowSchema(
  described: ShopDocument,
  resource: string,
  { item, collection, searchable, made = [] }: ResourcePlace,
): JsonObject | undefined {
  const record = described.answer(item, resource);
  if (record === undefined) return undefined;
  const created = collection === undefined ? undefined : described.input(collection, "post");
  const isWritten = writtenFields(resource, [created, described.input(item, "put")]);
  const needed = namesIn(created?.required);
  const isDefaulted = (name: string): boolean =>
    created !== undefined && (made.includes(name) || !needed.includes(name));
  const told = Object.entries(propertiesOf(record)).map(([name, schema]): [string, JsonObject] => {
    const defaulted = isDefaulted(name) ? { "x-xmap-defaulted": true } : {};
    const rights = isWritten(name) ? defaulted : { readOnly: true };
    return [name, { ...schemaOf(schema), ...rights, ...searchableField(searchable, name) }];
  });
  return { type: "object", required: told.map(([name]) => name), properties: Object.fromEntries(told) as JsonObject };
}

/** Which fields of a record can be written: those that the connector names, else those that the API takes. */
function writtenFields(resource: string, inputs: readonly (JsonObject | undefined)[]): (name: string) => boolean {
  const writable = XCART_DESCRIPTION.resources[resource]?.writable;
  if (writable !== undefined) return (name) => writable.some((path) => path === name || path.startsWith(`${name}.`));
  return (name) => inputs.some((input) => input !== undefined && Object.hasOwn(propertiesOf(input), name));
}

/** An OpenAPI document of a shop, whose schemas are read with all that they refer to. */
class ShopDocument {
  readonly #document: JsonObject;
  /** By the path with nothing in its braces. */
  readonly #paths: ReadonlyMap<string, JsonObject>;

  constructor(document: JsonObject) {
    this.#document = document;
    const paths = Object.entries(schemaOf(document.paths));
    this.#paths = new Map(
      paths.flatMap(([path, told]) => (isJsonObject(told) ? [[path.replace(/\{[^}]*\}/g, "{}"), told]] : [])),
    );
  }

  /** The record that a path answers with, by itself or in a list; undefined where the shop has none. */
  answer(path: string, name: string): JsonObject | undefined {
    const responses = schemaOf(schemaOf(this.#paths.get(path)?.get).responses);
    const schema = this.#contentOf(responses["200"]);
    if (schema === undefined) return undefined;
    const whole = this.#read(schema, name, name.split(".").at(-1) ?? name, 0);
    return whole.type === "array" ? schemaOf(whole.items) : whole;
  }

  /** What a path takes; undefined where it takes nothing. */
  input(path: string, method: "put" | "post"): JsonObject | undefined {
    const schema = this.#contentOf(schemaOf(this.#paths.get(path)?.[method]).requestBody);
    return schema === undefined ? undefined : this.#resolved(schema);
  }

  #contentOf(holder: unknown): JsonObject | undefined {
    const { schema } = schemaOf(schemaOf(schemaOf(holder).content)["application/json"]);
    return isJsonObject(schema) ? schema : undefined;
  }

  /** Follows references, and the one part that a schema of parts may consist of. */
  #resolved(schema: JsonObject, depth = 0): JsonObject {
    const [, name] = /^#\/components\/schemas\/(.+)$/.exec(textMember(schema, "$ref") ?? "") ?? [];
    const parts = [schema.allOf, schema.anyOf, schema.oneOf].find(Array.isArray);
    const only =
      name === undefined ? parts?.find(isJsonObject) : schemaOf(schemaOf(this.#document.components).schemas)[name];
    if (!isJsonObject(only) || depth > DEEPEST) return schema;
    const { $ref: _ref, allOf: _all, anyOf: _any, oneOf: _one, ...own } = schema;
    return { ...this.#resolved(only, depth + 1), ...own };
  }

  /** `path` begins with the resource and `holder` is the list or record that the schema is of. */
  #read(given: JsonObject, path: string, holder: string, depth: number): JsonObject {
    const { nullable, example: _example, properties, items, ...schema } = this.#resolved(given);
    const isEmptied =
      schema.type === "string" &&
      schema.format === undefined &&
      schema.enum === undefined &&
      choicesOf(path) === undefined &&
      !isAlwaysFilled(path);
    const own = path.split(".").at(-1) ?? path;
    const choices = choicesOf(path);
    const told: JsonObject = {
      ...schema,
      ...(choices === undefined ? {} : { enum: choices }),
      ...(typeof schema.type === "string" && (nullable === true || isEmptied) ? { type: [schema.type, "null"] } : {}),
      ...(PERSONAL_FIELDS.has(own) && schema.type === "string" ? { "x-xmap-personal": true } : {}),
    };
    if (isJsonObject(items) && depth < DEEPEST)
      return { ...told, items: withServerFields(this.#read(items, path, own, depth + 1)) };
    if (!isJsonObject(properties) || depth >= DEEPEST) return told;
    const shown = Object.entries(properties).filter(
      ([name]) => !(ROWS_WITH_FREE_DATA.has(holder) && LEFT_OUT.has(name)),
    );
    const fields = shown.map(([name, field]) => [
      name,
      this.#read(schemaOf(field), `${path}.${name}`, name, depth + 1),
    ]);
    return { ...told, required: shown.map(([name]) => name), properties: Object.fromEntries(fields) as JsonObject };
  }
}

const SERVER_FIELDS: ReadonlySet<string> = new Set(["id", "date", "width", "height"]);

/** What the shop itself gives each row of a list. */
function withServerFields(row: JsonObject): JsonObject {
  if (!isJsonObject(row.properties)) return row;
  const fields = Object.entries(row.properties).map(([name, field]): [string, unknown] => [
    name,
    SERVER_FIELDS.has(name) ? { ...schemaOf(field), readOnly: true } : field,
  ]);
  return { ...row, properties: Object.fromEntries(fields) };
}

function propertiesOf(schema: JsonObject): JsonObject {
  return schemaOf(schema.properties);
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === "string") : [];
}

function schemaOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
