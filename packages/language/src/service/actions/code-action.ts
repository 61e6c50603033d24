import type { Diagnostic, Span, TextEdit } from "@xmap/diagnostics";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";

/** What a change is for. Refactorings mend no finding. */
export type CodeActionKind = "quickFix" | "source" | "refactor.extract" | "refactor.inline" | "refactor.rewrite";

/** A change that an editor offers. */
export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly edits: readonly TextEdit[];
  /** Code of the finding that it mends; undefined for a refactoring. */
  readonly code: string | undefined;
}

/** Changes as makers give them; kind and code are added. */
export interface Mend {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What a maker of mends starts from. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  readonly file: FileAnalysis;
  readonly project: ProjectAnalysis;
}

export type MendMaker = (finding: Finding) => readonly Mend[];

/** The text that a finding is about. */
export function textOf(finding: Finding, span: Span = finding.diagnostic.span): string {
  return finding.file.loaded.file.source.text.slice(span.start, span.end);
}

/** A mend of one change, at the finding's own place unless another is given. */
export function mend(finding: Finding, title: string, newText: string, span: Span = finding.diagnostic.span): Mend {
  return { title, edits: [{ file: finding.file.path, span, newText }] };
}

/** Text to put in at an offset. */
export function insertion(finding: Finding, title: string, offset: number, newText: string): Mend {
  return mend(finding, title, newText, { start: offset, end: offset });
}
