import type { IToken } from "chevrotain";
import { symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = 0xfeff;

/** Which tokens begin a line, and how far their lines are indented. */
export class LineIndex {
  readonly #begins: Uint8Array;
  readonly #columns: Int32Array;
  readonly #indentations: Int32Array;
  readonly #numbers: Int32Array;

  constructor(tokens: readonly IToken[], text: string) {
    const count = tokens.length;
    this.#begins = new Uint8Array(count);
    this.#columns = new Int32Array(count);
    this.#indentations = new Int32Array(count);
    this.#numbers = new Int32Array(count);
    let lineStart = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    let indentation = 1;
    let end = 0;
    let line = 0;
    let index = 0;
    for (const { startOffset, image } of tokens) {
      let begins = index === 0;
      for (let at = end; at < startOffset; at += 1) {
        const letter = text.charCodeAt(at);
        if (letter !== LINE_FEED && letter !== CARRIAGE_RETURN) continue;
        lineStart = at + 1;
        begins = true;
      }
      const column = startOffset - lineStart + 1;
      if (begins) {
        indentation = column;
        line += 1;
        this.#begins[index] = 1;
      }
      this.#numbers[index] = line;
      this.#columns[index] = column;
      this.#indentations[index] = indentation;
      end = startOffset + image.length;
      index += 1;
    }
  }

  beginsLine(index: number): boolean {
    return this.#begins[index] === 1;
  }

  /** From 1. */
  column(index: number): number {
    return this.#columns[index] ?? 1;
  }

  /** A number that grows with each line that has tokens. */
  line(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  /** Column of the first token on the token's line. */
  indentation(index: number): number {
    return this.#indentations[index] ?? 1;
  }
}

export function isLastOfItsLine(tokens: readonly IToken[], lines: LineIndex, index: number): boolean {
  return index + 1 >= tokens.length || lines.beginsLine(index + 1);
}

const OPENERS = new TokenSet([symbolToken("("), symbolToken("["), symbolToken("{")]);
const CLOSERS = new TokenSet([symbolToken(")"), symbolToken("]"), symbolToken("}")]);
const ARROWS = new TokenSet([symbolToken("->"), symbolToken("<->")]);

/** An arrow cannot stand in brackets: when a line has one before it closes those that are open, one was forgotten. */
export function bracketsWereForgotten(
  tokens: readonly IToken[],
  lines: LineIndex,
  index: number,
  open: number,
): boolean {
  let depth = open;
  for (let at = index; at < tokens.length && (at === index || !lines.beginsLine(at)); at += 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (OPENERS.has(token)) depth += 1;
    else if (CLOSERS.has(token)) depth -= 1;
    else if (ARROWS.has(token)) return depth > 0;
    if (depth <= 0) return false;
  }
  return false;
}
