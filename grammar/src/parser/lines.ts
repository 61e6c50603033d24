import type { IToken } from "chevrotain";

/** Which tokens begin a line, and how far their lines are indented. */
export class LineIndex {
  private readonly begins: boolean[] = [];
  private readonly columns: number[] = [];
  private readonly indentations: number[] = [];
  private readonly numbers: number[] = [];

  constructor(tokens: readonly IToken[], text: string) {
    let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    let indentation = 1;
    let end = 0;
    let line = 0;
    tokens.forEach((token, index) => {
      const start = token.startOffset;
      let begins = index === 0;
      for (let at = end; at < start; at += 1) {
        const letter = text.charCodeAt(at);
        if (letter !== 10 && letter !== 13) continue;
        lineStart = at + 1;
        begins = true;
      }
      const column = start - lineStart + 1;
      if (begins) {
        indentation = column;
        line += 1;
      }
      this.numbers.push(line);
      this.begins.push(begins);
      this.columns.push(column);
      this.indentations.push(indentation);
      end = start + token.image.length;
    });
  }

  beginsLine(index: number): boolean {
    return this.begins[index] ?? true;
  }

  /** From 1. */
  column(index: number): number {
    return this.columns[index] ?? 1;
  }

  /** A number that grows with each line that has tokens. */
  line(index: number): number {
    return this.numbers[index] ?? 0;
  }

  /** Column of the first token on the token's line. */
  indentation(index: number): number {
    return this.indentations[index] ?? 1;
  }
}

export function isLastOfItsLine(tokens: readonly IToken[], lines: LineIndex, index: number): boolean {
  return index + 1 >= tokens.length || lines.beginsLine(index + 1);
}

/** An arrow cannot stand in brackets: when a line has one before it closes those that are open, one was forgotten. */
export function bracketsWereForgotten(
  tokens: readonly IToken[],
  lines: LineIndex,
  index: number,
  open: number,
): boolean {
  let depth = open;
  for (let at = index; at < tokens.length && (at === index || !lines.beginsLine(at)); at += 1) {
    const image = tokens[at]?.image ?? "";
    if (image === "(" || image === "[" || image === "{") depth += 1;
    else if (image === ")" || image === "]" || image === "}") depth -= 1;
    else if (image === "->" || image === "<->") return depth > 0;
    if (depth <= 0) return false;
  }
  return false;
}
