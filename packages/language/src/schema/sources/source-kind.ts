import { isJsonObject } from "./json-object.ts";
import { isOdooFields } from "./odoo/odoo-fields.ts";

/** What a JSON file tells of records. */
export type JsonSourceKind = "openapi" | "odoo-fields" | "json-schema" | "sample";

const SCHEMA_WORDS = ["$schema", "$ref", "$defs", "definitions", "properties", "allOf", "anyOf", "oneOf", "items"];

/** What a parsed JSON file is, by what stands in it. */
export function jsonSourceKind(value: unknown): JsonSourceKind {
  if (!isJsonObject(value)) return "sample";
  if (value.openapi !== undefined || value.swagger !== undefined) return "openapi";
  if (isOdooFields(value)) return "odoo-fields";
  const isSchema = SCHEMA_WORDS.some((word) => Object.hasOwn(value, word)) || value.type === "object";
  return isSchema ? "json-schema" : "sample";
}
