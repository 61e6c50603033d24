import { execFileSync, spawnSync } from "node:child_process";
import { basename, join, resolve } from "node:path";

/** Whether there is a C compiler; without one the tests that need a preloaded library are skipped. */
export const HAS_COMPILER = spawnSync("cc", ["--version"]).status === 0;

/** Makes the library that LD_PRELOAD loads from a C source beside this file; answers its path. */
export function buildLibrary(source: string, folder: string): string {
  const library = join(folder, `${basename(source, ".c")}.so`);
  execFileSync("cc", ["-shared", "-fPIC", "-O1", "-o", library, resolve(import.meta.dirname, source), "-ldl"]);
  return library;
}
