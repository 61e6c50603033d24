import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { withoutMarks } from "./marks.ts";

const FOLDER = import.meta.dirname;

/** Faulty files below the folder of the code that they show: one file, or a folder whose `main.xmap` is checked. */
export interface FaultyCase {
  readonly code: string;
  readonly name: string;
  /** Absolute paths by the paths in the project. */
  readonly files: ReadonlyMap<string, string>;
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const paths = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return new Map(paths.map((path) => [relative(folder, path), path]));
}

function casesOf(code: string): readonly FaultyCase[] {
  return readdirSync(join(FOLDER, code)).map((entry) => {
    const path = join(FOLDER, code, entry);
    const files = statSync(path).isDirectory() ? filesBelow(path) : new Map([["main.xmap", path]]);
    return { code, name: `${code}/${entry}`, files };
  });
}

const FOLDERS = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The codes that have a folder; `project` is what every case stands in. */
export const FAULTY_CODES: readonly string[] = FOLDERS.map(({ name }) => name).filter((name) => name !== "project");

export const FAULTY_CASES: readonly FaultyCase[] = FAULTY_CODES.flatMap(casesOf);

/** A case's texts as users write them, without the lines that say what is wrong. */
export function textsOf({ files }: FaultyCase): ReadonlyMap<string, string> {
  const texts = [...files].map(([name, path]): readonly [string, string] => {
    const text = readFileSync(path, "utf8");
    return [name, name.endsWith(".xmap") ? withoutMarks(text) : text];
  });
  return new Map(texts);
}
