import type { SyntaxNode } from "@xmap/grammar";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import type { CursorPlace } from "./cursor-place.ts";

/** What makers of items start from: the text with a mark in the place of the word, parsed and checked. */
export interface CompletionRequest {
  readonly text: string;
  readonly place: CursorPlace;
  /** The file as it is. */
  readonly file: FileAnalysis;
  readonly project: ProjectAnalysis;
  /** The file with the mark, and what is known about it. */
  readonly marked: FileAnalysis;
  readonly supposed: ProjectAnalysis;
  /** The marked node and those around it, the outermost first. */
  readonly path: readonly SyntaxNode[];
}

/** The node that stands so many places around the mark; 0 is the mark itself. */
export function around(request: CompletionRequest, distance: number): SyntaxNode | undefined {
  return request.path.at(-1 - distance);
}
