import type { IToken } from "chevrotain";
import type { BinaryOperator } from "../tree/expressions.ts";
import { type SymbolText, symbolToken } from "./symbols.ts";
import { type Word, wordToken } from "./words.ts";

/** JSONata's own, from its reader; `..` stands only between two whole expressions and holds none. */
const POWERS: readonly (readonly [number, readonly SymbolText[], readonly Word[]])[] = [
  [80, ["[", "(", "@", "#"], []],
  [75, ["."], []],
  [70, ["{"], []],
  [60, ["*", "/", "%"], []],
  [50, ["+", "-", "&"], []],
  [40, ["=", "!=", "<", "<=", ">", ">=", "<-", "~>", "^", "??", "?:"], ["in"]],
  [30, [], ["and"]],
  [25, [], ["or"]],
  [20, ["?"], []],
  [10, [":="], []],
];

const byToken = new Map(
  POWERS.flatMap(([power, symbols, words]) =>
    [...symbols.map(symbolToken), ...words.map(wordToken)].map((type) => [type.tokenTypeIdx ?? 0, power] as const),
  ),
);
const powers = new Uint8Array(Math.max(...byToken.keys()) + 1);
for (const [index, power] of byToken) powers[index] = power;

/** JSONata's left binding power of what follows an operand; 0 for everything else. */
export function bindingPower(token: IToken): number {
  return powers[token.tokenTypeIdx] ?? 0;
}

const byOperator = new Map<string, number>(
  POWERS.flatMap(([power, symbols, words]) => [...symbols, ...words].map((text) => [text, power] as const)),
);

/** The same for an operator as it is written. */
export function operatorPower(operator: BinaryOperator): number {
  return byOperator.get(operator) ?? 0;
}

const ASSIGNMENT = symbolToken(":=");
const DEFAULT = symbolToken("??");
const ELVIS = symbolToken("?:");

/** How strongly an operator holds its right side: `:=` groups to the right; `??` and `?:` take everything that follows. */
export function rightPower(operator: IToken): number {
  const { tokenType } = operator;
  if (tokenType === ASSIGNMENT) return 9;
  return tokenType === DEFAULT || tokenType === ELVIS ? 0 : bindingPower(operator);
}
