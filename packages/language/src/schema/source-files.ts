import type { EntitySchema } from "@xmap/contract";
import type { ResourceSchema, SchemaFileProblem } from "./resource-schemas.ts";
import { readJsonSchema } from "./sources/json-schema/json-schema.ts";
import { readODataMetadata } from "./sources/odata/odata-metadata.ts";
import { readOdooFields } from "./sources/odoo/odoo-fields.ts";
import { readOpenApi } from "./sources/openapi/openapi.ts";
import { readJson } from "./sources/read-json.ts";
import { inferSchema } from "./sources/sample/infer-schema.ts";
import { inferTable } from "./sources/sample/infer-table.ts";
import type { CatalogReading, SchemaProblem, SchemaReading } from "./sources/schema-source.ts";
import { type JsonSourceKind, jsonSourceKind } from "./sources/source-kind.ts";

/** A file that tells of records, from wherever it comes. */
export interface SourceFile {
  /** Without folders: a file of one resource is named after it. */
  readonly name: string;
  readonly text: string;
}

export interface SourceOptions {
  /** The resource of a file that tells of one; otherwise its name says it. */
  readonly resource?: string;
  /** Dotted paths of sample fields that hold one of a closed set. */
  readonly enumerations?: readonly string[];
  /** Whether cells of CSV samples may be numbers; otherwise all are text. */
  readonly typedCells: boolean;
  /** Rows and cells of CSV text; throws where it is none. */
  readonly parseTable: (text: string) => readonly (readonly string[])[];
}

/** What a source file is. */
export type SourceKind = JsonSourceKind | "odata-metadata" | "table";

/** Resources that source files tell of. */
export interface SourceCatalog {
  readonly kinds: ReadonlySet<SourceKind>;
  readonly resources: readonly string[];
  /** Undefined when no file tells of the resource. */
  read(resource: string): ResourceSchema | undefined;
  /** Files that could not be read at all. */
  readonly problems: readonly SchemaFileProblem[];
}

interface ReadFile {
  readonly file: string;
  readonly kind: SourceKind;
  readonly reading: CatalogReading;
}

/** Reads OpenAPI documents, OData metadata, answers of fields_get, JSON Schemas and samples; what a file is shows in it. */
export function readSourceFiles(files: readonly SourceFile[], options: SourceOptions): SourceCatalog {
  const fields = new Map<string, unknown>();
  const read = files.map((file) => readSourceFile(file, options, fields));
  return {
    kinds: new Set(read.map(({ kind }) => kind)),
    resources: [...new Set(read.flatMap(({ reading }) => reading.catalog?.resources ?? []))].sort(),
    read: (resource) => {
      for (const { file, reading } of read) {
        const found = reading.catalog?.read(resource);
        if (found !== undefined) return { schema: found.schema, problems: inFile(file, found.problems) };
      }
      return undefined;
    },
    problems: read.flatMap(({ file, reading }) => inFile(file, reading.problems)),
  };
}

function inFile(file: string, problems: readonly SchemaProblem[]): readonly SchemaFileProblem[] {
  return problems.map((problem) => ({ file, ...problem }));
}

/** `sale.order` of `sale.order.fields.json`. */
function resourceOf(name: string, options: SourceOptions): string {
  return options.resource ?? name.replace(/(\.fields|\.sample|\.schema)?\.\w+$/, "");
}

function readSourceFile(source: SourceFile, options: SourceOptions, fields: Map<string, unknown>): ReadFile {
  const { name, text } = source;
  const file = name;
  const resource = resourceOf(name, options);
  if (text.trimStart().startsWith("<")) return { file, kind: "odata-metadata", reading: readODataMetadata(text) };
  if (name.endsWith(".csv"))
    return { file, kind: "table", reading: single(resource, () => readTable(text, resource, options)) };
  const { value, problem } = readJson(text);
  if (problem !== undefined) return { file, kind: "sample", reading: { catalog: undefined, problems: [problem] } };
  const kind = jsonSourceKind(value);
  if (kind === "openapi") return { file, kind, reading: readOpenApi(value) };
  if (kind === "odoo-fields") fields.set(resource, value);
  return { file, kind, reading: single(resource, () => readOne(kind, value, resource, options, fields)) };
}

/** A catalog of one resource. */
function single(resource: string, read: () => SchemaReading): CatalogReading {
  let known: SchemaReading | undefined;
  const readOnce = (wanted: string): SchemaReading | undefined => {
    if (wanted !== resource) return undefined;
    known ??= read();
    return known;
  };
  return { catalog: { resources: [resource], read: readOnce }, problems: [] };
}

function readOne(
  kind: Exclude<JsonSourceKind, "openapi">,
  value: unknown,
  resource: string,
  options: SourceOptions,
  fields: ReadonlyMap<string, unknown>,
): SchemaReading {
  switch (kind) {
    case "odoo-fields":
      return readOdooFields(resource, value, (model) => fields.get(model));
    case "json-schema":
      return readJsonSchema(value, (): EntitySchema | undefined => undefined);
    case "sample":
      return inferSchema(Array.isArray(value) ? value : [value], { title: resource, ...closedSets(options) });
  }
}

function closedSets({ enumerations }: SourceOptions): { readonly enumerations?: readonly string[] } {
  return enumerations === undefined ? {} : { enumerations };
}

function readTable(text: string, resource: string, options: SourceOptions): SchemaReading {
  const { typedCells } = options;
  try {
    return inferTable(options.parseTable(text), { title: resource, typedCells, ...closedSets(options) });
  } catch (error) {
    const message = `this is no CSV: ${error instanceof Error ? error.message : String(error)}`;
    return { schema: undefined, problems: [{ place: "#", message, help: "quote cells that hold quotes or commas" }] };
  }
}
