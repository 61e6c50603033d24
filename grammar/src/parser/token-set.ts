import type { IToken, TokenType } from "chevrotain";

/** Answers for any token whether its type is one of a few; asked of every token, so without hashing. */
export class TokenSet {
  readonly #members: Uint8Array;

  constructor(types: readonly TokenType[]) {
    const indices = types.map(({ tokenTypeIdx }) => tokenTypeIdx ?? 0);
    this.#members = new Uint8Array(Math.max(0, ...indices) + 1);
    for (const index of indices) this.#members[index] = 1;
  }

  has(token: IToken): boolean {
    return this.#members[token.tokenTypeIdx] === 1;
  }
}
