import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { GeneratedFile } from "@xmap/compiler";

const HEADER = "// Generated from ";

/** A text that stands in the folder of generated files. */
interface Output {
  readonly path: string;
  readonly text: string;
}

/** What an output folder does not have as it should: paths within it. */
export interface Staleness {
  readonly stale: readonly string[];
  /** Written by an earlier compilation, and made by this one no more. */
  readonly leftovers: readonly string[];
}

export function staleness(files: readonly GeneratedFile[], out: string): Staleness {
  const outputs = outputsOf(files);
  const stale = outputs.filter(({ path, text }) => readIfThere(join(out, path)) !== text).map(({ path }) => path);
  return { stale, leftovers: findLeftovers(outputs, out) };
}

/** Writes generated files with their source maps and removes those of earlier compilations; answers how many have changed. */
export function writeOutputs(files: readonly GeneratedFile[], out: string): number {
  const outputs = outputsOf(files);
  const { stale, leftovers } = staleness(files, out);
  for (const path of leftovers) rmSync(join(out, path));
  const wanted = new Set(stale);
  for (const { path, text } of outputs) {
    if (!wanted.has(path)) continue;
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return stale.length + leftovers.length;
}

function outputsOf(files: readonly GeneratedFile[]): readonly Output[] {
  return files.flatMap(({ path, text, sourceMap, companions = [] }) => [
    { path, text },
    ...companions,
    ...(sourceMap === undefined ? [] : [{ path: `${path}.map`, text: sourceMap }]),
  ]);
}

/** Other people's files are left alone. */
function findLeftovers(outputs: readonly Output[], out: string): readonly string[] {
  if (!existsSync(out)) return [];
  const wanted = new Set(outputs.map(({ path }) => path));
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !wanted.has(path) && readFileSync(join(out, path), "utf8").startsWith(HEADER))
    .flatMap((path) => [path, ...(existsSync(join(out, `${path}.map`)) ? [`${path}.map`] : [])])
    .sort();
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
