import { suggestNames } from "@xmap/diagnostics";
import type { Import } from "@xmap/grammar";
import { importEdits, relativeImport, wouldCircle } from "../import-edits.ts";
import { type Finding, type Mend, mend, textOf } from "./code-action.ts";
import { nodeOf, startsAt } from "./node-of-finding.ts";
import { withComma, withLine } from "./text-places.ts";

function importAround(finding: Finding): Import | undefined {
  const { span } = finding.diagnostic;
  return nodeOf(finding, "Import", (node) => node.names.some((name) => name.span.start === span.start));
}

/** Takes a name out of its import; the whole line when it is the only one. */
export function removeImportMends(finding: Finding): readonly Mend[] {
  const node = importAround(finding);
  if (node === undefined) return [];
  const { text } = finding.file.loaded.file.source;
  const { span } = finding.diagnostic;
  const place = node.names.length === 1 ? withLine(text, node.span) : withComma(text, span);
  return [mend(finding, `Remove the import of ${textOf(finding)}`, "", place)];
}

/** Imports an unknown name from each file that declares it. */
export function addImportMends(finding: Finding): readonly Mend[] {
  if (importAround(finding) !== undefined) return [];
  const name = textOf(finding);
  const { file, project } = finding;
  const mends: Mend[] = [];
  for (const other of project.files.values()) {
    if (!other.declared.has(name) || wouldCircle(file.path, other.path, project)) continue;
    const title = `Import ${name} from ${relativeImport(file.path, other.path)}`;
    mends.push({ title, edits: importEdits(file, name, other.path) });
  }
  return mends;
}

/** Files of the project whose path is like the one that is missing. */
export function importPathMends(finding: Finding): readonly Mend[] {
  const node = nodeOf(finding, "Import", ({ from }) => startsAt(finding)(from));
  if (node === undefined) return [];
  const { file, project } = finding;
  const others = [...project.files.keys()].filter((path) => path !== file.path);
  const paths = others.map((path) => relativeImport(file.path, path));
  const baseName = (path: string) => path.split("/").at(-1) ?? path;
  const near = new Set(suggestNames(baseName(node.from.value), paths.map(baseName)));
  const meant = paths.filter((path) => near.has(baseName(path)));
  return meant.map((path) => mend(finding, `Change to "${path}"`, JSON.stringify(path)));
}
