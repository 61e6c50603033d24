/** Names as one path; dots inside of a name are written `%2E`. */
export function joinPath(names: readonly string[]): string {
  return names.map((name) => name.replaceAll("%", "%25").replaceAll(".", "%2E")).join(".");
}

/** The names of a path. */
export function namesOf(path: string): readonly string[] {
  if (path === "") return [];
  return path.split(".").map((name) => name.replaceAll("%2E", ".").replaceAll("%25", "%"));
}

/** A path below another one, as names; undefined when it lies elsewhere. */
export function namesBelow(path: string, above: string): readonly string[] | undefined {
  if (above === "") return namesOf(path);
  if (path === above) return [];
  return path.startsWith(`${above}.`) ? namesOf(path.slice(above.length + 1)) : undefined;
}

/** Every path above a path, the nearest first; the whole record, "", is the last. */
export function pathsAbove(path: string): readonly string[] {
  const above: string[] = [];
  for (let end = path.lastIndexOf("."); end >= 0; end = path.lastIndexOf(".", end - 1)) above.push(path.slice(0, end));
  return path === "" ? [] : [...above, ""];
}
