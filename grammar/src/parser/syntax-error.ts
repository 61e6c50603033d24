import { type Diagnostic, didYouMean, type Span, suggestNames } from "@xmap/diagnostics";
import { EOF, type IRecognitionException, type IToken, MismatchedTokenException } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import { spanOf } from "./base-parser.ts";
import { LineEnd } from "./block-tokens.ts";
import { NameToken } from "./token-categories.ts";
import { Identifier, RESERVED, WORDS } from "./words.ts";

/** Where an error was met. */
export interface ErrorPlace {
  /** First token of the statement. */
  readonly first: IToken | undefined;
  /** Where the text ends. */
  readonly end: number;
  /** The expression stands alone, without lines and modifiers. */
  readonly isBare: boolean;
}

const STATEMENT_WORDS = ["require", "include", "let", "master", "when", "each", "write", "notify", "skip", "hold"];
const RESERVED_WORDS: ReadonlySet<string> = new Set(RESERVED);
const LATER_WORDS = [...RESERVED, "where", "with", "for", "every", "poll", "webhook", "sweep", "and", "or", "in"];
/** Spellings of other languages, and what they are here. */
const FOREIGN: Readonly<Record<string, string>> = { "==": "=", "&&": "and", "=>": "->" };
/** Words of other languages at the start of a statement. */
const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ["if", "when"],
  ["unless", "when"],
  ["foreach", "each"],
  ["loop", "each"],
  ["var", "let"],
  ["const", "let"],
  ["assert", "require"],
  ["send", "notify"],
  ["return", "skip"],
  ["throw", "fail"],
]);

/** Statements that stand in a binding itself only. */
const STANDING: ReadonlyMap<string, string> = new Map([
  ["require", "`require` stands in the binding itself; lines are left out by a filter, such as `items[amount > 0]`"],
  ["master", "`master` stands in the binding itself, or behind a `<->` rule"],
]);

/** Says what was expected and what was found, in the user's words, with a mend where one is near. */
export function syntaxError(file: string, error: IRecognitionException, place: ErrorPlace): Diagnostic {
  const { token, previousToken } = error as IRecognitionException & { previousToken?: IToken };
  const expected = error.message;
  const atEnd = token.tokenType === EOF || token.tokenType === LineEnd;
  const span = atEnd ? lastLetter(previousToken, place.end) : spanOf(token);
  if (!place.isBare && RESERVED_WORDS.has(token.image) && !(error instanceof MismatchedTokenException)) {
    const asField = `for a field of that name write \`\` \`${token.image}\` \`\``;
    const elsewhere = token === place.first ? STANDING.get(token.image) : undefined;
    const help = elsewhere === undefined ? asField : `${elsewhere}; ${asField}`;
    const values = { expected, word: token.image };
    return grammarDiagnostics.create({ code: "reserved-word", file, span, values, help });
  }
  const end = place.isBare ? "the end of the expression" : "the end of the line";
  const found = atEnd ? end : `\`${token.image}\``;
  const values = { expected: expected === "the end of the line" && place.isBare ? end : expected, found };
  const help = helpFor(token, previousToken, place);
  const suggestion = suggestedEdit(file, token, help);
  return grammarDiagnostics.create({ code: "syntax-error", file, span, values, help, fixes: suggestion });
}

/** Something to put carets under where nothing is left. */
function lastLetter(before: IToken | undefined, end: number): Span {
  const stop = before === undefined || before.startOffset < 0 || before.tokenType === EOF ? end : spanOf(before).end;
  return { start: Math.max(0, stop - 1), end: stop };
}

function helpFor(token: IToken, before: IToken | undefined, { first, isBare }: ErrorPlace): string | undefined {
  const adjoins = before !== undefined && spanOf(before).end === token.startOffset;
  const foreign = adjoins ? FOREIGN[before.image + token.image] : undefined;
  if (token.image === "|") return "did you mean `or`?";
  if (foreign !== undefined) return `did you mean \`${foreign}\`?`;
  if (isBare) return undefined;
  const foreignWord = token === first || before === first ? FOREIGN_WORDS.get(first?.image ?? "") : undefined;
  if (foreignWord !== undefined) return `did you mean \`${foreignWord}\`?`;
  const follows = first !== undefined && before === first && token.tokenType.CATEGORIES?.includes(NameToken) === true;
  if (follows && first.tokenType === Identifier) {
    const help = didYouMean(first.image, STATEMENT_WORDS);
    if (help !== undefined) return help;
  }
  if (before !== undefined && /^\d+$/.test(before.image) && /^[smhd]$/.test(token.image))
    return `a duration has no blank: \`${before.image}${token.image}\``;
  if (token.tokenType !== Identifier || token.image.length < 2) return undefined;
  return didYouMean(token.image, LATER_WORDS) ?? didYouMean(token.image, WORDS);
}

function suggestedEdit(file: string, token: IToken, help: string | undefined): Diagnostic["fixes"] {
  if (help === undefined || token.tokenType !== Identifier) return [];
  const [word] = suggestNames(token.image, LATER_WORDS);
  if (word === undefined || !help.includes(`\`${word}\``)) return [];
  return [{ title: `Change to ${word}`, edits: [{ file, span: spanOf(token), newText: word }] }];
}
