import type { Span } from "./span.ts";

export type Severity = "error" | "warning" | "information";

/** A second place that explains the first one, such as "first declared here". */
export interface RelatedPlace {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

export interface TextEdit {
  readonly file: string;
  readonly span: Span;
  readonly newText: string;
}

/** A mend that an editor can apply. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What is wrong, where, why, and what to do: data, rendered elsewhere. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  /** One sentence that says the mend, such as "did you mean `order_number`?". */
  readonly help?: string;
  readonly fixes: readonly Fix[];
}

/** True when at least one diagnostic is an error: the program must not run. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
