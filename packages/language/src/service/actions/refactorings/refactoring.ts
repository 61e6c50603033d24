import type { Span } from "@xmap/diagnostics";
import type { SyntaxNode } from "@xmap/grammar";
import type { FileAnalysis, ProjectAnalysis } from "../../project/analysis.ts";
import type { CodeActionKind } from "../code-action.ts";

/** A change of a file's text, before it is laid out. */
export interface TextChange {
  readonly span: Span;
  readonly newText: string;
}

/** A change that keeps what a file means. It is offered only where the checker takes the result. */
export interface Refactoring {
  readonly title: string;
  readonly kind: Exclude<CodeActionKind, "quickFix" | "source">;
  readonly changes: readonly TextChange[];
}

/** Where refactorings are asked for: a cursor, or a selection without the blanks around it. */
export interface RefactoringPlace {
  readonly file: FileAnalysis;
  readonly project: ProjectAnalysis;
  readonly text: string;
  readonly within: Span;
  /** The nodes around all of it, the outermost first. */
  readonly nodes: readonly SyntaxNode[];
}

export type RefactoringMaker = (place: RefactoringPlace) => readonly Refactoring[];

/** The innermost of the nodes that is of one of these kinds. */
export function innermost<Kind extends SyntaxNode["kind"]>(
  nodes: readonly SyntaxNode[],
  ...kinds: readonly Kind[]
): Extract<SyntaxNode, { kind: Kind }> | undefined {
  const isWanted = (node: SyntaxNode): node is Extract<SyntaxNode, { kind: Kind }> =>
    (kinds as readonly string[]).includes(node.kind);
  return nodes.findLast(isWanted);
}

/** What a node is written as. */
export function sliceOf(place: RefactoringPlace, { span }: { readonly span: Span }): string {
  return place.text.slice(span.start, span.end);
}

/** The same on one line, where no comment stands in the way. */
export function flatSliceOf(place: RefactoringPlace, node: { readonly span: Span }): string {
  const slice = sliceOf(place, node);
  return slice.includes("//") ? slice : slice.replaceAll(/\s*[\r\n]\s*/g, " ");
}

export function replacing(node: { readonly span: Span }, newText: string): TextChange {
  return { span: node.span, newText };
}

export function inserting(offset: number, newText: string): TextChange {
  return { span: { start: offset, end: offset }, newText };
}
