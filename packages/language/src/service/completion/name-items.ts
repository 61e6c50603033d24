import type { Identifier, SyntaxNode } from "@xmap/grammar";
import type { DeclaredName, SymbolKind } from "../../binder/any-symbol.ts";
import { describeDeclared } from "../describe/describe-declared.ts";
import { importEdits, wouldCircle } from "../import-edits.ts";
import type { ProjectAnalysis } from "../project/analysis.ts";
import { nameSitesOf } from "../tree/name-sites.ts";
import type { CompletionItem } from "./completion-item.ts";
import type { CompletionRequest } from "./completion-request.ts";
import { MARK } from "./probe.ts";

/** An item for a declaration that is seen. */
export function nameItem(
  declared: DeclaredName,
  request: CompletionRequest,
  project: ProjectAnalysis,
  rank: string,
): CompletionItem {
  return {
    label: declared.name,
    kind: declared.kind,
    detail: declared.file === request.file.path ? declared.kind : `${declared.kind} of ${declared.file}`,
    documentation: describeDeclared(declared, project),
    insertText: declared.name,
    isSnippet: false,
    replace: request.place.word,
    sortText: `${rank}${declared.name}`,
    edits: [],
  };
}

/** Names that the file sees, then names of other files with the import that they need. */
function namesOfKinds(kinds: readonly SymbolKind[], request: CompletionRequest): readonly CompletionItem[] {
  const { file, project, marked, supposed } = request;
  const items: CompletionItem[] = [];
  for (const { declared } of marked.visible.values())
    if (kinds.includes(declared.kind) && declared.name !== MARK) items.push(nameItem(declared, request, supposed, "1"));
  for (const other of project.files.values()) {
    if (other.path === file.path || wouldCircle(file.path, other.path, project)) continue;
    for (const declared of other.declared.values()) {
      if (!kinds.includes(declared.kind) || marked.visible.has(declared.name)) continue;
      const edits = importEdits(file, declared.name, other.path);
      items.push({ ...nameItem(declared, request, project, "3"), edits });
    }
  }
  return items;
}

/** What an `import` can name: the declarations of its file that are not imported yet. */
function importable(
  node: Extract<SyntaxNode, { kind: "Import" }>,
  request: CompletionRequest,
): readonly CompletionItem[] {
  const from = request.marked.loaded.imports.find(({ declaration }) => declaration === node)?.path;
  const offered = from === undefined ? undefined : request.project.files.get(from);
  const names = [...(offered?.declared.values() ?? [])].filter(({ name }) => !request.marked.visible.has(name));
  return names.map((declared) => nameItem(declared, request, request.project, "1"));
}

/** Items for a place where a declaration is named; undefined at other places. */
export function nameItems(identifier: Identifier, request: CompletionRequest): readonly CompletionItem[] | undefined {
  for (const node of request.path) {
    if (node.kind === "Import") return importable(node, request);
    const site = nameSitesOf(node).find((candidate) => candidate.identifier === identifier);
    if (site !== undefined) return namesOfKinds(site.kinds, request);
  }
  return undefined;
}
