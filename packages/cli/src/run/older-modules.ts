import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type MappingModule, MODULE_CONTRACT } from "@xmap/contract";
import { buildFolders } from "../project/build-folder.ts";

/** Modules of earlier builds that runs have begun with and not ended; those that are gone are left out. */
export async function loadOlderModules(
  projectFolder: string,
  hashes: readonly string[],
): Promise<readonly MappingModule[]> {
  if (hashes.length === 0) return [];
  const files = buildFolders(projectFolder).flatMap(modulesIn);
  const found = new Map<string, MappingModule>();
  for (const path of files) {
    const text = readFileSync(path, "utf8");
    const hash = hashes.find((wanted) => !found.has(wanted) && text.includes(wanted));
    if (hash === undefined) continue;
    const module = (await import(pathToFileURL(path).href)) as MappingModule;
    if (module.hash === hash && module.contract === MODULE_CONTRACT) found.set(hash, module);
  }
  return [...found.values()];
}

function modulesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}
