import type { TextEdit } from "@xmap/diagnostics";
import type { TextEdit as EditorEdit, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";

/** Changes of one file. */
export function editsOf(project: EditorProject, edits: readonly TextEdit[]): EditorEdit[] {
  return edits.map(({ file, span, newText }) => ({ range: project.rangeOf(file, span), newText }));
}

/** Changes of several files; those of open ones hold for the version that was read, when the editor knows versions. */
export function workspaceEditOf(
  project: EditorProject,
  edits: readonly TextEdit[],
  knowsVersions: boolean,
): WorkspaceEdit {
  const byFile = [...Map.groupBy(edits, ({ file }) => file)];
  if (!knowsVersions) {
    return { changes: Object.fromEntries(byFile.map(([file, own]) => [project.uriOf(file), editsOf(project, own)])) };
  }
  const documentChanges = byFile.map(([file, own]): TextDocumentEdit => {
    const version = project.openDocument(file)?.version ?? null;
    return { textDocument: { uri: project.uriOf(file), version }, edits: editsOf(project, own) };
  });
  return { documentChanges };
}
