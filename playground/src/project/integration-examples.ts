import type { Example } from "./example.ts";
import { excludedPrefixes, isBelow, isMapping, type ProjectFiles } from "./project-files.ts";

/** Folders of a project that serve all of its integrations. */
const COMMON = ["shared", "schemas", "tables"];

/** Words of folders' names that are written otherwise. */
const NAMES: Readonly<Record<string, string>> = { xcart: "X-Cart", odoo: "Odoo", acumatica: "Acumatica" };

/** One example for each folder of mappings that a project compiles, with what all of them share. */
export function integrationExamples(files: ProjectFiles): readonly Example[] {
  const excluded = excludedPrefixes(files);
  const included = new Map([...files].filter(([path]) => !isMapping(path) || !isBelow(path, excluded)));
  const folders = new Set([...included.keys()].filter(isMapping).map(folderOf));
  return [...folders]
    .filter((folder) => folder !== "" && !COMMON.includes(folder))
    .sort()
    .map((folder) => integration(folder, included));
}

function integration(folder: string, files: ProjectFiles): Example {
  const own = new Map([...files].filter(([path]) => isBelow(path, [folder, ...COMMON, "xmap.json"])));
  const mappings = [...own.keys()].filter((path) => isMapping(path) && folderOf(path) === folder).sort();
  const main = mappings.find((path) => path.endsWith("/orders.xmap")) ?? mappings[0] ?? "";
  const title = folder
    .split("-")
    .map((word) => NAMES[word] ?? word)
    .join(" to ");
  return { id: folder, title, files: own, main, binding: undefined, samples: {} };
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}
