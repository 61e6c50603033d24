/** The texts of a project by path, with forward slashes: mappings, schemas, tables, `xmap.json`. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** Whether a path is one of a mapping. */
export function isMapping(path: string): boolean {
  return path.endsWith(".xmap");
}

/** Whether a path is one of a record, as tests have them. */
export function isRecordFile(path: string): boolean {
  return path.endsWith(".json") && !path.startsWith("schemas/") && path !== "xmap.json";
}

/** Paths of the mappings that belong together, sorted, without what `xmap.json` excludes. */
export function mappingPaths(files: ProjectFiles): readonly string[] {
  const excluded = excludedPrefixes(files);
  return [...files.keys()].filter((path) => isMapping(path) && !isBelow(path, excluded)).sort();
}

/** Whether a path is one of the given files, or lies in one of the given folders. */
export function isBelow(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** What `xmap.json` leaves out; nothing when the file is absent or is no JSON. */
export function excludedPrefixes(files: ProjectFiles): readonly string[] {
  const configuration = readJson(files, "xmap.json");
  if (typeof configuration !== "object" || configuration === null || !("exclude" in configuration)) return [];
  const { exclude } = configuration;
  if (!Array.isArray(exclude)) return [];
  return exclude.filter((path) => typeof path === "string").map((path) => path.replace(/\/$/, ""));
}

/** The content of a JSON file; undefined when there is none or when it cannot be read. */
export function readJson(files: ProjectFiles, path: string): unknown {
  const text = files.get(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
