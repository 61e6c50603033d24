import type { IToken } from "chevrotain";
import { endsOperand } from "./operand-end.ts";
import type { Statement } from "./statements.ts";
import { type SymbolText, symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";
import { OPERATOR_WORDS, wordToken } from "./words.ts";

const SIGNS = "-> <-> <- , . + - * / % & = != < <= > >= ~> ?? ?: ? : :=".split(" ") as readonly SymbolText[];
/** After them a statement goes on in the next line. */
export const GOES_ON_AFTER = new TokenSet([...SIGNS.map(symbolToken), ...OPERATOR_WORDS.map(wordToken)]);
/** What stands between a source and a target. */
export const ARROWS = new TokenSet([symbolToken("->"), symbolToken("<-"), symbolToken("<->")]);

/** A bracket that waits for its other half. */
interface Bracket {
  readonly token: IToken;
  readonly ofFunction: boolean;
}

/** A statement while its tokens are read. */
export interface OpenStatement {
  readonly statement: Statement;
  readonly brackets: Bracket[];
  before: IToken;
  operandEnded: boolean;
  hasArrow: boolean;
  hasBlock: boolean;
  /** A brace here begins a function's body. */
  expectsBody: boolean;
  /** How many minus signs were read one after the other. */
  signs: number;
}

/** A statement of which one token is known. */
export function beginStatement(token: IToken, indentation: number): OpenStatement {
  return {
    statement: { first: token, indentation, reported: false, unreadable: false, tooDeep: undefined },
    brackets: [],
    before: token,
    operandEnded: endsOperand(token, false),
    hasArrow: ARROWS.has(token),
    hasBlock: false,
    expectsBody: false,
    signs: 0,
  };
}
