import type { IToken } from "chevrotain";

/** The deepest nesting of brackets that is read. */
export const DEEPEST_NESTING = 100;

/** The deepest nesting of blocks that is read: of lines in lines, of steps in steps. */
export const DEEPEST_BLOCKS = 50;

/** The first bracket, or minus sign, that lies deeper than is read. */
export function findTooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  let signs = 0;
  for (const token of tokens) {
    const { image } = token;
    signs = image === "-" ? signs + 1 : 0;
    if (image === "(" || image === "[" || image === "{") depth += 1;
    else if (image === ")" || image === "]" || image === "}") depth -= 1;
    if (depth > DEEPEST_NESTING || signs > DEEPEST_NESTING) return token;
  }
  return undefined;
}
