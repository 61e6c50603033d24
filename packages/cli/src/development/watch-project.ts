import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@xmap/contract";

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
  const watchers = new Map<string, FSWatcher>();
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
  const follow = (): void => {
    for (const path of foldersBelow(folder)) {
      if (watchers.has(path)) continue;
      const forget = (): void => {
        watchers.get(path)?.close();
        watchers.delete(path);
      };
      const watcher = watch(path, (_event, name) => {
        if (name === null || endings.some((ending) => name.endsWith(ending)) || !name.includes(".")) changed();
      });
      watchers.set(path, watcher.on("error", forget));
    }
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
      for (const watcher of watchers.values()) watcher.close();
      wake();
    },
  };
}

const SOURCES = [".xmap", ".json", ".yaml", ".yml", ".xml", ".edmx"];

/** A name without a dot may be a folder that has come or gone. */
function foldersBelow(folder: string): readonly string[] {
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .flatMap((entry) => foldersBelow(join(folder, entry.name)));
  return [folder, ...below];
}
