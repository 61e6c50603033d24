import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type ConnectorDescription, type EntitySchema, overlaySchema } from "@xmap/contract";
import type { ProjectHost } from "@xmap/language";

const ROOT = resolve(import.meta.dirname, "../../..");
const MAPPINGS = join(ROOT, "mappings");
const FIXTURES = join(ROOT, "grammar/test/fixtures");

/** A real file, and the folder of the mappings in which its imports lead somewhere. */
export interface RealFile {
  readonly name: string;
  readonly folder: string;
  readonly text: string;
}

function filesBelow(folder: string, folderOf: (path: string) => string): readonly RealFile[] {
  return globSync("**/*.xmap", { cwd: folder })
    .sort()
    .map((path) => ({
      name: relative(ROOT, join(folder, path)).replaceAll("\\", "/"),
      folder: folderOf(path),
      text: readFileSync(join(folder, path), "utf8"),
    }));
}

/** The project's own mappings and the grammar's fixtures. */
export const REAL_FILES: readonly RealFile[] = [
  ...filesBelow(MAPPINGS, (path) => dirname(path).replaceAll("\\", "/")),
  ...filesBelow(FIXTURES, () => "xcart-odoo"),
];

function remember<Answer>(ask: (path: string) => Answer): (path: string) => Answer {
  const known = new Map<string, Answer>();
  return (path) => {
    const answer = known.has(path) ? (known.get(path) as Answer) : ask(path);
    known.set(path, answer);
    return answer;
  };
}

const readText = remember((path): string | undefined => {
  const file = join(MAPPINGS, path);
  return path.endsWith(".xmap") && existsSync(file) ? readFileSync(file, "utf8") : undefined;
});

const readJson = remember((path): unknown => {
  const file = join(MAPPINGS, "schemas", path);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
});

const listSchemas = remember((system): readonly string[] => {
  const folder = join(MAPPINGS, "schemas", system);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json") && !name.endsWith(".overlay.json") && name !== "connector.json")
    .map((name) => name.slice(0, -".json".length));
});

const readSchema = remember((path): EntitySchema | undefined => {
  const pulled = readJson(`${path}.json`) as EntitySchema | undefined;
  const overlay = readJson(`${path}.overlay.json`) as EntitySchema | undefined;
  return pulled === undefined || overlay === undefined ? pulled : overlaySchema(pulled, overlay);
});

/** The mappings' project with one file laid over it; every file and schema is read from disk once. */
export function mappingsHost(path: string, text: () => string): ProjectHost {
  return {
    readFile: (asked) => (asked === path ? text() : readText(asked)),
    readSchema: (system, resource) => readSchema(`${system}/${resource}`),
    listSchemas,
    readDescription: (system) => readJson(`${system}/connector.json`) as ConnectorDescription | undefined,
  };
}
