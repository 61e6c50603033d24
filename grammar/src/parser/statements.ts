import type { IToken, TokenType } from "chevrotain";

/** What is read, and left out, as a whole: the tokens of a line, with those of the lines that go on with it. */
export interface Statement {
  readonly first: IToken;
  /** Column of its first line. */
  readonly indentation: number;
  /** Something was said about it already; nothing more is. */
  reported: boolean;
  /** A text or name in it has no end, so that its tokens mean nothing. */
  unreadable: boolean;
  /** The first bracket, or minus sign, that lies deeper than is read. */
  tooDeep: IToken | undefined;
}

/** The tokens of a statement of the file itself, blocks included. */
export interface Slice {
  readonly tokens: readonly IToken[];
  /** To which statement each of the tokens belongs. */
  readonly owners: readonly Statement[];
  /** Those of its statements that cannot be read: unreadable or too deep. */
  readonly unreadable: readonly Statement[];
}

/** The statement of one of a slice's tokens. */
export function ownerOf(slice: Slice, token: IToken): Statement | undefined {
  return slice.owners[slice.tokens.indexOf(token)];
}

/** A token of no width. */
export function emptyToken(tokenType: TokenType, startOffset: number): IToken {
  return { image: "", startOffset, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, tokenType };
}

/** The same letters as another token. */
export function retyped(token: IToken, tokenType: TokenType): IToken {
  const { image, startOffset } = token;
  return { image, startOffset, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, tokenType };
}
