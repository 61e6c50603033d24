import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@xmap/contract";
import { folderEntries } from "../project/folder-entries.ts";

export interface WatchOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** Endings of further files that count, such as `.csv`. */
  readonly furtherEndings?: readonly string[];
}

/** Changes are kept from the moment on that it is made, so one that comes before somebody waits is not missed. */
export interface ProjectWatch {
  /** True once the files have changed since it was last asked and come to rest, false once it is stopped. */
  readonly next: () => Promise<boolean>;
  readonly stop: () => void;
}

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 150;

/** Watches what a project is compiled from: `.xmap` files and schemas, in new folders as well. To be made before the files are read. */
export function watchProject({ folder, clock, furtherEndings = [] }: WatchOptions): ProjectWatch {
  const endings = [...SOURCES, ...furtherEndings];
  let watchers: readonly FSWatcher[] = [];
  let cancel = (): void => {};
  let hasChanged = false;
  let isStopped = false;
  let wake = (): void => {};
  const changed = (): void => {
    cancel();
    cancel = clock.after(QUIET_MILLISECONDS, () => {
      follow();
      hasChanged = true;
      wake();
    });
  };
  // A name without a dot may be a folder that has come or gone.
  const isTold = (name: string | null): boolean =>
    name === null || endings.some((ending) => name.endsWith(ending)) || !name.includes(".");
  // All anew: a folder that has come again under its old name is another one.
  const follow = (): void => {
    const before = watchers;
    watchers = foldersBelow(folder).flatMap((path) => watchFolder(path, (name) => isTold(name) && changed()));
    for (const watcher of before) watcher.close();
  };
  follow();
  return {
    async next() {
      while (!hasChanged && !isStopped) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      hasChanged = false;
      return !isStopped;
    },
    stop() {
      isStopped = true;
      cancel();
      for (const watcher of watchers) watcher.close();
      wake();
    },
  };
}

const SOURCES = [".xmap", ".json", ".yaml", ".yml", ".xml", ".edmx"];

function watchFolder(path: string, tell: (name: string | null) => void): readonly FSWatcher[] {
  try {
    const watcher = watch(path, (_event, name) => tell(name));
    return [watcher.on("error", () => watcher.close())];
  } catch (error) {
    // The folder around it tells of it.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function foldersBelow(folder: string): readonly string[] {
  const below = folderEntries(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .flatMap((entry) => foldersBelow(join(folder, entry.name)));
  return [folder, ...below];
}
