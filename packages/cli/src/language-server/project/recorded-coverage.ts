import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { RuleCoverage } from "@xmap/language/service";

/** Where `xmap test --coverage` writes, from the folder in which it ran. */
const COVERAGE_FILE = join("coverage", "lcov.info");

interface Tracefile {
  readonly modified: number;
  /** Tests by line, by absolute path of the source. */
  readonly files: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Reads what tests went through, and again only when the file has changed. */
export class RecordedCoverage {
  readonly #folder: string;
  readonly #read = new Map<string, Tracefile>();

  /** The command may have run in the project's folder or in one above it, up to the one of the repository. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Of a file of the project as it is shown; undefined when no run recorded it. */
  of(path: string, text: string): RuleCoverage | undefined {
    const source = join(this.#folder, path);
    for (let folder = this.#folder; ; folder = dirname(folder)) {
      const found = this.#tracefileIn(folder);
      const testsByLine = found?.files.get(source);
      if (found !== undefined && testsByLine !== undefined)
        return { testsByLine, isStale: isNewer(source, text, found.modified) };
      if (folder === dirname(folder) || existsSync(join(folder, ".git"))) return undefined;
    }
  }

  #tracefileIn(folder: string): Tracefile | undefined {
    const file = join(folder, COVERAGE_FILE);
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (modified === undefined) return undefined;
    const known = this.#read.get(file);
    if (known?.modified === modified) return known;
    const read: Tracefile = { modified, files: readTracefile(readFileSync(file, "utf8"), folder) };
    this.#read.set(file, read);
    return read;
  }
}

function isNewer(source: string, text: string, modified: number): boolean {
  const saved = statSync(source, { throwIfNoEntry: false });
  return saved === undefined || saved.mtimeMs > modified || readFileSync(source, "utf8") !== text;
}

/** Lines with their counts out of LCOV's tracefile format (`man geninfo`). */
function readTracefile(text: string, folder: string): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const files = new Map<string, Map<number, number>>();
  let lines = new Map<number, number>();
  for (const record of text.split(/\r?\n/)) {
    if (record.startsWith("SF:")) {
      lines = new Map();
      files.set(resolve(folder, record.slice("SF:".length)), lines);
      continue;
    }
    const [, line, count] = /^DA:(\d+),(\d+)/.exec(record) ?? [];
    if (line !== undefined && count !== undefined) lines.set(Number(line), Number(count));
  }
  return files;
}
