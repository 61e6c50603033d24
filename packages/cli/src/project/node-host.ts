import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectorDescription } from "@xmap/contract";
import type { ProjectHost } from "@xmap/language";
import {
  type ResourceSchemas,
  resourceSchemas,
  type SchemaFileProblem,
  schemaProblemText,
} from "@xmap/language/schemas";
import { CommandError } from "./command-error.ts";

/** A file of the project that cannot be read as what it should be. */
export interface FileProblem {
  /** Absolute path. */
  readonly file: string;
  /** A sentence with the file, the place in it and the mend. */
  readonly text: string;
}

type TakeProblems = (problems: readonly FileProblem[]) => void;

/**
 * A project on disk: sources anywhere below the folder, what is known of systems' records in `schemas/SYSTEM`. Schemas
 * are read once; another host sees what has changed since. Files that cannot be read end the command, unless somebody
 * takes their problems; what they say is then not known.
 */
export function createNodeHost(folder: string, take: TakeProblems = refuse): ProjectHost {
  const known = new Map<string, ResourceSchemas>();
  const schemasOf = (system: string): ResourceSchemas => {
    const schemas = known.get(system) ?? readSchemaFolder(folder, system, take);
    known.set(system, schemas);
    return schemas;
  };
  return {
    readFile(path) {
      const file = join(folder, path);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
    readSchema(system, resource) {
      const found = schemasOf(system).read(resource);
      take(problemsIn(schemaFolder(folder, system), found?.problems ?? []));
      return found?.schema;
    },
    schemaFile(system, resource) {
      const file = schemasOf(system).fileOf(resource);
      return file === undefined ? undefined : `schemas/${system}/${file}`;
    },
    listSchemas: (system) => schemasOf(system).names(),
    readDescription: (system) =>
      readJson<ConnectorDescription>(join(schemaFolder(folder, system), "connector.json"), take),
  };
}

/** The folder of a system's schemas. */
export function schemaFolder(projectFolder: string, system: string): string {
  return join(projectFolder, "schemas", system);
}

function readSchemaFolder(projectFolder: string, system: string, take: TakeProblems): ResourceSchemas {
  const folder = schemaFolder(projectFolder, system);
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = names
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => ({ name, read: () => readFileSync(join(folder, name), "utf8") }));
  const schemas = resourceSchemas(files);
  take(problemsIn(folder, schemas.problems()));
  return schemas;
}

function problemsIn(folder: string, problems: readonly SchemaFileProblem[]): FileProblem[] {
  return problems.map((problem) => {
    const file = join(folder, problem.file);
    return { file, text: schemaProblemText({ ...problem, file }) };
  });
}

function refuse(problems: readonly FileProblem[]): void {
  if (problems.length > 0) throw new CommandError(problems.map(({ text }) => text).join("\n"));
}

function readJson<Content>(file: string, take: TakeProblems): Content | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Content;
  } catch (error) {
    take([{ file, text: `${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}` }]);
    return undefined;
  }
}
