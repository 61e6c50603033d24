import type { EntitySchema } from "@xmap/contract";
import { type JsonSchema, type RecordType, schemaOfType } from "@xmap/language";

/** The schema of a record type with no more than values are made of. */
export function recordSchema(type: RecordType): EntitySchema {
  return pruned(schemaOfType({ type, mayBeAbsent: false, mayBeNull: false }));
}

function pruned(schema: JsonSchema): EntitySchema {
  const { type, required, enum: values, format, maxLength, pattern, minimum, "x-xmap-decimal": digits } = schema;
  const { const: only, properties, items, anyOf } = schema;
  const below = Object.entries(properties ?? {}).map(([name, property]) => [name, pruned(property)] as const);
  return {
    ...(type === undefined ? {} : { type }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(below) }),
    ...(required === undefined ? {} : { required }),
    ...(items === undefined ? {} : { items: pruned(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(pruned) }),
    ...(values === undefined ? {} : { enum: values }),
    ...(only === undefined ? {} : { const: only }),
    ...(format === undefined ? {} : { format }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(digits === undefined ? {} : { "x-xmap-decimal": digits }),
  };
}
