import { createToken, type TokenType } from "chevrotain";
import { ForwardArrow, OperatorToken } from "./token-categories.ts";

/** Every sign, longer ones before those that they begin with. */
export const SYMBOLS = [
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
const OPERATORS: ReadonlySet<string> = new Set(". * / % + - & = != < <= > >= <- ~> ?? ?: :=".split(" "));
for (const symbol of SYMBOLS) {
  const categories =
    symbol === "->" || symbol === "<->" ? [ForwardArrow] : OPERATORS.has(symbol) ? [OperatorToken] : [];
  symbols[symbol] = createToken({ name: `"${symbol}"`, pattern: symbol, categories });
}
/** The token of a sign. */
export function symbolToken(symbol: SymbolText): TokenType {
  const token = symbols[symbol];
  if (token === undefined) throw new TypeError(`No such symbol: ${symbol}`);
  return token;
}
