import type { DataRecord, Value } from "@xmap/contract";
import { toInstant } from "../shared/instants.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { propertiesOf, resolved } from "./document.ts";

/** A value as records hold it: empty text is null, instants of the schema are UTC. */
export function toValue(document: JsonObject, schema: unknown, value: unknown): Value {
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value)) {
    const { items } = resolved(document, schema);
    return value.map((item: unknown) => toValue(document, items, item));
  }
  if (isJsonObject(value)) return toRecord(document, schema, value);
  if (typeof value === "string" && resolved(document, schema).format === "date-time") return toInstant(value) ?? value;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

/** A record of the schema; fields that it does not tell of come as they are. */
export function toRecord(document: JsonObject, schema: unknown, value: JsonObject): DataRecord {
  const fields = propertiesOf(document, schema);
  const entries = Object.entries(value).map(([name, each]): [string, Value] => [
    name,
    toValue(document, fields.get(name), each),
  ]);
  return Object.fromEntries(entries);
}

/** What is sent of a whole record: without the fields that the API alone writes. */
export function writable(document: JsonObject, schema: unknown, record: JsonObject): JsonObject {
  const fields = propertiesOf(document, schema);
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => resolved(document, fields.get(name)).readOnly !== true),
  );
}

/** A value as a query parameter or path step. */
export function asText(value: Value): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
