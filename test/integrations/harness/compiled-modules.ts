import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { MappingModule } from "@xmap/contract";

const GENERATED = resolve(import.meta.dirname, "../../../generated");

/** The compiled mappings of a folder such as `xcart-odoo`, with those of other folders that they import. */
export async function compiledModules(folder: string): Promise<readonly MappingModule[]> {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, imported = ""] of readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)"/g)) {
      const path = resolve(dirname(file), imported);
      if (path.endsWith(".ts")) visit(path);
    }
  };
  const own = readdirSync(join(GENERATED, folder)).filter((name) => name.endsWith(".ts"));
  for (const name of own) visit(join(GENERATED, folder, name));
  return Promise.all([...files].map(async (file) => (await import(pathToFileURL(file).href)) as MappingModule));
}
