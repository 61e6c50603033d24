import type { SyntaxNode } from "@xmap/grammar";

/** A word of the language: what it means, what it needs behind it, and how an editor writes it. */
export interface LanguageWord {
  readonly word: string;
  readonly documentation: string;
  /** Inserted by completion; `<name>` is a place to fill in, `<>` where the cursor ends. */
  readonly snippet: string;
  /** Follows the word where it is tried; `@` stands for the mark by which it is seen that the parser took it. */
  readonly probe: string;
  /** For words without a name behind them: the kind of node that begins at the word. */
  readonly node?: SyntaxNode["kind"];
  /** The same for words that stand in the middle of their node. */
  readonly within?: readonly SyntaxNode["kind"][];
}
