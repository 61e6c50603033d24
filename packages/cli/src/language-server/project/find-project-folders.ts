import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findProjectFolder } from "../../project/configuration-file.ts";

const DEEPEST = 5;

/** The folders of projects that a folder is in, or that lie at most five folders below it. */
export function findProjectFolders(folder: string): readonly string[] {
  const found = new Set<string>();
  const around = findProjectFolder(folder);
  if (around !== undefined) found.add(around);
  const visit = (place: string, depth: number): void => {
    for (const entry of entriesOf(place)) {
      if (entry.name === "xmap.json") found.add(place);
      if (!entry.isDirectory() || entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (depth < DEEPEST) visit(join(place, entry.name), depth + 1);
    }
  };
  visit(folder, 0);
  return [...found].sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It may be gone, or not ours to read.
    return [];
  }
}
