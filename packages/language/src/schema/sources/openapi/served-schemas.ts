import { isJsonObject, type JsonObject, memberOf, objectMember, textMember } from "../json-object.ts";
import { pointerSteps, valueAtPointer } from "../json-schema/pointer.ts";

const READING = ["get", "put", "post", "patch"];

/** How deep a schema may be wrapped in an answer: `{ "data": [ … ] }` in `allOf`. */
const DEEPEST = 4;

/**
 * Names of the schemas that paths answer with, by themselves, in a list, or in a list behind one member of an envelope.
 * Where no path answers with any, all schemas of objects.
 */
export function servedSchemas(document: JsonObject): string[] {
  const served = new Set<string>();
  for (const operation of operationsOf(document)) {
    for (const schema of answerSchemas(operation, document)) addNames(schema, document, served, 0);
  }
  const schemas = objectMember(objectMember(document, "components"), "schemas") ?? {};
  const objects = Object.keys(schemas).filter((name) => isObjectSchema(memberOf(schemas, name)));
  const resources = objects.filter((name) => served.has(name));
  return resources.length > 0 ? resources : objects;
}

function operationsOf(document: JsonObject): JsonObject[] {
  const paths = Object.values(objectMember(document, "paths") ?? {}).filter(isJsonObject);
  return paths.flatMap((path) => READING.map((method) => memberOf(path, method)).filter(isJsonObject));
}

function answerSchemas(operation: JsonObject, document: JsonObject): unknown[] {
  const answers = Object.entries(objectMember(operation, "responses") ?? {});
  return answers
    .filter(([status]) => /^2(\d\d|XX)$/.test(status))
    .flatMap(([, answer]) => Object.entries(objectMember(resolved(answer, document), "content") ?? {}))
    .filter(([mediaType]) => /\bjson\b/.test(mediaType))
    .map(([, content]) => (isJsonObject(content) ? content.schema : undefined));
}

function resolved(value: unknown, document: JsonObject): unknown {
  const steps = pointerSteps(textMember(value, "$ref") ?? "");
  return steps === undefined ? value : valueAtPointer(document, steps);
}

function addNames(schema: unknown, document: JsonObject, names: Set<string>, depth: number): void {
  if (!isJsonObject(schema) || depth > DEEPEST) return;
  const name = componentName(schema);
  if (name !== undefined) {
    const listed = listedIn(resolved(schema, document));
    if (listed === undefined) names.add(name);
    else addNames(listed, document, names, depth + 1);
    return;
  }
  if (schema.items !== undefined) addNames(schema.items, document, names, depth + 1);
  else if (Array.isArray(schema.allOf)) for (const part of schema.allOf) addNames(part, document, names, depth + 1);
  else addNames(listedIn(schema), document, names, depth + 1);
}

function componentName(schema: JsonObject): string | undefined {
  const [first, second, name] = pointerSteps(textMember(schema, "$ref") ?? "") ?? [];
  return first === "components" && second === "schemas" ? name : undefined;
}

/** Of an envelope, the items of the one list of records in it, when there is no other member that tells of the record. */
function listedIn(schema: unknown): unknown {
  if (isJsonObject(schema) && schema.type === "array") return schema.items;
  const properties = Object.entries(objectMember(schema, "properties") ?? {});
  const lists = properties.filter(([name, each]) => ENVELOPES.has(name) && isJsonObject(each) && each.type === "array");
  const [only, ...others] = lists;
  return only !== undefined && others.length === 0 && isJsonObject(only[1]) ? only[1].items : undefined;
}

const ENVELOPES: ReadonlySet<string> = new Set(["data", "items", "results", "records", "value", "hydra:member"]);

function isObjectSchema(schema: unknown): boolean {
  if (!isJsonObject(schema)) return false;
  if (schema.type === "object" || schema.properties !== undefined) return true;
  return schema.type === undefined && Array.isArray(schema.allOf);
}
