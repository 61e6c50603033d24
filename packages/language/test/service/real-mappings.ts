import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ConnectorDescription, type EntitySchema, overlaySchema } from "@xmap/contract";
import type { ServiceHost } from "../../src/service/index.ts";

const folder = join(import.meta.dirname, "../../../../mappings");

function readJson<Content>(path: string): Content | undefined {
  const file = join(folder, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Content) : undefined;
}

/** Project paths of the mappings that are compiled. */
export const COMPILED: readonly string[] = [
  "shared/shop.xmap",
  "shared/odoo.xmap",
  "shared/tables.xmap",
  "shared/policies.xmap",
  "xcart-odoo/orders.xmap",
];

/** Project paths of every mapping, those that are not compiled yet among them. */
export const ALL_MAPPINGS: readonly string[] = globSync("**/*.xmap", { cwd: folder })
  .map((path) => path.replaceAll("\\", "/"))
  // Templates are parts that `xmap init` lays over each other.
  .filter((path) => !path.startsWith("templates/"))
  .sort();

/** The text of a mapping. */
export function mappingText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** A host over the project's own mappings. */
export const mappingsHost: ServiceHost = {
  listFiles: () => COMPILED,
  readFile: (path) => (existsSync(join(folder, path)) ? mappingText(path) : undefined),
  readSchema(system, resource) {
    const pulled = readJson<EntitySchema>(`schemas/${system}/${resource}.json`);
    const overlay = readJson<EntitySchema>(`schemas/${system}/${resource}.overlay.json`);
    return pulled === undefined || overlay === undefined ? pulled : overlaySchema(pulled, overlay);
  },
  listSchemas(system) {
    const place = join(folder, "schemas", system);
    if (!existsSync(place)) return [];
    return readdirSync(place)
      .filter((name) => name.endsWith(".json") && !name.endsWith(".overlay.json") && name !== "connector.json")
      .map((name) => name.slice(0, -".json".length));
  },
  readDescription: (system) => readJson<ConnectorDescription>(`schemas/${system}/connector.json`),
};
