import type { EntitySchema, SchemaType } from "@xmap/contract";
import { typeKeyword, typesOf } from "./schema-types.ts";

/** What two schemas cannot both want. */
export interface Contradiction {
  readonly keyword: "type" | "enum";
  readonly path: readonly string[];
}

/**
 * The schema of values that both allow, as `allOf` and `$ref` with keywords beside it mean it. Of texts for people and
 * of what only one can say, the second wins. Contradictions are collected, and nothing is then known of the type.
 */
export function mergeSchemas(
  first: EntitySchema,
  second: EntitySchema,
  contradictions: Contradiction[],
  path: readonly string[] = [],
): EntitySchema {
  const merged: Record<string, unknown> = { ...first, ...second };
  const type = commonType(first, second);
  if (type === "none") {
    contradictions.push({ keyword: "type", path });
    delete merged.type;
  } else if (type !== undefined) {
    merged.type = type;
  }
  if (first.enum !== undefined && second.enum !== undefined) {
    const allowed = second.enum;
    merged.enum = first.enum.filter((value) => allowed.includes(value));
    if ((merged.enum as readonly unknown[]).length === 0) contradictions.push({ keyword: "enum", path });
  }
  if (first.properties !== undefined && second.properties !== undefined)
    merged.properties = mergeProperties(first.properties, second.properties, contradictions, path);
  if (first.required !== undefined && second.required !== undefined)
    merged.required = [...new Set([...first.required, ...second.required])];
  if (first.items !== undefined && second.items !== undefined)
    merged.items = mergeSchemas(first.items, second.items, contradictions, [...path, "items"]);
  if (first.maxLength !== undefined && second.maxLength !== undefined)
    merged.maxLength = Math.min(first.maxLength, second.maxLength);
  if (first.minimum !== undefined && second.minimum !== undefined)
    merged.minimum = Math.max(first.minimum, second.minimum);
  const words = { ...first["x-xmap-checked"], ...second["x-xmap-checked"] };
  if (Object.keys(words).length > 0) merged["x-xmap-checked"] = words;
  if (first.readOnly === true) merged.readOnly = true;
  return merged as EntitySchema;
}

function mergeProperties(
  first: Readonly<Record<string, EntitySchema>>,
  second: Readonly<Record<string, EntitySchema>>,
  contradictions: Contradiction[],
  path: readonly string[],
): Record<string, EntitySchema> {
  const merged = new Map(Object.entries(first));
  for (const [name, schema] of Object.entries(second)) {
    const below = merged.get(name);
    merged.set(name, below === undefined ? schema : mergeSchemas(below, schema, contradictions, [...path, name]));
  }
  return Object.fromEntries(merged);
}

function commonType(first: EntitySchema, second: EntitySchema): EntitySchema["type"] | "none" {
  const left = typesOf(first);
  const right = typesOf(second);
  if (left === undefined || right === undefined) return first.type ?? second.type;
  const common = new Set<SchemaType>();
  for (const type of left) {
    if (right.includes(type)) common.add(type);
    else if (type === "integer" && right.includes("number")) common.add("integer");
    else if (type === "number" && right.includes("integer")) common.add("integer");
  }
  return common.size === 0 ? "none" : typeKeyword([...common]);
}
