import { suggestNames } from "@xmap/diagnostics";
import type { IToken } from "chevrotain";
import type { BlockKind } from "./block-tokens.ts";
import { NumberToken, StringToken } from "./value-tokens.ts";

const BLOCK_OF_DECLARATION: ReadonlyMap<string, BlockKind> = new Map([
  ["system", "options"],
  ["entity", "entity"],
  ["map", "arms"],
  ["lookup", "lookup"],
  ["rules", "rules"],
  ["binding", "binding"],
  ["policy", "policy"],
  ["flow", "flow"],
  ["test", "test"],
]);

/** First words of what stands in a file itself, imports included. */
export const DECLARATION_WORDS: readonly string[] = ["import", ...BLOCK_OF_DECLARATION.keys()];

const PLAIN_WORD = /^[A-Za-z_]\w*$/;

/** A declaration's first word in the first column; a field of that name is followed by an arrow or operator. */
export function isDeclarationStart(token: IToken, next: IToken | undefined): boolean {
  if (next === undefined) return false;
  if (token.image === "import") return next.image === "{";
  if (token.image === "xmap") return next.tokenType === NumberToken;
  if (token.image === "test") return next.tokenType === StringToken;
  return BLOCK_OF_DECLARATION.has(token.image) && PLAIN_WORD.test(next.image);
}

/** The declaration's word, also when it is misspelt; undefined when it is none. */
export function declarationWordFor(token: IToken): string | undefined {
  if (DECLARATION_WORDS.includes(token.image) || token.image === "xmap") return token.image;
  return suggestNames(token.image, DECLARATION_WORDS)[0];
}

const STEP_WORDS: ReadonlySet<string> = new Set(["when", "each", "write"]);

/** True for words whose statement has a block: a brace at their line's end begins it, whatever is half typed before. */
export function ownsBlock(word: string): boolean {
  return STEP_WORDS.has(word) || BLOCK_OF_DECLARATION.has(word);
}

/** What stands in the braces of a statement: decided by where it is, its first word, and the word before the brace. */
export function blockKindOf(surroundings: BlockKind | "file", word: string | undefined, before: string): BlockKind {
  if (before === "via") return "arms";
  switch (surroundings) {
    case "file":
      return BLOCK_OF_DECLARATION.get(word ?? "") ?? "rules";
    case "flow":
    case "steps":
      return word === "write" ? "rules" : "steps";
    case "test":
      return "testArms";
    default:
      return "rules";
  }
}
