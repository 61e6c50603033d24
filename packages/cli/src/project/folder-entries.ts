import { type Dirent, readdirSync } from "node:fs";

/** What lies in a folder; nothing when it is gone since its name was read, as while git changes branches. */
export function folderEntries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
