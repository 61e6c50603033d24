import { createToken, type IToken } from "chevrotain";
import { BlockClose } from "./block-tokens.ts";
import { regularExpressionAt } from "./regular-expression-at.ts";
import { symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";
import { VALUE_TOKENS } from "./value-tokens.ts";
import { Identifier, isOperatorWord, OPERATOR_WORDS, WORDS, wordToken } from "./words.ts";

/** Begins where an operand is expected; anywhere else a slash divides. */
export const RegexToken = createToken({
  name: "regular expression",
  line_breaks: false,
  start_chars_hint: ["/"],
  pattern: (text: string, offset: number, matched: readonly IToken[]): [string] | null => {
    if (operandHasEnded(matched)) return null;
    const end = regularExpressionAt(text, offset);
    return end === undefined ? null : [text.slice(offset, end)];
  },
});

/** Operands and operators by turns. */
const ALTERNATING = new TokenSet([symbolToken("*"), symbolToken("%"), ...OPERATOR_WORDS.map(wordToken)]);
const OPERANDS = new TokenSet([
  ...VALUE_TOKENS,
  RegexToken,
  Identifier,
  BlockClose,
  ...WORDS.filter((word) => !isOperatorWord(word)).map(wordToken),
  ...([")", "]", "}", "**"] as const).map(symbolToken),
]);

/** Whether an operand has ended after a token; `* % and or in` are operands and operators by turns. */
export function endsOperand(token: IToken, endedBefore: boolean): boolean {
  return ALTERNATING.has(token) ? !endedBefore : OPERANDS.has(token);
}

/** The same for the last of the tokens so far. */
function operandHasEnded(matched: readonly IToken[]): boolean {
  let from = matched.length - 1;
  for (let token = matched[from]; from > 0 && token !== undefined && ALTERNATING.has(token); token = matched[from]) {
    from -= 1;
  }
  let ended = false;
  for (let at = Math.max(0, from); at < matched.length; at += 1) {
    const token = matched[at];
    if (token !== undefined) ended = endsOperand(token, ended);
  }
  return ended;
}
