import { existsSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";

/** Copies a store into another file, also while an engine runs on it; answers false when there is none. */
export async function copyStore(path: string, copy: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const source = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(source, copy);
    return true;
  } finally {
    source.close();
  }
}
