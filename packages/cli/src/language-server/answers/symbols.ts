import type { DocumentSymbol, OutlineKind } from "@xmap/language/service";
import { type DocumentSymbol as EditorSymbol, SymbolKind, type WorkspaceSymbol } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";

const KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  system: SymbolKind.Module,
  entity: SymbolKind.Class,
  map: SymbolKind.Enum,
  lookup: SymbolKind.Interface,
  rules: SymbolKind.Package,
  binding: SymbolKind.Struct,
  policy: SymbolKind.Object,
  flow: SymbolKind.Event,
  test: SymbolKind.Method,
  rule: SymbolKind.Field,
  let: SymbolKind.Variable,
  include: SymbolKind.Package,
  guard: SymbolKind.Boolean,
  arm: SymbolKind.EnumMember,
  option: SymbolKind.Property,
  field: SymbolKind.Field,
  step: SymbolKind.Function,
};

/** The outline of a file. */
export function outlineOf(project: EditorProject, path: string): EditorSymbol[] {
  const entry = (symbol: DocumentSymbol): EditorSymbol => ({
    name: symbol.name,
    detail: symbol.detail,
    kind: KINDS[symbol.kind],
    range: project.rangeOf(path, symbol.span),
    selectionRange: project.rangeOf(path, symbol.nameSpan),
    children: symbol.children.map(entry),
  });
  return project.workspace.documentSymbols(path).map(entry);
}

/** The declarations of a project that a query fits. */
export function symbolsOf(project: EditorProject, query: string): WorkspaceSymbol[] {
  return project.workspace.workspaceSymbols(query).map(({ name, kind, file, span }) => ({
    name,
    kind: KINDS[kind],
    containerName: file,
    location: project.locationOf(file, span),
  }));
}
