/** The project path that an import means, relative to the importing file; undefined outside the project. */
export function resolveImportPath(from: string, written: string): string | undefined {
  const parts = from.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
