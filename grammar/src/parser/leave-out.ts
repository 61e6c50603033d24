import type { IToken } from "chevrotain";
import type { Layout, Statement } from "./layout.ts";
import { BlockClose, BlockOpen, Broken, LineEnd } from "./tokens.ts";

/** Puts a mark in the place of a statement; the statements in its braces stay. */
export function leaveOut(statement: Statement, tokens: readonly IToken[], owners: Layout["owners"]): readonly IToken[] {
  const kept: IToken[] = [];
  let part: "before" | "head" | "block" | "rest" | "after" = "before";
  for (const token of tokens) {
    const isOwn =
      owners.get(token) === statement || (part === "before" && token.startOffset === statement.first.startOffset);
    if (part === "before" && isOwn) {
      kept.push({ ...token, tokenType: Broken, tokenTypeIdx: Broken.tokenTypeIdx ?? 0 });
      part = "head";
    }
    if (part === "before" || part === "after") kept.push(token);
    else if (isOwn && token.tokenType === LineEnd) {
      kept.push(token);
      part = "after";
    } else if (part === "head" && isOwn && token.tokenType.CATEGORIES?.includes(BlockOpen)) {
      kept.push(token);
      part = "block";
    } else if (part === "block") {
      kept.push(token);
      if (isOwn && token.tokenType === BlockClose) part = "rest";
    }
  }
  return kept;
}
