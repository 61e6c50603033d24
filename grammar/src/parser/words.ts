import { createToken, type TokenType } from "chevrotain";
import { NameToken, OperatorToken } from "./token-categories.ts";

/** What a name may begin with, as the inside of a class of a regular expression. */
export const LETTERS = "A-Za-z_\\u0080-\\u009f\\u00a1-\\ufefe\\uff00-\\uffff";

export const Identifier = createToken({
  name: "Identifier",
  categories: [NameToken],
  pattern: new RegExp(`[${LETTERS}][${LETTERS}0-9$]*`),
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
  "after",
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
  "no",
  "was",
  "env",
  "secret",
  "true",
  "false",
  "null",
  "function",
  "\u03bb",
] as const;
export type Word = (typeof WORDS)[number];

/** On a line these end an expression; a field of such a name is written in backticks there. */
export const RESERVED: readonly Word[] = [
  "via",
  "else",
  "when",
  "once",
  "key",
  "master",
  "each",
  "by",
  "include",
  "let",
  "require",
  "from",
];

const words: Partial<Record<Word, TokenType>> = {};
const VALUE_WORDS: ReadonlySet<string> = new Set(["true", "false", "null"]);
/** Not even after a dot is it a name. */
export function isValueWord(word: string): boolean {
  return VALUE_WORDS.has(word);
}

/** Operators between two operands, and names elsewhere. */
export const OPERATOR_WORDS = ["and", "or", "in"] as const;
const operatorWords: ReadonlySet<string> = new Set(OPERATOR_WORDS);
export function isOperatorWord(word: string): boolean {
  return operatorWords.has(word);
}

for (const word of WORDS) {
  const categories = isValueWord(word) ? [] : isOperatorWord(word) ? [NameToken, OperatorToken] : [NameToken];
  words[word] = createToken({ name: `"${word}"`, pattern: word, longer_alt: Identifier, categories });
}
/** The token of a keyword. */
export function wordToken(word: Word): TokenType {
  const token = words[word];
  if (token === undefined) throw new TypeError(`No such word: ${word}`);
  return token;
}
