import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ConnectorSettings } from "@xmap/contract";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";

/** The API's OpenAPI document with its overlay laid over it; throws Invalid, which names the option. */
export function readApiDocument(settings: ConnectorSettings): JsonObject {
  const path = requiredText(settings, "schema");
  const document = readJsonFile(settings, "schema", path);
  if (typeof document.openapi !== "string" || !/^3\.\d/.test(document.openapi))
    throw optionFailure(settings, "schema", `names ${path}, which is no OpenAPI document of version 3`);
  const named = optionalText(settings, "overlay");
  const beside = path.replace(/(?:\.json)?$/, ".overlay.json");
  if (named === undefined && !existsSync(resolve(settings.projectFolder, beside))) return document;
  return mergePatch(document, readJsonFile(settings, "overlay", named ?? beside));
}

function readJsonFile(settings: ConnectorSettings, option: string, path: string): JsonObject {
  const file = resolve(settings.projectFolder, path);
  if (!existsSync(file)) throw optionFailure(settings, option, `names ${path}, which is not there`);
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    if (isJsonObject(document)) return document;
  } catch {
    throw optionFailure(settings, option, `names ${path}, which is not valid JSON; save a YAML document as JSON`);
  }
  throw optionFailure(settings, option, `names ${path}, which holds no object`);
}

/** JSON Merge Patch (RFC 7396): members replace or merge, null removes. */
function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const below = merged.get(name);
    if (value === null) merged.delete(name);
    else if (isJsonObject(value)) merged.set(name, mergePatch(isJsonObject(below) ? below : {}, value));
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** What stands at a JSON Pointer (RFC 6901), `""` for the whole; undefined when there is nothing. */
export function atPointer(value: unknown, pointer: string): unknown {
  if (pointer === "") return value;
  let found = value;
  for (const step of pointer.replace(/^#?\//, "").split("/")) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(found)) found = found[Number(name)];
    else if (isJsonObject(found) && Object.hasOwn(found, name)) found = found[name];
    else return undefined;
  }
  return found;
}

/** The object that a `$ref` names, through any number of them; other values as they are. */
export function resolved(document: JsonObject, value: unknown): JsonObject {
  let found = value;
  for (let depth = 0; depth < 32 && isJsonObject(found) && typeof found.$ref === "string"; depth += 1)
    found = found.$ref.startsWith("#") ? atPointer(document, decodeURIComponent(found.$ref.slice(1))) : undefined;
  return isJsonObject(found) ? found : {};
}

/** Fields of an object schema by name, those of all parts of `allOf` together. */
export function propertiesOf(document: JsonObject, schema: unknown, depth = 0): ReadonlyMap<string, unknown> {
  const { properties, allOf } = resolved(document, schema);
  const fields = new Map<string, unknown>();
  if (depth < 16 && Array.isArray(allOf))
    for (const part of allOf)
      for (const [name, field] of propertiesOf(document, part, depth + 1)) fields.set(name, field);
  if (isJsonObject(properties)) for (const [name, field] of Object.entries(properties)) fields.set(name, field);
  return fields;
}
