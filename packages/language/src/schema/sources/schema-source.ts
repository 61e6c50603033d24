import type { EntitySchema } from "@xmap/contract";

/** What is wrong in a schema file, where, and what to do about it. */
export interface SchemaProblem {
  /** A JSON Pointer such as `#/properties/name`, an element of XML, or `line 3, column 7`. */
  readonly place: string;
  readonly message: string;
  readonly help: string;
}

/** A resource's schema, as far as it could be read. */
export interface SchemaReading {
  /** Undefined when there are problems. */
  readonly schema: EntitySchema | undefined;
  readonly problems: readonly SchemaProblem[];
}

/** A file that describes several resources. */
export interface SchemaCatalog {
  /** Resources that can be read and written, sorted. */
  readonly resources: readonly string[];
  /** Undefined when the file does not know the resource; parts that are no resources can be read as well. */
  read(resource: string): SchemaReading | undefined;
}

/** A catalog, or why the file is none. */
export type CatalogReading =
  | { readonly catalog: SchemaCatalog; readonly problems: readonly [] }
  | { readonly catalog: undefined; readonly problems: readonly SchemaProblem[] };

/** A reading without a schema, for one problem. */
export function failedReading(...problems: readonly SchemaProblem[]): SchemaReading {
  return { schema: undefined, problems };
}

/** A catalog reading without a catalog, for one problem. */
export function failedCatalog(...problems: readonly SchemaProblem[]): CatalogReading {
  return { catalog: undefined, problems };
}

/** The root of every converted schema. */
export const SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema";
