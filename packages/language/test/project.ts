import { readFileSync } from "node:fs";
import { checkProject, type ProjectCheck } from "../src/check-project.ts";
import type { ProjectHost } from "../src/host.ts";
import { fixtureDescription, fixtureResources, fixtureSchema } from "./fixtures/schemas.ts";

/** The text of a fixture file. */
export function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8");
}

const SYSTEMS = fixture("systems.xmap");
const ORDER = fixture("order.json");

/** A project of the given files beside `systems.xmap` and `order.json`, over the fixture schemas. */
export function hostOf(files: Readonly<Record<string, string>>): ProjectHost {
  const all: Readonly<Record<string, string>> = { "systems.xmap": SYSTEMS, "order.json": ORDER, ...files };
  return {
    readFile: (path) => (Object.hasOwn(all, path) ? all[path] : undefined),
    readSchema: (system, resource) => fixtureSchema(`${system}/${resource}`),
    listSchemas: fixtureResources,
    readDescription: fixtureDescription,
  };
}

/** Checks `main.xmap` of a project that has other files, which use what is declared here. */
export function checkMain(text: string, more: Readonly<Record<string, string>> = {}): ProjectCheck {
  return checkProject(["main.xmap"], hostOf({ "main.xmap": text, ...more }), { isWhole: false });
}
