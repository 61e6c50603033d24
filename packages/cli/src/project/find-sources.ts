import { statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { ProjectConfiguration } from "./configuration-file.ts";
import { folderEntries } from "./folder-entries.ts";

/** Project paths of the `.xmap` files below `start` (a file or a folder), sorted, without what the project excludes. */
export function findSources(project: ProjectConfiguration, start: string): string[] {
  return findFiles(project, start, ".xmap");
}

/** The same for files whose name ends otherwise. */
export function findFiles(project: ProjectConfiguration, start: string, ending: string): string[] {
  const excluded = (project.configuration.exclude ?? []).map((path) => path.replace(/\/$/, ""));
  const found: string[] = [];
  const visit = (path: string): void => {
    const name = relative(project.folder, path).split(sep).join("/");
    if (excluded.some((prefix) => name === prefix || name.startsWith(`${prefix}/`))) return;
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return;
    if (!entry.isDirectory()) {
      if (path.endsWith(ending)) found.push(name);
      return;
    }
    for (const { name: child } of folderEntries(path)) {
      if (!child.startsWith(".") && child !== "node_modules") visit(join(path, child));
    }
  };
  visit(resolve(start));
  return found.sort();
}
