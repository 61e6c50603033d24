import type { TokenType } from "chevrotain";
import { ALL_TOKENS } from "../parser/tokens.ts";
import {
  BacktickName,
  Duration,
  MalformedNumber,
  NumberToken,
  StringToken,
  UnclosedBacktickName,
  UnclosedString,
  Variable,
} from "../parser/value-tokens.ts";
import { Identifier, WORDS } from "../parser/words.ts";
import { bracketedText } from "./bracketed-text.ts";

/** The lexer's own pattern of a token. */
function sourceOf(token: TokenType): string {
  if (token.PATTERN instanceof RegExp) return token.PATTERN.source;
  throw new TypeError(`The token ${token.name} has no regular expression that a highlighter could use`);
}

function sourceOfNamed(name: string, index = 0): string {
  const token = ALL_TOKENS.filter((candidate) => candidate.name === name)[index];
  if (token === undefined) throw new TypeError(`The lexer has no token ${name}`);
  return sourceOf(token);
}

const keywords: ReadonlySet<string> = new Set(WORDS);

/** All symbols in the lexer's order, in which a longer one comes before its beginning. */
const symbols: readonly string[] = ALL_TOKENS.flatMap(({ PATTERN }) =>
  typeof PATTERN === "string" && !keywords.has(PATTERN) ? [PATTERN] : [],
);

/** Words between two operands; each is a field's name where an operand is expected. */
export const OPERATOR_WORDS = ["and", "or", "in"] as const;
export const VALUE_WORDS = ["true", "false", "null"] as const;
export const FUNCTION_WORDS = ["function", "\u03bb"] as const;
/** Words that a name follows which they declare. */
export const DECLARING_WORDS = [
  "system",
  "entity",
  "map",
  "lookup",
  "rules",
  "binding",
  "policy",
  "flow",
  "include",
] as const;
/** Words that a text with expressions in braces may follow. */
export const OUTCOME_WORDS = ["skip", "warn", "hold", "reject", "fail"] as const;

const set = (words: readonly string[]): ReadonlySet<string> => new Set(words);
const special = set([...OPERATOR_WORDS, ...VALUE_WORDS, ...FUNCTION_WORDS, ...DECLARING_WORDS]);
/** The keywords that are in none of the lists above but perhaps that of the outcomes. */
export const CONTROL_WORDS: readonly string[] = WORDS.filter((word) => !special.has(word));

/** Symbols after which an operand has ended; the first two are operators after an operand. */
const OPERAND_SYMBOLS = ["*", "%", "**", ")", "]", "}"] as const;
const operandSymbols = set(OPERAND_SYMBOLS);

const escapeSymbol = (symbol: string): string => symbol.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const oneOf = (texts: readonly string[]): string => `(?:${texts.map(escapeSymbol).join("|")})`;

/** The letters of which a name consists after its first one, as the body of a character class. */
function nameLetters(): string {
  const letters = /^\[[^\]]*\]\[([^\]]*)\]\*$/.exec(sourceOf(Identifier))?.[1];
  if (letters === undefined) throw new TypeError("A name is no longer two character classes; see token-patterns.ts");
  return letters;
}
const wordEnd = `(?![${nameLetters()}])`;

/** One of some keywords, and no longer name that begins with it. */
export function wordPattern(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return `(?:${longestFirst.join("|")})${wordEnd}`;
}

const blank = sourceOfNamed("blank");
const name = sourceOf(Identifier);
const backtickName = sourceOf(BacktickName);
/** A keyword is a name too where nothing but a name can stand, except for the three values. */
const memberName = `(?!${wordPattern(VALUE_WORDS)})${name}`;
const pathStep = `(?:${memberName}|${backtickName})`;

/** The alternatives of the lexer's text, one for each kind of quotes. */
const [, doubleQuoted, singleQuoted] = /^(".*")\|('.*')$/.exec(sourceOf(StringToken)) ?? [];
if (doubleQuoted === undefined || singleQuoted === undefined) {
  throw new TypeError("A text is no longer one in double or one in single quotes; see token-patterns.ts");
}

/** Braces may nest in a template's expression, and do not count in texts and backticks. */
function templateHole(quote: '"' | "'"): string {
  const other = quote === '"' ? "'" : '"';
  const plain = `[^{}'"\`\\\\\\r\\n]|${other}[^${quote}${other}\\\\\\r\\n]*${other}|\`[^\`"'\\\\\\r\\n]*\``;
  return bracketedText({ open: "\\{", close: "\\}", inside: plain });
}

/** A slash ends a regular expression only outside of its brackets; they may also close before they open. */
function regularExpression(): string {
  const plain = "[^\\\\()\\[\\]{}/\\r\\n]|\\\\[^\\r\\n]";
  const inside = "[^\\\\()\\[\\]{}\\r\\n]|\\\\[^\\r\\n]";
  const open = "[(\\[{]";
  const close = "[)\\]}]";
  const groups = [bracketedText({ open, close, inside }), bracketedText({ open: close, close: open, inside })];
  return `/(?![/*])(?:${plain}|${groups.join("|")})*/[im]*`;
}

/** The same where a template's expression stands: neither its quotes nor its braces may be taken for a part of it. */
function regularExpressionInHole(): string {
  const escapeOrCount = "\\\\[^\\r\\n\"']|\\{[0-9,]*\\}";
  const noBracket = "\\\\()\\[\\]{}\\r\\n\"'";
  const group = bracketedText({ open: "[(\\[]", close: "[)\\]]", inside: `[^${noBracket}]|${escapeOrCount}` });
  return `/(?![/*])(?:[^${noBracket}/]|${escapeOrCount}|${group})*/[im]*`;
}

/** Regular expressions in JavaScript's notation for all that a highlighter tells apart; no capturing groups in them. */
export const PATTERNS = {
  blank,
  /** Neither blank nor a slash, which begins a comment or is an operator. */
  tokenAfterOperand: blank.replace(/^\[(.*)\]\+$/, "[^$1/]"),
  lineComment: sourceOfNamed("comment"),
  regularExpression: regularExpression(),
  regularExpressionInHole: regularExpressionInHole(),
  signature: "<[-a-zA-Z?+:<>()]*>(?=\\s*\\{)",
  /** Where an operand is expected, one has ended after each of them; `)` is apart because types may follow it. */
  operandSymbol: oneOf(symbols.filter((symbol) => operandSymbols.has(symbol) && symbol !== ")")),
  /** What is an operator after an operand and something else before one. */
  operatorAfterOperand: "(?:/(?![/*])|%|\\*(?!\\*))",
  symbol: oneOf(symbols.filter((symbol) => !operandSymbols.has(symbol))),
  name,
  backtickName: `${backtickName}|${sourceOf(UnclosedBacktickName)}`,
  variable: sourceOf(Variable),
  duration: sourceOf(Duration),
  number: sourceOf(NumberToken),
  malformedNumber: sourceOf(MalformedNumber),
  doubleQuoted,
  singleQuoted,
  unclosedText: sourceOf(UnclosedString),
  escape: '\\\\(?:u[0-9a-fA-F]{4}|["\\\\/bfnrt])',
  unknownEscape: "\\\\[^\\r\\n]",
  doubleQuotedHole: templateHole('"'),
  singleQuotedHole: templateHole("'"),
  /** A name that is no keyword, or one in backticks: what a declaration declares. */
  declaredName: `(?:(?!${wordPattern(WORDS)})${name}|${backtickName})`,
  /** A field after a dot, where a keyword is a name as well. */
  memberName,
  path: `(?:\\$\\$?${wordEnd}|${pathStep})(?:\\.${pathStep})*`,
} as const;
