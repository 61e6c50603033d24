import type { Value } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import { type Api, type ApiInvocation, type ApiOperation, type ApiResource, effectsIn } from "./api.ts";
import { propertiesOf, resolved } from "./document.ts";
import { pagingOf } from "./paging.ts";

/** A path of the document with its methods. */
interface Path {
  readonly path: string;
  readonly methods: JsonObject;
}

const ENVELOPES = ["data", "items", "results", "records", "value"];
const CHANGE_PARAMETERS = ["updated_since", "modified_since", "updatedSince", "modifiedSince", "updated_after"];
const STAMP_FIELDS = ["updated_at", "updatedAt", "modified_at", "modifiedAt", "modified", "updated"];

/**
 * What a REST API offers by the usual habits: `/orders` lists and creates, `/orders/{id}` reads and changes,
 * `POST /orders/{id}/cancel` is an operation, other requests without a record are invocations. What an API does
 * differently stands in `x-xmap` of the document, of a resource by its path or of a request.
 */
export function deriveApi(document: JsonObject): Api {
  const extension = objectIn(document, "x-xmap");
  const paths = Object.entries(objectIn(document, "paths")).map(([path, item]): Path => {
    return { path, methods: resolved(document, item) };
  });
  const names = new Set<string>();
  const resources = new Map<string, ApiResource>();
  const told = objectIn(extension, "resources");
  for (const collection of collectionsOf(paths)) {
    const [named, own] = Object.entries(told).find(([, each]) => textMember(each, "path") === collection) ?? [];
    const usual = nameOf(collection, names);
    const name = named ?? usual;
    names.add(name);
    const override = isJsonObject(own) ? own : objectIn(told, usual);
    const resource = resourceAt(document, paths, collection, name, { ...extension, ...override });
    if (resource !== undefined) resources.set(name, resource);
  }
  return {
    document,
    resources,
    invocations: invocationsIn(document, paths, resources, extension),
    errorMessage: textMember(extension, "errorMessage"),
    probe: textMember(extension, "probe"),
  };
}

/** Paths of lists without parameters: those that answer a list, and those in front of one record. */
function collectionsOf(paths: readonly Path[]): readonly string[] {
  const found = new Set<string>();
  for (const { path, methods } of paths) {
    const owner = /^(.*[^/{}])\/\{[^/{}]+\}$/.exec(path)?.[1];
    if (owner !== undefined && !owner.includes("{") && isJsonObject(methods.get)) found.add(owner);
  }
  for (const { path, methods } of paths) {
    if (!path.includes("{") && isJsonObject(methods.get) && isJsonObject(methods.post)) found.add(path);
  }
  return [...found];
}

function nameOf(path: string, taken: ReadonlySet<string>): string {
  const steps = path
    .replace(/\.json$/, "")
    .split("/")
    .filter((step) => step !== "");
  for (let count = 1; count <= steps.length; count += 1) {
    const name = steps.slice(-count).join(".").replaceAll("-", "_");
    if (!taken.has(name)) return name;
  }
  return steps.join(".");
}

function resourceAt(
  document: JsonObject,
  paths: readonly Path[],
  path: string,
  name: string,
  extension: JsonObject,
): ApiResource | undefined {
  const at = (wanted: string) => paths.find((one) => one.path === wanted)?.methods ?? {};
  const item = paths.find(
    (one) => one.path.startsWith(`${path}/{`) && /^\/\{[^/{}]+\}$/.test(one.path.slice(path.length)),
  );
  const collection = at(path);
  const list = isJsonObject(collection.get) ? collection.get : undefined;
  const listed = list === undefined ? undefined : answerSchema(document, list);
  const items = textMember(extension, "items") ?? itemsPointer(document, listed);
  const itemAnswer = isJsonObject(item?.methods.get) ? answerSchema(document, item.methods.get) : undefined;
  const record = textMember(extension, "record") ?? recordPointer(document, itemAnswer);
  const ofItem = itemAnswer === undefined ? undefined : schemaAt(document, itemAnswer, record);
  const ofList = items === undefined ? undefined : resolved(document, schemaAt(document, listed, items)).items;
  const schema = ofItem ?? ofList;
  if (schema === undefined) return undefined;
  const parameter = /\{([^{}]+)\}$/.exec(item?.path ?? "")?.[1];
  const fields = propertiesOf(document, schema);
  const patch = isJsonObject(item?.methods.patch) ? item.methods.patch : undefined;
  const parameters = list === undefined ? [] : queryParameters(document, list, collection);
  return {
    name,
    description: textMember(list, "summary") ?? textMember(list, "description") ?? `${path} of the API.`,
    path,
    itemPath: item?.path,
    key: textMember(extension, "key") ?? keyOf(fields, parameter),
    lists: list !== undefined && items !== undefined,
    creates: isJsonObject(collection.post),
    updates: patch !== undefined ? "PATCH" : isJsonObject(item?.methods.put) ? "PUT" : undefined,
    mergesPatches: patch !== undefined && requestTypes(document, patch).includes("application/merge-patch+json"),
    items: items ?? "",
    record,
    paging: pagingOf(objectIn(extension, "paging"), parameters),
    query: textEntries(objectIn(extension, "query")),
    changes: changesOf(objectIn(extension, "changes"), parameters, fields),
    search: searchOf(objectIn(extension, "search"), parameters, fields),
    idempotencyHeader: textMember(extension, "idempotencyHeader") ?? idempotencyHeader(document, collection.post),
    operations: item === undefined ? new Map() : operationsOf(document, paths, item.path),
    schema,
  };
}

function keyOf(fields: ReadonlyMap<string, unknown>, parameter: string | undefined): string {
  if (parameter !== undefined && fields.has(parameter)) return parameter;
  return fields.has("id") || parameter === undefined ? "id" : parameter;
}

function operationsOf(
  document: JsonObject,
  paths: readonly Path[],
  itemPath: string,
): ReadonlyMap<string, ApiOperation> {
  const operations = new Map<string, ApiOperation>();
  for (const { path, methods } of paths) {
    const word = path.startsWith(`${itemPath}/`) ? path.slice(itemPath.length + 1) : "";
    if (word === "" || /[/{}]/.test(word) || !isJsonObject(methods.post)) continue;
    const extension = objectIn(methods.post, "x-xmap");
    const doneWhen = new Map(
      Object.entries(objectIn(extension, "doneWhen")).map(([field, value]) => [field, valuesIn(value)]),
    );
    operations.set(textMember(extension, "name") ?? word.replaceAll("-", "_"), {
      path,
      description: textMember(methods.post, "summary") ?? `POST ${path}`,
      doneWhen,
      effects: effectsIn(extension),
      reversible: extension.reversible === true,
      arguments: requestSchema(document, methods.post),
    });
  }
  return operations;
}

function invocationsIn(
  document: JsonObject,
  paths: readonly Path[],
  resources: ReadonlyMap<string, ApiResource>,
  extension: JsonObject,
): ReadonlyMap<string, ApiInvocation> {
  const lists = new Set([...resources.values()].map(({ path }) => path));
  const invocations = new Map<string, ApiInvocation>();
  for (const { path, methods } of paths) {
    if (path.includes("{") || lists.has(path)) continue;
    for (const method of ["GET", "POST"] as const) {
      const request = methods[method.toLowerCase()];
      if (!isJsonObject(request)) continue;
      const own = objectIn(request, "x-xmap");
      const name = textMember(own, "name") ?? textMember(request, "operationId") ?? path.split("/").at(-1) ?? "";
      const answer = answerSchema(document, request);
      const record = textMember(own, "record") ?? recordPointer(document, answer);
      invocations.set(name.replace(/[^\p{L}\p{N}_]/gu, "_"), {
        method,
        path,
        description: textMember(request, "summary") ?? `${method} ${path}`,
        effects: effectsIn(own),
        isNatural: method === "GET" || own.idempotent === "natural",
        arguments: method === "GET" ? parametersSchema(document, request, methods) : requestSchema(document, request),
        answer: answer === undefined ? {} : (schemaAt(document, answer, record) ?? {}),
        record,
        idempotencyHeader: textMember(extension, "idempotencyHeader") ?? idempotencyHeader(document, request),
      });
    }
  }
  return invocations;
}

interface Parameter {
  readonly name: string;
  readonly schema: unknown;
  readonly isRequired: boolean;
}

function parametersOf(
  document: JsonObject,
  request: JsonObject,
  place: string,
  path: JsonObject,
): readonly Parameter[] {
  const lists = [path.parameters, request.parameters].flatMap((list: unknown) => (Array.isArray(list) ? list : []));
  return lists.flatMap((each: unknown) => {
    const parameter = resolved(document, each);
    const name = textMember(parameter, "name");
    if (name === undefined || parameter.in !== place) return [];
    return [{ name, schema: parameter.schema, isRequired: parameter.required === true }];
  });
}

function queryParameters(document: JsonObject, request: JsonObject, path: JsonObject): readonly string[] {
  return parametersOf(document, request, "query", path).map(({ name }) => name);
}

function parametersSchema(document: JsonObject, request: JsonObject, path: JsonObject): JsonObject {
  const parameters = parametersOf(document, request, "query", path);
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema ?? { type: "string" }])),
    required: parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  };
}

function idempotencyHeader(document: JsonObject, request: unknown): string | undefined {
  if (!isJsonObject(request)) return undefined;
  return parametersOf(document, request, "header", {}).find(({ name }) => /^idempotency-key$/i.test(name))?.name;
}

function changesOf(extension: JsonObject, parameters: readonly string[], fields: ReadonlyMap<string, unknown>) {
  const parameter = textMember(extension, "parameter") ?? CHANGE_PARAMETERS.find((name) => parameters.includes(name));
  const field = textMember(extension, "field") ?? STAMP_FIELDS.find((name) => fields.has(name));
  return parameter === undefined || field === undefined ? undefined : { parameter, field };
}

function searchOf(
  extension: JsonObject,
  parameters: readonly string[],
  fields: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, string> {
  const usual = parameters.filter((name) => fields.has(name)).map((name): [string, string] => [name, name]);
  return new Map([...usual, ...textEntries(extension)]);
}

function textEntries(object: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(object).filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

function contentOf(document: JsonObject, holder: unknown): JsonObject {
  return objectIn(resolved(document, holder), "content");
}

function requestTypes(document: JsonObject, request: JsonObject): readonly string[] {
  return Object.keys(contentOf(document, request.requestBody));
}

function jsonSchemaOf(document: JsonObject, holder: unknown): unknown {
  const found = Object.entries(contentOf(document, holder)).find(([type]) => /\bjson\b/.test(type))?.[1];
  return isJsonObject(found) ? found.schema : undefined;
}

function requestSchema(document: JsonObject, request: JsonObject): unknown {
  return jsonSchemaOf(document, request.requestBody) ?? { type: "object", properties: {} };
}

/** The schema of a request's first answer that succeeds. */
function answerSchema(document: JsonObject, request: JsonObject): unknown {
  const answers = Object.entries(objectIn(request, "responses")).filter(([status]) => /^2/.test(status));
  return answers.map(([, answer]) => jsonSchemaOf(document, answer)).find((schema) => schema !== undefined);
}

/** Where a list's answer holds its rows; undefined when it holds none. */
function itemsPointer(document: JsonObject, schema: unknown): string | undefined {
  if (isList(document, schema)) return "";
  const lists = [...propertiesOf(document, schema)].filter(([, field]) => isList(document, field));
  const usual = ENVELOPES.find((name) => lists.some(([field]) => field === name));
  const [only, ...others] = lists;
  const name = usual ?? (others.length === 0 ? only?.[0] : undefined);
  return name === undefined ? undefined : `/${name}`;
}

function isList(document: JsonObject, schema: unknown): boolean {
  return resolved(document, schema).type === "array";
}

/** Where an answer holds its one record: in `data` when nothing but that tells of it. */
function recordPointer(document: JsonObject, schema: unknown): string {
  const fields = propertiesOf(document, schema);
  const isWrapped = fields.has("data") && !fields.has("id") && propertiesOf(document, fields.get("data")).size > 0;
  return isWrapped ? "/data" : "";
}

/** The schema of what stands at a pointer into a value of the schema. */
function schemaAt(document: JsonObject, schema: unknown, pointer: string): unknown {
  let found = schema;
  for (const step of pointer.split("/").slice(1)) found = propertiesOf(document, found).get(step);
  return found;
}

function valuesIn(value: unknown): readonly Value[] {
  return (Array.isArray(value) ? value : [value]) as readonly Value[];
}

function objectIn(value: unknown, name: string): JsonObject {
  const member = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(member) ? member : {};
}
