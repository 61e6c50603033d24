import { type FoldingRange, FoldingRangeKind, type TextEdit } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";
import { editsOf } from "./edits.ts";

/** Blocks, imports and comments of more than one line. */
export function foldingRangesOf(project: EditorProject, path: string): FoldingRange[] {
  return project.workspace.foldingRanges(path).map(({ span, kind }) => {
    const { start, end } = project.rangeOf(path, span);
    const lines = { startLine: start.line, endLine: end.line };
    if (kind === "block") return lines;
    return { ...lines, kind: kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Imports };
  });
}

/** The changes that bring a file into its canonical form. */
export function formattingOf(project: EditorProject, path: string): TextEdit[] {
  return editsOf(project, project.workspace.formatting(path));
}
