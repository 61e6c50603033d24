import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@xmap/contract";

export interface WatchOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** Called once after changes have come to rest. */
  readonly onChange: () => void;
}

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 150;

/** Watches what a project is compiled from: `.xmap` files and schemas, in new folders as well. The answer ends it. */
export function watchProject({ folder, clock, onChange }: WatchOptions): () => void {
  const watchers = new Map<string, FSWatcher>();
  let cancel = (): void => {};
  const changed = (): void => {
    cancel();
    cancel = clock.after(QUIET_MILLISECONDS, () => {
      follow();
      onChange();
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
        if (name === null || isSource(name) || !name.includes(".")) changed();
      });
      watchers.set(path, watcher.on("error", forget));
    }
  };
  follow();
  return () => {
    cancel();
    for (const watcher of watchers.values()) watcher.close();
  };
}

function isSource(name: string): boolean {
  return name.endsWith(".xmap") || name.endsWith(".json");
}

/** A name without a dot may be a folder that has come or gone. */
function foldersBelow(folder: string): readonly string[] {
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .flatMap((entry) => foldersBelow(join(folder, entry.name)));
  return [folder, ...below];
}
