import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandError } from "../project/command-error.ts";

/** The published package has the mappings beside its code, the repository has them at its top. */
const PLACES = ["../mappings/", "../../../../mappings/"];

/** Folders laid over each other: a file that several have is that of the first. */
export interface TemplateFiles {
  /** The text of a file by its path with slashes. */
  read(path: string): string | undefined;
  /** Files at or below a folder, sorted; those of the first folder alone that has it when `whole`. */
  list(folder: string, options?: { readonly whole: boolean }): readonly string[];
}

/** The mappings that come with the command. */
export function mappingsFolder(): string {
  const found = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((folder) =>
    existsSync(join(folder, "shared")),
  );
  if (found === undefined)
    throw new CommandError("The templates are missing in this installation; install xmap again.");
  return found;
}

/** Template files of folders, the first one counts. */
export function layeredFiles(folders: readonly string[]): TemplateFiles {
  return {
    read(path) {
      const folder = folders.find((each) => isFile(join(each, path)));
      return folder === undefined ? undefined : readFileSync(join(folder, path), "utf8");
    },
    list(below, { whole } = { whole: false }) {
      const having = folders.filter((each) => existsSync(join(each, below)));
      return [...new Set((whole ? having.slice(0, 1) : having).flatMap((folder) => filesBelow(folder, below)))].sort();
    },
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
