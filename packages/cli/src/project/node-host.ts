import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ConnectorDescription, type EntitySchema, overlaySchema } from "@xmap/contract";
import type { ProjectHost } from "@xmap/language";
import { CommandError } from "./command-error.ts";

/** A project on disk: sources anywhere below the folder, pulled schemas in `schemas/SYSTEM/RESOURCE.json`. */
export function createNodeHost(folder: string): ProjectHost {
  return {
    readFile(path) {
      const file = join(folder, path);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
    readSchema(system, resource) {
      const pulled = readJson<EntitySchema>(join(folder, "schemas", system, `${resource}.json`));
      const overlay = readJson<EntitySchema>(join(folder, "schemas", system, `${resource}.overlay.json`));
      return pulled !== undefined && overlay !== undefined ? overlaySchema(pulled, overlay) : pulled;
    },
    listSchemas(system) {
      const schemas = join(folder, "schemas", system);
      if (!existsSync(schemas)) return [];
      return readdirSync(schemas)
        .filter((name) => name.endsWith(".json") && !name.endsWith(".overlay.json") && name !== "connector.json")
        .map((name) => name.slice(0, -".json".length))
        .sort();
    },
    readDescription: (system) => readJson<ConnectorDescription>(join(folder, "schemas", system, "connector.json")),
  };
}

function readJson<Content>(file: string): Content | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Content;
  } catch (error) {
    throw new CommandError(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
