import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseCsv } from "@xmap/connectors/csv";
import type { SchemaDocument } from "@xmap/contract";
import { readSourceFiles, type SourceCatalog, schemaProblemText } from "@xmap/language/schemas";
import { CommandError } from "../project/command-error.ts";

/** What a pull reads, and how. */
export interface SourcesRequest {
  readonly documents: readonly SchemaDocument[];
  /** The resource of a file that tells of one, when its name does not say it. */
  readonly resource: string | undefined;
  /** Dotted paths of sample fields that hold one of a closed set. */
  readonly enumerations: readonly string[];
  /** The folder of the system's schemas. */
  readonly schemaFolder: string;
}

/** The files that a pull is from; throws a CommandError that names every one that is not there. */
export function readFiles(paths: readonly string[]): readonly SchemaDocument[] {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new CommandError(missing.map((path) => `There is no file ${path}.`).join("\n"));
  return paths.map((path) => ({ name: basename(path), text: readFileSync(path, "utf8") }));
}

/** Reads what documents tell of records; throws a CommandError that names every one that cannot be read. */
export function readSources({ documents, resource, enumerations, schemaFolder }: SourcesRequest): SourceCatalog {
  const catalog = readSourceFiles(documents, {
    ...(resource === undefined ? {} : { resource }),
    enumerations,
    typedCells: connectorOf(schemaFolder) !== "csv",
    parseTable: parseCsv,
  });
  if (catalog.problems.length > 0) throw new CommandError(catalog.problems.map(schemaProblemText).join("\n"));
  return catalog;
}

/** The connector that the system's pulled description names. */
function connectorOf(schemaFolder: string): unknown {
  const file = join(schemaFolder, "connector.json");
  if (!existsSync(file)) return undefined;
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { readonly connector?: unknown } | null)?.connector;
  } catch {
    throw new CommandError(`${file} is not valid JSON; mend it first.`);
  }
}
