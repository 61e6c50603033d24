import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "@xmap/compiler";

/** Writes generated files into a folder that holds nothing else. */
export function writeInto(folder: string, files: readonly GeneratedFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text, sourceMap, companions = [] } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (sourceMap !== undefined) writeFileSync(`${target}.map`, sourceMap);
    for (const companion of companions) writeFileSync(join(folder, companion.path), companion.text);
  }
}
