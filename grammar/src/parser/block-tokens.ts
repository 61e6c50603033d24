import { createToken, Lexer, type TokenType } from "chevrotain";

/** Zero-width; put in by the layout where a statement ends. */
export const LineEnd = createToken({ name: "end of line", pattern: Lexer.NA });
/** Stands for a statement that has been reported and left out. */
export const Broken = createToken({ name: "broken statement", pattern: Lexer.NA });

/** What the statements inside a pair of braces are. */
export type BlockKind =
  | "options"
  | "entity"
  | "arms"
  | "lookup"
  | "rules"
  | "binding"
  | "policy"
  | "flow"
  | "steps"
  | "test"
  | "testArms";
const BLOCK_KINDS: readonly BlockKind[] = [
  "options",
  "entity",
  "arms",
  "lookup",
  "rules",
  "binding",
  "policy",
  "flow",
  "steps",
  "test",
  "testArms",
];

/** The brace before statements; the layout tells it from the one of an object. */
export const BlockOpen = createToken({ name: "{", pattern: Lexer.NA });
export const BlockClose = createToken({ name: "}", pattern: Lexer.NA });
const openers = new Map(
  BLOCK_KINDS.map((kind) => [
    kind,
    createToken({ name: `${kind} {`, label: "{", pattern: Lexer.NA, categories: [BlockOpen] }),
  ]),
);
/** All braces before statements. */
export const BLOCK_OPENERS: readonly TokenType[] = [BlockOpen, ...openers.values()];

/** The token of a brace that opens a block of a kind. */
export function blockOpener(kind: BlockKind): TokenType {
  return openers.get(kind) ?? BlockOpen;
}
