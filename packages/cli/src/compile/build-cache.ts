import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildState, SourceState } from "./build-state.ts";

/** The names and checksums of the cache's parts; a part that does not match makes the cache worthless. */
interface CacheIndex {
  readonly state: Omit<BuildState, "sources">;
  readonly parts: Readonly<Record<string, string>>;
}

const INDEX = "index.json";

/**
 * Builds kept on disk, below the project's `.xmap/cache`. `key` names everything beside the sources that a build depends
 * on: compiler, options and schemas. Whatever is missing, of another key or damaged is as if it were not there.
 */
export class BuildCache {
  readonly #folder: string;
  readonly #parent: string;
  /** What is on disk, with its checksum. */
  readonly #written = new WeakMap<SourceState, string>();

  constructor(projectFolder: string, key: string) {
    this.#parent = join(projectFolder, ".xmap", "cache", "compile");
    this.#folder = join(this.#parent, checksum(key).slice(0, 16));
  }

  read(): BuildState | undefined {
    try {
      const [expectedIndex = "", indexText = ""] = readFileSync(join(this.#folder, INDEX), "utf8").split("\n");
      if (checksum(indexText) !== expectedIndex) return undefined;
      const index = JSON.parse(indexText) as CacheIndex;
      const sources = new Map<string, SourceState>();
      for (const [name, expected] of Object.entries(index.parts)) {
        const text = readFileSync(join(this.#folder, name), "utf8");
        if (checksum(text) !== expected) return undefined;
        const state = JSON.parse(text) as SourceState;
        sources.set(state.path, state);
        this.#written.set(state, expected);
      }
      return { ...index.state, sources };
    } catch {
      return undefined;
    }
  }

  /** Keeps a build in the place of the one before; caches of other keys go. */
  write({ sources, ...state }: BuildState): void {
    mkdirSync(this.#folder, { recursive: true });
    const parts: Record<string, string> = {};
    for (const state of sources.values()) {
      const name = `${checksum(state.path).slice(0, 16)}.json`;
      const known = this.#written.get(state);
      parts[name] = known ?? this.#writePart(name, state);
    }
    const index: CacheIndex = { state, parts };
    const indexText = JSON.stringify(index);
    this.#replace(INDEX, `${checksum(indexText)}\n${indexText}`);
    for (const name of readdirSync(this.#folder))
      if (name !== INDEX && !Object.hasOwn(parts, name)) rmSync(join(this.#folder, name));
    for (const name of readdirSync(this.#parent)) {
      const folder = join(this.#parent, name);
      if (folder !== this.#folder && existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    }
  }

  #writePart(name: string, state: SourceState): string {
    const text = JSON.stringify(state);
    const sum = checksum(text);
    this.#replace(name, text);
    this.#written.set(state, sum);
    return sum;
  }

  #replace(name: string, text: string): void {
    const unfinished = join(this.#folder, `${name}.${process.pid}`);
    writeFileSync(unfinished, text);
    renameSync(unfinished, join(this.#folder, name));
  }
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
