import type { Diagnostic, Report, Span } from "@xmap/diagnostics";
import { EmbeddedActionsParser, type IParserErrorMessageProvider, type IToken, type TokenType } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import {
  ALL_TOKENS,
  BlockClose,
  BlockOpen,
  LineEnd,
  type SymbolText,
  symbolToken,
  type Word,
  wordToken,
} from "./tokens.ts";

type Occurrence = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
type WithoutFile<Given> = Given extends unknown ? Omit<Given, "file"> : never;

export function spanOf(token: IToken): Span {
  return { start: Math.max(0, token.startOffset), end: Math.max(0, token.startOffset + token.image.length) };
}

const LABELS: Readonly<Record<string, string>> = {
  Name: "a name",
  Variable: "a variable",
  Text: "a text in quotes",
  Number: "a number",
  "regular expression": "a regular expression",
  "end of line": "the end of the line",
};

function labelOf(token: TokenType): string {
  return LABELS[token.name] ?? `\`${token.name.replace(/^"|"$/g, "")}\``;
}

/** An exception's message says only what was expected, in the user's words; the sentence is the registry's. */
const EXPECTATIONS: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => labelOf(expected),
  buildNotAllInputParsedMessage: () => "the end of the expression",
  buildNoViableAltMessage: ({ customUserDescription, expectedPathsPerAlt }) =>
    customUserDescription ?? alternatives(expectedPathsPerAlt),
  buildEarlyExitMessage: ({ customUserDescription, expectedIterationPaths }) =>
    customUserDescription ?? alternatives([expectedIterationPaths]),
};

function alternatives(paths: TokenType[][][]): string {
  const labels = [
    ...new Set(paths.flatMap((alternative) => alternative.flatMap(([first]) => first ?? [])).map(labelOf)),
  ];
  const last = labels.pop() ?? "something else";
  return labels.length === 0 ? last : `${labels.join(", ")} or ${last}`;
}

/** Whether Chevrotain checks the grammar while the parser is built: slow, and done by a test. */
export type GrammarCheck = "checked" | "unchecked";

/** What all rules share: tokens by their spelling, spans, and problems that do not stop the parser. */
export abstract class BaseParser extends EmbeddedActionsParser {
  /** Path of the file that is read, for the problems. */
  file = "";
  /** What the rules themselves found since the list was last emptied. */
  readonly problems: Diagnostic[] = [];

  constructor(check: GrammarCheck) {
    super(ALL_TOKENS, {
      recoveryEnabled: false,
      maxLookahead: 1,
      skipValidations: check === "unchecked",
      errorMessageProvider: EXPECTATIONS,
    });
  }

  protected symbol(text: SymbolText, occurrence: Occurrence = 0): IToken {
    return this.consume(occurrence, symbolToken(text));
  }

  protected word(text: Word, occurrence: Occurrence = 0): IToken {
    return this.consume(occurrence, wordToken(text));
  }

  /** From a token to the last one that was read. */
  protected since(first: IToken): { span: Span } {
    return { span: { start: spanOf(first).start, end: Math.max(spanOf(first).start, spanOf(this.LA(0)).end) } };
  }

  protected report(problem: WithoutFile<Report<typeof grammarDiagnostics.table>>): void {
    this.problems.push(
      grammarDiagnostics.create({ ...problem, file: this.file } as Report<typeof grammarDiagnostics.table>),
    );
  }

  /** Statements in braces, each with its line end; `noun` says what they are when something else stands there. */
  protected statements(noun: string, statement: () => void): void {
    this.CONSUME(BlockOpen);
    this.MANY9(() => {
      statement();
      this.CONSUME9(LineEnd);
    });
    this.CONSUME(BlockClose, { ERR_MSG: noun });
  }

  protected isNext(...images: readonly string[]): boolean {
    return images.includes(this.LA(1).image);
  }

  protected isAfterNext(...images: readonly string[]): boolean {
    return images.includes(this.LA(2).image);
  }
}
