import { createToken, type IToken, Lexer } from "chevrotain";
import { BLOCK_OPENERS, BlockClose, Broken, LineEnd } from "./block-tokens.ts";
import { RegexToken } from "./operand-end.ts";
import { SYMBOLS, symbolToken } from "./symbols.ts";
import { ForwardArrow, NameToken, OperatorToken } from "./token-categories.ts";
import {
  BacktickName,
  Duration,
  LongString,
  MalformedNumber,
  NumberToken,
  StringToken,
  UnclosedBacktickName,
  UnclosedString,
  Variable,
} from "./value-tokens.ts";
import { Identifier, WORDS, wordToken } from "./words.ts";

/** Bounded, since a line of signs would be searched to its end at each of them. */
const SIGNATURE = /<[-a-zA-Z?+:<>()]{0,200}>(?=\s*\{)/y;
/** A function's types, between its parameters and its body. */
export const Signature = createToken({
  name: "Signature",
  line_breaks: false,
  start_chars_hint: ["<"],
  pattern: (text: string, offset: number, matched: readonly IToken[]) => {
    if (matched.at(-1)?.image !== ")") return null;
    SIGNATURE.lastIndex = offset;
    return SIGNATURE.exec(text);
  },
});

const Blank = createToken({
  name: "blank",
  pattern: /[ \t\r\n\v\f\u00a0\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const LineComment = createToken({ name: "comment", pattern: /\/\/[^\r\n]*/, group: "comments" });
const BlockComment = createToken({
  name: "comment",
  start_chars_hint: ["/"],
  pattern: (text, offset, _before, groups): [string] | null => {
    // After a comment that is never closed none is, so that the rest of the text need not be searched again.
    if (!text.startsWith("/*", offset) || (groups.unclosedComments ?? []).length > 0) return null;
    const end = text.indexOf("*/", offset + 2);
    return end < 0 ? null : [text.slice(offset, end + 2)];
  },
  group: "comments",
  line_breaks: true,
});

/** Runs to the end of its line, so that what follows is read as it was meant. */
const UnclosedComment = createToken({ name: "unclosed comment", pattern: /\/\*[^\r\n]*/, group: "unclosedComments" });

/** Begins no token; a run of them is one mistake. */
const UnknownCharacters = createToken({
  name: "unknown character",
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  pattern: /[\u0000-\u0008\u000e-\u001f\u007f\\]+|[!~]/,
  line_breaks: false,
  group: "unknownCharacters",
});

const common = [
  Blank,
  LineComment,
  BlockComment,
  UnclosedComment,
  RegexToken,
  Signature,
  ...SYMBOLS.map(symbolToken),
  BacktickName,
  UnclosedBacktickName,
  Variable,
  Duration,
  NumberToken,
  MalformedNumber,
  ...[...WORDS].sort((a, b) => b.length - a.length).map(wordToken),
  Identifier,
  UnknownCharacters,
];
export const ALL_TOKENS = [
  ...common,
  StringToken,
  LongString,
  UnclosedString,
  LineEnd,
  Broken,
  BlockClose,
  ...BLOCK_OPENERS,
  NameToken,
  OperatorToken,
  ForwardArrow,
];

const options = { positionTracking: "onlyOffset", ensureOptimizations: true } as const;
export const fileLexer = new Lexer([...common, StringToken, UnclosedString], options);
export const expressionLexer = new Lexer([...common, LongString, UnclosedString], options);
