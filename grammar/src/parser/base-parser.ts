import type { Diagnostic, Report, Span } from "@xmap/diagnostics";
import {
  EmbeddedActionsParser,
  type IParserErrorMessageProvider,
  type IToken,
  type ParserMethod,
  type TokenType,
} from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import { BlockClose, BlockOpen, Broken, LineEnd } from "./block-tokens.ts";
import { type SymbolText, symbolToken } from "./symbols.ts";
import type { TokenSet } from "./token-set.ts";
import { ALL_TOKENS } from "./tokens.ts";
import { type Word, wordToken } from "./words.ts";

/** Tells the consumptions of one type of token within a rule apart. */
export type Occurrence = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
type WithoutFile<Given> = Given extends unknown ? Omit<Given, "file"> : never;

export function spanOf({ startOffset, image }: IToken): Span {
  const start = startOffset < 0 ? 0 : startOffset;
  return { start, end: start + image.length };
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
  protected since(first: IToken): Span {
    const { start } = spanOf(first);
    const { startOffset, image } = this.LA(0);
    return { start, end: Math.max(start, startOffset + image.length) };
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

  private readonly nothingFits: ParserMethod<[string], void> = this.RULE("nothingFits", (expected: string) => {
    this.OR({ ERR_MSG: expected, DEF: [{ GATE: () => false, ALT: () => this.CONSUME(Broken) }] });
  });

  /** Raises the error that none of several alternatives is here. */
  protected refuse(expected: string): never {
    this.SUBRULE9(this.nothingFits, { ARGS: [expected] });
    throw new TypeError("The parser went on after an error");
  }

  /**
   * Runs one of some rules. For Chevrotain it is an OR; but which one is chosen by the caller, since an alternative with a
   * GATE would make it compare the next token with all first tokens of all alternatives.
   */
  protected choose<Result>(
    chosen: () => ParserMethod<[], Result>,
    all: () => readonly ParserMethod<[], Result>[],
  ): Result {
    if (!this.RECORDING_PHASE) return this.SUBRULE(chosen());
    const alternatives = all().map((rule) => ({ ALT: (): Result => this.SUBRULE(rule) }));
    return this.OR({ IGNORE_AMBIGUITIES: true, DEF: alternatives });
  }

  protected isAfterNext(tokens: TokenSet): boolean {
    return tokens.has(this.LA(2));
  }
}
