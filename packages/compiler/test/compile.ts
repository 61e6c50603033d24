import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ConnectorDescription, EntitySchema, MappingModule } from "@xmap/contract";
import { checkProject } from "@xmap/language";
import { type CompileOptions, compileProgram, type GeneratedFile } from "../src/index.ts";
import { fixtureDescription, fixtureSchema } from "./fixtures/schemas.ts";

const HERE = dirname(fileURLToPath(import.meta.url));

export function fixture(name: string): string {
  return readFileSync(join(HERE, "fixtures", name), "utf8");
}

/** More schemas for one test, by `system/resource`. */
export interface ExtraSystems {
  readonly schemas: Readonly<Record<string, EntitySchema>>;
  readonly descriptions: Readonly<Record<string, ConnectorDescription>>;
}

/** Checks and compiles the files over the fixture schemas; what the checker says is an error of the test. */
export function compile(
  files: Readonly<Record<string, string>>,
  extra: ExtraSystems = { schemas: {}, descriptions: {} },
  options: Partial<CompileOptions> = {},
): readonly GeneratedFile[] {
  const { program, diagnostics } = checkProject(Object.keys(files), {
    readFile: (path) => files[path],
    readSchema: (system, resource) => extra.schemas[`${system}/${resource}`] ?? fixtureSchema(system, resource),
    listSchemas: () => [],
    readDescription: (system) => extra.descriptions[system] ?? fixtureDescription(system),
  });
  if (program === undefined)
    throw new Error(diagnostics.map((each) => `${each.file} ${each.code} ${each.message}`).join("\n"));
  return compileProgram(program, { schemaHash: "0".repeat(64), ...options });
}

/** The fixture project. */
export function compileOrders(): readonly GeneratedFile[] {
  return compile({ "systems.xmap": fixture("systems.xmap"), "orders.xmap": fixture("orders.xmap") });
}

/** A folder inside the package, where generated files find the runtime. */
export interface OutputFolder {
  readonly path: string;
  write(files: readonly GeneratedFile[]): void;
  load(file: string): Promise<MappingModule>;
  remove(): void;
}

export function createOutputFolder(): OutputFolder {
  // Ignored by version control, linters and the type check of the workspace.
  const parent = join(HERE, "..", ".tmp");
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "output-"));
  return {
    path,
    write(files) {
      for (const file of files) {
        mkdirSync(dirname(join(path, file.path)), { recursive: true });
        writeFileSync(join(path, file.path), file.text);
        for (const companion of file.companions ?? []) writeFileSync(join(path, companion.path), companion.text);
      }
    },
    async load(file) {
      const loaded: MappingModule = await import(pathToFileURL(join(path, file)).href);
      return loaded;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
