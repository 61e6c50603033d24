import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { hashText } from "@xmap/contract";
import { folderEntries } from "../project/folder-entries.ts";

/** What came of a wish to write a file. */
export type Written =
  | { readonly kind: "written" }
  /** The file has another text than the writer knows; undefined when it is gone. */
  | { readonly kind: "changed"; readonly text: string | undefined }
  /** The path is none that may be written, with the reason as a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

const READ = /\.(?:xmap|json|csv|ya?ml|xml|edmx)$/;
const WRITTEN = /\.(?:xmap|json|csv)$/;
const LEFT_OUT = new Set(["node_modules", "generated", "dist", "coverage"]);
const LARGEST_BYTES = 4_000_000;
const DEEPEST = 12;

/** The text files of a project's folder: mappings, schemas, tables, records. Links that lead elsewhere are no part of it. */
export class ProjectFolder {
  readonly #root: string;

  constructor(folder: string) {
    this.#root = realpathSync(folder);
  }

  /** Every text by its path with forward slashes, sorted. */
  read(): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    this.#readBelow("", 0, texts);
    return new Map([...texts].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** Writes a text, as long as the file still is what the writer knows: a hash of its text, or undefined for no file. */
  write(path: string, text: string, known: string | undefined): Written {
    const refused = this.#refusal(path);
    if (refused !== undefined) return { kind: "refused", reason: refused };
    const place = join(this.#root, path);
    const before = readText(place);
    const hash = before === undefined ? undefined : hashText(before);
    if (hash !== known) return { kind: "changed", text: before };
    mkdirSync(dirname(place), { recursive: true });
    // A rename takes the place of the file in one step, and of a link instead of following it.
    const fresh = `${place}.${randomUUID()}.new`;
    try {
      writeFileSync(fresh, text, { flag: "wx" });
      if (before !== undefined) chmodSync(fresh, statSync(place).mode);
      renameSync(fresh, place);
    } catch (error) {
      rmSync(fresh, { force: true });
      return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
    }
    return { kind: "written" };
  }

  #readBelow(folder: string, depth: number, texts: Map<string, string>): void {
    if (depth > DEEPEST) return;
    for (const entry of folderEntries(join(this.#root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) this.#readBelow(path, depth + 1, texts);
      // An entry that is a link is neither a file nor a directory here.
      if (!entry.isFile() || !READ.test(entry.name)) continue;
      const text = readText(join(this.#root, path));
      if (text !== undefined) texts.set(path, text);
    }
  }

  /** Why a path may not be written; undefined when it may. */
  #refusal(path: string): string | undefined {
    const parts = path.split("/");
    const isPlain = parts.every((part) => part !== "" && !part.startsWith(".") && !LEFT_OUT.has(part));
    if (!isPlain || /[\\:\0]/.test(path)) return `${path} is no path of a file below the project's folder.`;
    if (!WRITTEN.test(path)) return `${path} is no mapping, no record and no table.`;
    const place = resolve(this.#root, path);
    const existing = nearestExisting(place);
    const real = realPath(existing);
    const isInside = real === this.#root || real?.startsWith(`${this.#root}${sep}`) === true;
    if (!isInside) return `${path} leads out of the project's folder.`;
    const found = entryAt(existing);
    if (existing === place ? found?.isFile() !== true : found?.isDirectory() !== true)
      return `${path} is no plain file in a plain folder.`;
    return undefined;
  }
}

function nearestExisting(place: string): string {
  let at = place;
  while (entryAt(at) === undefined) at = dirname(at);
  return at;
}

/** What stands at a place, links not followed; undefined for nothing. */
function entryAt(place: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function realPath(place: string): string | undefined {
  try {
    return realpathSync(place);
  } catch {
    return undefined;
  }
}

/** A file's text; undefined when there is none, or when it is no text of a fair size. */
function readText(place: string): string | undefined {
  const found = entryAt(place);
  if (found?.isFile() !== true || found.size > LARGEST_BYTES) return undefined;
  const bytes = readFileSync(place);
  return isUtf8(bytes) ? bytes.toString("utf8") : undefined;
}
