import type { CompletionItem, CompletionKind } from "@xmap/language/service";
import {
  CompletionItemKind,
  type CompletionItem as EditorItem,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";
import { editsOf } from "./edits.ts";

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  system: CompletionItemKind.Module,
  entity: CompletionItemKind.Class,
  map: CompletionItemKind.Enum,
  lookup: CompletionItemKind.Interface,
  rules: CompletionItemKind.Snippet,
  binding: CompletionItemKind.Struct,
  policy: CompletionItemKind.Property,
  flow: CompletionItemKind.Event,
  field: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  value: CompletionItemKind.EnumMember,
  operation: CompletionItemKind.Method,
  argument: CompletionItemKind.Property,
  option: CompletionItemKind.Property,
  resource: CompletionItemKind.Folder,
  capability: CompletionItemKind.Constant,
  connector: CompletionItemKind.Module,
  type: CompletionItemKind.TypeParameter,
  file: CompletionItemKind.File,
};

/** What can be written at an offset; an editor without snippets gets texts without places to fill in. */
export function completionAt(
  project: EditorProject,
  path: string,
  offset: number,
  knowsSnippets: boolean,
): EditorItem[] {
  return project.workspace.completion(path, offset).map((item) => editorItem(item, project, path, knowsSnippets));
}

function editorItem(item: CompletionItem, project: EditorProject, path: string, knowsSnippets: boolean): EditorItem {
  const isSnippet = item.isSnippet && knowsSnippets;
  const newText = item.isSnippet && !isSnippet ? withoutPlaces(item.insertText) : item.insertText;
  return {
    label: item.label,
    kind: KINDS[item.kind],
    sortText: item.sortText,
    filterText: item.label,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: project.rangeOf(path, item.replace), newText },
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
    ...(item.edits.length === 0 ? {} : { additionalTextEdits: editsOf(project, item.edits) }),
  };
}

function withoutPlaces(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "")
    .replaceAll("\\$", "$");
}
