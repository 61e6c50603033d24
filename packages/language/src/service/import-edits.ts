import type { TextEdit } from "@xmap/diagnostics";
import type { FileAnalysis, ProjectAnalysis } from "./project/analysis.ts";

/** How a file names another in an import: `./odoo.xmap`, `../shared/odoo.xmap`. */
export function relativeImport(from: string, to: string): string {
  const own = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let common = 0;
  while (common < own.length && common < parts.length - 1 && own[common] === parts[common]) common += 1;
  const up = own.slice(common).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...parts.slice(common)].join("/");
}

/** True when importing `target` into `file` would make a circle. */
export function wouldCircle(file: string, target: string, project: ProjectAnalysis): boolean {
  const seen = new Set<string>();
  const pending = [target];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (path === file) return true;
    if (seen.has(path)) continue;
    seen.add(path);
    for (const entry of project.files.get(path)?.loaded.imports ?? []) pending.push(entry.path);
  }
  return false;
}

function lineEndAfter(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r?\n/);
  return end < 0 ? text.length : offset + end;
}

/** The changes that make a name of another file visible: a longer import, else a new one. */
export function importEdits(file: FileAnalysis, name: string, from: string): readonly TextEdit[] {
  const { path } = file;
  const { text } = file.loaded.file.source;
  const known = file.loaded.imports.findLast((entry) => entry.path === from)?.declaration.names.at(-1);
  if (known !== undefined) {
    const at = known.span.end;
    return [{ file: path, span: { start: at, end: at }, newText: `, ${name}` }];
  }
  const line = `import { ${name} } from "${relativeImport(path, from)}"`;
  const before = file.loaded.file.imports.at(-1) ?? file.loaded.file.version;
  if (before === undefined) return [{ file: path, span: { start: 0, end: 0 }, newText: `${line}\n` }];
  const at = lineEndAfter(text, before.span.end);
  return [{ file: path, span: { start: at, end: at }, newText: `\n${line}` }];
}
