import type { ConnectorDescription, EntitySchema } from "@xmap/contract";

/** What the language asks of its surroundings: files of one project. The browser has another host than Node. */
export interface ProjectHost {
  /** The text of an `.xmap` file by its project path with forward slashes, undefined when there is none. */
  readFile(path: string): string | undefined;
  /** The pulled schema of a resource with its overlay laid over it. */
  readSchema(system: string, resource: string): EntitySchema | undefined;
  /** Project path of the file that a resource's schema stands in; without it that is `schemas/SYSTEM/RESOURCE.json`. */
  schemaFile?(system: string, resource: string): string | undefined;
  /** Names of the resources that have a schema, for suggestions. */
  listSchemas(system: string): readonly string[];
  /** The pulled description of a system's connector (`schemas/SYSTEM/connector.json`). */
  readDescription(system: string): ConnectorDescription | undefined;
}
