import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** One file of a connector, comments and blank lines included in its lines. */
export interface CountedFile {
  /** Path below the connector's folder. */
  readonly file: string;
  readonly lines: number;
  readonly characters: number;
}

/** The files that implement operations by their names, with what they import from the same folder; and the runner. */
export function countOperations(
  connector: string,
  names: readonly string[],
  runner: string | undefined,
): readonly CountedFile[] {
  const folder = join(connector, "operations");
  const pending = names.map((name) => fileOf(folder, name));
  const found = new Set<string>();
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, imported = ""] of textOf(file).matchAll(/ from "(\.\/[^"]+)";$/gm))
      pending.push(join(dirname(file), imported));
  }
  if (runner !== undefined) found.add(join(connector, runner));
  return [...found].toSorted().map((file) => ({
    file: relative(connector, file),
    lines: linesOf(file),
    characters: textOf(file).length,
  }));
}

/** All lines of the files directly in a folder or below it whose names end so. */
export function countFolder(folder: string, ending: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .reduce((total, name) => total + linesOf(join(folder, name)), 0);
}

function fileOf(folder: string, name: string): string {
  const declares = new RegExp(`_OPERATIONS: Operations = \\{\\n(?:.*\\n)*?  ${name}: `);
  const [file, ...others] = readdirSync(folder)
    .map((each) => join(folder, each))
    .filter((each) => declares.test(textOf(each)));
  if (file === undefined || others.length > 0)
    throw new RangeError(
      `${folder} declares the operation ${name} ${others.length + (file === undefined ? 0 : 1)} times`,
    );
  return file;
}

/** All lines of a file. */
export function linesOf(file: string): number {
  return textOf(file).trimEnd().split("\n").length;
}

function textOf(file: string): string {
  return readFileSync(file, "utf8");
}
