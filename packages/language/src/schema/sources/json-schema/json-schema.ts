import type { EntitySchema } from "@xmap/contract";
import { isJsonObject, jsonKind } from "../json-object.ts";
import { failedReading, type SchemaReading } from "../schema-source.ts";
import { type ReaderRequest, SchemaReader } from "./schema-reader.ts";

/** How deep records are told inside records, where that does not make too many fields. */
const DEEPEST_RECORDS = 8;

/** Fields of one resource, those of records in it included. */
const MOST_FIELDS = 10_000;

/** What a schema is read from. */
export type SchemaRequest = Omit<ReaderRequest, "depth" | "fields">;

/**
 * The schema at a pointer of a document. Records that contain each other are told as deep as they are small enough:
 * where eight levels would be too many fields, it is one level less, and so on.
 */
export function readSchemaAt(pointer: string, request: SchemaRequest): SchemaReading {
  for (let depth = DEEPEST_RECORDS; depth >= 1; depth -= 1) {
    const reader = new SchemaReader({ ...request, depth, fields: MOST_FIELDS });
    const schema = reader.read(pointer);
    if (reader.isOverfull) continue;
    return reader.problems.length === 0 ? { schema, problems: [] } : failedReading(...reader.problems);
  }
  return failedReading({
    place: pointer,
    message: `this has more than ${MOST_FIELDS} fields`,
    help: "take out what no mapping needs",
  });
}

/**
 * A JSON Schema (2020-12 or draft-07) as an entity's schema: references followed, `allOf` merged, variants combined.
 * A schema that has none of that comes back as it is.
 */
export function readJsonSchema(
  document: unknown,
  otherFile: (reference: string) => EntitySchema | undefined,
): SchemaReading {
  if (!isJsonObject(document)) {
    return failedReading({
      place: "#",
      message: `the file holds ${jsonKind(document)} instead of a JSON Schema`,
      help: 'write a schema of an object: { "type": "object", "properties": { … } }',
    });
  }
  return readSchemaAt("#", { root: document, openApi: false, otherFile, resourceAt: () => undefined });
}
