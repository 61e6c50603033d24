import type { AccessTokens } from "../../shared/oauth/access-tokens.ts";
import { signOut } from "./cookie-seat.ts";
import type { AcumaticaOptions } from "./options.ts";
import type { Seat } from "./seat.ts";
import type { WebClient } from "./web-client.ts";

interface TokenSeatParts {
  readonly client: WebClient;
  readonly options: AcumaticaOptions;
  readonly tokens: AccessTokens;
}

/** A sign-in by OAuth 2: a bearer token. */
export class TokenSeat implements Seat {
  readonly #parts: TokenSeatParts;
  #token: string | undefined;
  readonly tenant = undefined;

  constructor(parts: TokenSeatParts) {
    this.#parts = parts;
  }

  get isSignedIn(): boolean {
    return this.#token !== undefined;
  }

  async signIn(): Promise<void> {
    this.#token = await this.#parts.tokens.get();
  }

  headers(): Readonly<Record<string, string>> {
    return this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
  }

  keep(): void {
    // The one session of a grant is known by its token.
  }

  forget(): void {
    this.#parts.tokens.forget(this.#token);
    this.#token = undefined;
  }

  async leave(): Promise<void> {
    if (this.#token === undefined) return;
    const headers = this.headers();
    this.forget();
    await signOut(this.#parts.client, this.#parts.options, headers);
  }
}
