import type { IToken } from "chevrotain";
import { BLOCK_OPENERS, BlockClose, Broken, LineEnd } from "./block-tokens.ts";
import { retyped, type Slice, type Statement } from "./statements.ts";
import { TokenSet } from "./token-set.ts";

const OPENERS = new TokenSet(BLOCK_OPENERS);

/** Puts a mark in the place of a statement; the statements in its braces stay. */
export function leaveOut(statement: Statement, { tokens, owners, unreadable }: Slice): Slice {
  const kept: IToken[] = [];
  const keptOwners: Statement[] = [];
  let part: "before" | "head" | "block" | "rest" | "after" = "before";
  const keep = (token: IToken, owner: Statement): void => {
    kept.push(token);
    keptOwners.push(owner);
  };
  for (const [index, token] of tokens.entries()) {
    const owner = owners[index] ?? statement;
    const isOwn = owner === statement;
    if (part === "before" && isOwn) {
      keep(retyped(token, Broken), owner);
      part = "head";
    }
    if (part === "before" || part === "after") keep(token, owner);
    else if (isOwn && token.tokenType === LineEnd) {
      keep(token, owner);
      part = "after";
    } else if (part === "head" && isOwn && OPENERS.has(token)) {
      keep(token, owner);
      part = "block";
    } else if (part === "block") {
      keep(token, owner);
      if (isOwn && token.tokenType === BlockClose) part = "rest";
    }
  }
  return { tokens: kept, owners: keptOwners, unreadable };
}
