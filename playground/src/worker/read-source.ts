import type { EntitySchema } from "@xmap/contract";
import { readSourceFiles, schemaFileText, schemaProblemText } from "@xmap/language/schemas";

/** A text that tells of records: a sample, a JSON Schema, an OpenAPI document, an answer of fields_get, OData metadata. */
export interface SourceText {
  readonly text: string;
  /** The record type that is wanted. */
  readonly resource: string;
}

export type ReadSource =
  | {
      readonly kind: "read";
      /** The schema as the text of its file. */
      readonly schema: string;
      /** Fields that can be a key, the likeliest first. */
      readonly keys: readonly string[];
      /** The first record, when the text holds samples. */
      readonly sample: string | undefined;
    }
  | { readonly kind: "unreadable"; readonly problems: readonly string[] };

/** Reads the schema of one record type out of a text. */
export function readSource({ text, resource }: SourceText): ReadSource {
  const catalog = readSourceFiles([{ name: `${resource}.json`, text }], {
    resource,
    typedCells: false,
    parseTable: () => [],
  });
  const found = catalog.read(resource);
  const problems = [...catalog.problems, ...(found?.problems ?? [])];
  if (found?.schema !== undefined && problems.length === 0) {
    const isSample = catalog.kinds.has("sample");
    return {
      kind: "read",
      schema: schemaFileText(found.schema),
      keys: keysOf(found.schema),
      sample: isSample ? firstRecord(text) : undefined,
    };
  }
  const known = catalog.resources.length === 0 ? "" : `; it tells of ${catalog.resources.slice(0, 20).join(", ")}`;
  const absent = `The text tells nothing of ${resource}${known}.`;
  return { kind: "unreadable", problems: problems.length === 0 ? [absent] : problems.map(schemaProblemText) };
}

function keysOf({ properties = {}, required = [] }: EntitySchema): readonly string[] {
  const fits = ({ type, enum: values }: EntitySchema) =>
    values === undefined && (type === "integer" || type === "string");
  const rank = (name: string) => (name === "id" ? 0 : /id$/i.test(name) ? 1 : required.includes(name) ? 2 : 3);
  return Object.keys(properties)
    .filter((name) => fits(properties[name] ?? {}))
    .toSorted((left, right) => rank(left) - rank(right));
}

function firstRecord(text: string): string {
  const value: unknown = JSON.parse(text);
  const record: unknown = Array.isArray(value) ? value[0] : value;
  return `${JSON.stringify(record, null, 2)}\n`;
}
