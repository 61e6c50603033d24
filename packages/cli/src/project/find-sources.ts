import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { ProjectConfiguration } from "./configuration-file.ts";

/** Project paths of the `.xmap` files below `start` (a file or a folder), sorted, without what the project excludes. */
export function findSources(project: ProjectConfiguration, start: string): string[] {
  const excluded = (project.configuration.exclude ?? []).map((path) => path.replace(/\/$/, ""));
  const found: string[] = [];
  const visit = (path: string): void => {
    const name = relative(project.folder, path).split(sep).join("/");
    if (excluded.some((prefix) => name === prefix || name.startsWith(`${prefix}/`))) return;
    if (!statSync(path).isDirectory()) {
      if (path.endsWith(".xmap")) found.push(name);
      return;
    }
    for (const entry of readdirSync(path)) {
      if (!entry.startsWith(".") && entry !== "node_modules") visit(join(path, entry));
    }
  };
  visit(resolve(start));
  return found.sort();
}
