import { cpSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** The project folder of the repository's own mappings. */
export const MAPPINGS = resolve(import.meta.dirname, "../../mappings");

/** Copies the mappings into a folder of a test's own, without what earlier runs have built; answers the copy's path. */
export function copyMappings(folder: string): string {
  const copy = join(folder, "mappings");
  cpSync(MAPPINGS, copy, { recursive: true, filter: (path) => !path.includes(".xmap/") });
  return copy;
}

/** Like copyMappings, with the packages beside it that compiled mappings import, so that it can be run. */
export function copyRunnableMappings(folder: string): string {
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  return copyMappings(folder);
}
