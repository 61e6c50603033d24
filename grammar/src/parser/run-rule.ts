import type { IRecognitionException, IToken } from "chevrotain";
import type { DeclarationParser } from "./declaration-parser.ts";

export type Outcome<Node> =
  | { readonly kind: "read"; readonly node: Node }
  | { readonly kind: "refused"; readonly error: IRecognitionException }
  | { readonly kind: "too-deep"; readonly at: IToken };

/** Runs one rule of a parser over tokens of its own. */
export function runRule<Node>(parser: DeclarationParser, tokens: readonly IToken[], rule: () => Node): Outcome<Node> {
  // The parser reads its input and never writes to it, though its type says less.
  parser.input = tokens as IToken[];
  parser.problems.length = 0;
  try {
    const node = rule();
    const [error] = parser.errors;
    return error === undefined ? { kind: "read", node } : { kind: "refused", error };
  } catch (error) {
    // Also what the engine throws when the memory for calls is used up.
    if (error instanceof RangeError) return { kind: "too-deep", at: parser.position() };
    throw error;
  }
}
