import type { Span, TextEdit } from "@xmap/diagnostics";
import type { SymbolKind } from "../../binder/any-symbol.ts";

export type CompletionKind =
  | SymbolKind
  | "field"
  | "variable"
  | "function"
  | "keyword"
  | "value"
  | "operation"
  | "argument"
  | "option"
  | "resource"
  | "capability"
  | "connector"
  | "type"
  | "file";

/** Something that can be written at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A type or signature, in short. */
  readonly detail: string | undefined;
  /** Markdown. */
  readonly documentation: string | undefined;
  readonly insertText: string;
  /** `${1:name}` in the text is a place to fill in, `$0` where the cursor ends. */
  readonly isSnippet: boolean;
  /** What the text replaces: the word around the cursor. */
  readonly replace: Span;
  readonly sortText: string;
  /** Further changes, such as an import. */
  readonly edits: readonly TextEdit[];
}
