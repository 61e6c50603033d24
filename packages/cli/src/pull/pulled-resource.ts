import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  resourceSchemas,
  type SchemaChange,
  type SourceCatalog,
  schemaChanges,
  schemaFileText,
  schemaProblemText,
} from "@xmap/language/schemas";
import { CommandError } from "../project/command-error.ts";

/** A resource as it is pulled, beside what the project has of it. */
export interface PulledResource {
  readonly resource: string;
  readonly file: string;
  readonly text: string;
  /** How many fields the record has. */
  readonly fields: number;
  /** Undefined when the project has no schema of it, or one that cannot be read. */
  readonly changes: readonly SchemaChange[] | undefined;
  /** The file is not as it would be written. */
  readonly isStale: boolean;
}

/** Compares what files tell of a resource with the project's schema, without its overlay. */
export function pulledResource(resource: string, catalog: SourceCatalog, schemaFolder: string): PulledResource {
  const found = catalog.read(resource);
  const schema = found?.schema;
  if (schema === undefined) throw new CommandError((found?.problems ?? []).map(schemaProblemText).join("\n"));
  const file = join(schemaFolder, `${resource}.json`);
  const text = schemaFileText(schema);
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const known =
    before === undefined
      ? undefined
      : resourceSchemas([{ name: `${resource}.json`, read: () => before }]).read(resource)?.schema;
  return {
    resource,
    file,
    text,
    fields: Object.keys(schema.properties ?? {}).length,
    changes: known === undefined ? undefined : schemaChanges(known, schema),
    isStale: before !== text,
  };
}
