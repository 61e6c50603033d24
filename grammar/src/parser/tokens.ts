import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";

const NAME = /[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*/y;

/** Every word that can be a field's or a declaration's name, keywords included. */
export const NameToken = createToken({ name: "Name", pattern: Lexer.NA });
export const Identifier = createToken({
  name: "Identifier",
  categories: [NameToken],
  line_breaks: false,
  start_chars_hint: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", 256],
  pattern: (text, offset) => {
    NAME.lastIndex = offset;
    return NAME.exec(text);
  },
});

/** Every keyword. */
export const WORDS = [
  "xmap",
  "import",
  "from",
  "system",
  "entity",
  "map",
  "lookup",
  "rules",
  "binding",
  "policy",
  "flow",
  "test",
  "with",
  "key",
  "via",
  "else",
  "when",
  "once",
  "master",
  "each",
  "by",
  "include",
  "let",
  "require",
  "keep",
  "none",
  "many",
  "cache",
  "index",
  "every",
  "skip",
  "warn",
  "hold",
  "reject",
  "fail",
  "retry",
  "to",
  "for",
  "timeout",
  "rate",
  "per",
  "on",
  "parallel",
  "alert",
  "where",
  "change",
  "removal",
  "of",
  "at",
  "most",
  "webhook",
  "poll",
  "sweep",
  "read",
  "find",
  "sync",
  "call",
  "write",
  "notify",
  "offers",
  "and",
  "or",
  "in",
  "given",
  "answers",
  "expect",
  "was",
  "env",
  "secret",
  "true",
  "false",
  "null",
  "function",
] as const;
export type Word = (typeof WORDS)[number];

const words: Partial<Record<Word, TokenType>> = {};
for (const word of WORDS) {
  words[word] = createToken({ name: `"${word}"`, pattern: word, longer_alt: Identifier, categories: [NameToken] });
}
/** The token of a keyword. */
export function wordToken(word: Word): TokenType {
  const token = words[word];
  if (token === undefined) throw new TypeError(`No such word: ${word}`);
  return token;
}

export const BacktickName = createToken({ name: "`name`", pattern: /`[^`\n]*`/, line_breaks: false });
export const Variable = createToken({
  name: "variable",
  pattern: /\$(?:\$|[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*)?/,
});
export const Duration = createToken({ name: "duration", pattern: /\d+(?:ms|s|m|h|d)(?![A-Za-z0-9_])/ });
export const NumberToken = createToken({ name: "number", pattern: /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/ });
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/;
const OPEN_STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/;
export const StringToken = createToken({ name: "string", pattern: STRING, line_breaks: false });
export const LongString = createToken({
  name: "string",
  pattern: OPEN_STRING,
  line_breaks: true,
  categories: [StringToken],
});
export const UnclosedString = createToken({ name: "unclosed string", pattern: /["'][^\n]*/ });

/** A token after which a value is complete, so that `/` divides and `{` opens a block. */
export function endsOperand(token: IToken | undefined): boolean {
  if (token === undefined) return false;
  const { image } = token;
  if (image === ")" || image === "]" || image === "}") return true;
  if (token.tokenType === Identifier || token.tokenType === Variable || token.tokenType === BacktickName) return true;
  if (
    token.tokenType === NumberToken ||
    token.tokenType === StringToken ||
    token.tokenType === LongString ||
    token.tokenType === Duration
  )
    return true;
  return image in words && image !== "and" && image !== "or" && image !== "in";
}

const REGEX = /\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[gim]*/y;
export const RegexToken = createToken({
  name: "regular expression",
  line_breaks: false,
  start_chars_hint: ["/"],
  pattern: (text, offset, matched) => {
    if (endsOperand(matched.at(-1)) || matched.at(-1)?.image === "%" || matched.at(-1)?.image === "*") return null;
    REGEX.lastIndex = offset;
    return REGEX.exec(text);
  },
});

const SYMBOLS = [
  "<->",
  "->",
  "<-",
  ":=",
  "~>",
  "!=",
  "<=",
  ">=",
  "..",
  "**",
  "??",
  "?:",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ";",
  ":",
  ".",
  "+",
  "-",
  "*",
  "/",
  "%",
  "&",
  "=",
  "<",
  ">",
  "?",
  "^",
  "@",
  "#",
  "|",
] as const;
export type SymbolText = (typeof SYMBOLS)[number];
const symbols: Partial<Record<SymbolText, TokenType>> = {};
for (const symbol of SYMBOLS) symbols[symbol] = createToken({ name: `"${symbol}"`, pattern: symbol });
export function symbolToken(symbol: SymbolText): TokenType {
  const token = symbols[symbol];
  if (token === undefined) throw new TypeError(`No such symbol: ${symbol}`);
  return token;
}

const Blank = createToken({
  name: "blank",
  pattern: /[ \t\r\n\u00a0\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const LineComment = createToken({ name: "comment", pattern: /\/\/[^\n]*/, group: "comments" });
const BlockComment = createToken({
  name: "comment",
  pattern: /\/\*[\s\S]*?\*\//,
  group: "comments",
  line_breaks: true,
});

/** Zero-width; put in by the layout where a statement's line ends. */
export const LineEnd = createToken({ name: "end of line", pattern: Lexer.NA });

const common = [
  Blank,
  LineComment,
  BlockComment,
  RegexToken,
  ...SYMBOLS.map(symbolToken),
  BacktickName,
  Variable,
  Duration,
  NumberToken,
  ...[...WORDS].sort((a, b) => b.length - a.length).map(wordToken),
  Identifier,
  StringToken,
];
export const ALL_TOKENS = [...common, LongString, UnclosedString, LineEnd, NameToken];

const options = { positionTracking: "onlyOffset", ensureOptimizations: false } as const;
export const fileLexer = new Lexer([...common, UnclosedString], options);
export const expressionLexer = new Lexer([...common, LongString, UnclosedString], options);
