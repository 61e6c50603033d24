import type { ConnectorDescription } from "@xmap/contract";
import { type ResourceSchemas, resourceSchemas, type SchemaFileProblem } from "@xmap/language/schemas";
import type { ServiceHost } from "@xmap/language/service";
import { isMapping, mappingPaths, type ProjectFiles, readJson } from "./project-files.ts";

/** A host over files in memory that may change. */
export interface FileHost extends ServiceHost {
  /** A file below `schemas/` is another one: they are read again. */
  forgetSchemas(): void;
  /** What is wrong with the schema files, by their project paths. */
  schemaProblems(): readonly SchemaFileProblem[];
}

/**
 * A project held in memory, laid out as on disk: what is known of systems' records in `schemas/SYSTEM`. A schema that
 * cannot be read is treated like one that is not there.
 */
export function createFileHost(files: ProjectFiles): FileHost {
  const known = new Map<string, ResourceSchemas>();
  const schemasOf = (system: string): ResourceSchemas => {
    const schemas = known.get(system) ?? readFolder(files, `schemas/${system}/`);
    known.set(system, schemas);
    return schemas;
  };
  return {
    listFiles: () => mappingPaths(files),
    listFixtures: () => [...files.keys()].filter((path) => !isMapping(path) && !path.startsWith("schemas/")).sort(),
    readFile: (path) => files.get(path),
    readSchema: (system, resource) => schemasOf(system).read(resource)?.schema,
    schemaFile(system, resource) {
      const file = schemasOf(system).fileOf(resource);
      return file === undefined ? undefined : `schemas/${system}/${file}`;
    },
    listSchemas: (system) => schemasOf(system).names(),
    readDescription: (system) => descriptionOf(readJson(files, `schemas/${system}/connector.json`)),
    forgetSchemas: () => known.clear(),
    schemaProblems: () => systemsOf(files).flatMap((system) => problemsOf(schemasOf(system), `schemas/${system}/`)),
  };
}

function readFolder(files: ProjectFiles, folder: string): ResourceSchemas {
  const names = [...files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  return resourceSchemas(
    names.filter((name) => !name.includes("/")).map((name) => ({ name, read: () => files.get(folder + name) ?? "" })),
  );
}

/** A description with the members that the checks go through; what has others is none. */
function descriptionOf(content: unknown): ConnectorDescription | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  const { connector, options, capabilities, resources } = content as Readonly<Record<string, unknown>>;
  const isWhole =
    typeof connector === "string" &&
    [options, resources].every((member) => typeof member === "object" && member !== null) &&
    Array.isArray(capabilities);
  return isWhole ? (content as ConnectorDescription) : undefined;
}

/** Systems that have a folder of schemas, sorted. */
function systemsOf(files: ProjectFiles): readonly string[] {
  return [...new Set([...files.keys()].flatMap((path) => /^schemas\/([^/]+)\//.exec(path)?.[1] ?? []))].sort();
}

function problemsOf(schemas: ResourceSchemas, folder: string): readonly SchemaFileProblem[] {
  const found = [
    ...schemas.problems(),
    ...schemas.names().flatMap((resource) => schemas.read(resource)?.problems ?? []),
  ];
  return found.map((problem) => ({ ...problem, file: folder + problem.file }));
}
