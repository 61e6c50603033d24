import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Copies a SQLite file, as it is now, into a folder; answers the copy's path. A file that is not there yet has no copy. */
export function copySqlite(file: string, folder: string, name: string): string {
  const copy = join(folder, `${name}.sqlite`);
  if (!existsSync(file)) return copy;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.prepare("vacuum into ?").run(copy);
  } finally {
    database.close();
  }
  return copy;
}
