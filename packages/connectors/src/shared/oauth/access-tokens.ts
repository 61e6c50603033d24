import { Failure, type TokenStore } from "@xmap/contract";
import type { AskForTokens, GivenTokens, GrantForm } from "./token-endpoint.ts";

/** A sign-in that needs nobody: the grant is sent anew whenever no refresh token is at hand. */
interface OwnGrant {
  readonly form: GrantForm;
}

/** A sign-in that a person has made: it lives by its refresh token alone, which is kept. */
interface KeptGrant {
  readonly system: string;
  readonly tokens: TokenStore;
}

export interface AccessTokensParts {
  readonly ask: AskForTokens;
  readonly now: () => number;
  readonly grant: OwnGrant | KeptGrant;
}

/** The name of the refresh token among the kept tokens of a system. */
export const REFRESH_TOKEN = "refresh";

/** A token is renewed so long before its end: clocks differ, and requests wait in the server's queue. */
const SPARE_MILLISECONDS = 60_000;

/**
 * The access token of one sign-in by OAuth 2. Callers at the same time share one request; a refresh token that was
 * replaced is on disk before the access token that came with it is used.
 */
export class AccessTokens {
  readonly #parts: AccessTokensParts;
  #current: Pick<GivenTokens, "access" | "endsAt"> | undefined;
  #refresh: string | undefined;
  /** Replaces a kept one, but could not be written yet. */
  #unsaved: { readonly refresh: string; readonly replaces: string } | undefined;
  #obtaining: Promise<string> | undefined;

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
  }

  /** The access token as far as it is known, good or not. */
  get latest(): string | undefined {
    return this.#current?.access;
  }

  /** A token that is good for a while; rejects with a Failure. */
  async get(): Promise<string> {
    if (this.#current !== undefined && this.#parts.now() < this.#current.endsAt) return this.#current.access;
    this.#obtaining ??= this.#obtain().finally(() => {
      this.#obtaining = undefined;
    });
    return this.#obtaining;
  }

  /** The system does not take this token any more; a newer one stays. */
  forget(access: string | undefined): void {
    if (this.#current?.access === access) this.#current = undefined;
  }

  async #obtain(): Promise<string> {
    const { grant } = this.#parts;
    return "tokens" in grant ? this.#renewKept(grant) : this.#take(await this.#renewOwn(grant));
  }

  async #renewOwn({ form }: OwnGrant): Promise<GivenTokens> {
    const { ask } = this.#parts;
    const refresh = this.#refresh;
    // A refresh token is good for one use at many systems.
    this.#refresh = undefined;
    if (refresh === undefined) return ask(form);
    try {
      const given = await ask(refreshForm(refresh));
      return { ...given, refresh: given.refresh ?? refresh };
    } catch (thrown) {
      if (!isRefused(thrown)) {
        this.#refresh = refresh;
        throw thrown;
      }
      return ask(form);
    }
  }

  /** Read, used up and replaced by one process at a time: who comes second uses what the first one has written. */
  #renewKept({ system, tokens }: KeptGrant): Promise<string> {
    return tokens.exclusively(REFRESH_TOKEN, async () => {
      const kept = await this.#keptToken(tokens);
      if (kept === undefined) throw notAuthorized(system, "Nobody has let xmap in yet");
      const given = await this.#askWith(system, kept);
      if (given.refresh !== undefined && given.refresh !== kept)
        await this.#save(tokens, { refresh: given.refresh, replaces: kept });
      return this.#take(given);
    });
  }

  async #askWith(system: string, refresh: string): Promise<GivenTokens> {
    try {
      return await this.#parts.ask(refreshForm(refresh));
    } catch (thrown) {
      const isOver = thrown instanceof Failure && thrown.details.name === "invalid_grant";
      if (!isOver) throw thrown;
      throw notAuthorized(system, "The sign-in has ended or was taken back (invalid_grant)", thrown.details.status);
    }
  }

  async #keptToken(tokens: TokenStore): Promise<string | undefined> {
    const kept = await tokens.get(REFRESH_TOKEN);
    const unsaved = this.#unsaved;
    // Somebody may have let xmap in anew meanwhile.
    if (unsaved === undefined || unsaved.replaces !== kept) return kept;
    await this.#save(tokens, unsaved);
    return unsaved.refresh;
  }

  /** The system has used the kept token up already, so the new one is not lost when it cannot be written. */
  async #save(tokens: TokenStore, given: { readonly refresh: string; readonly replaces: string }): Promise<void> {
    this.#unsaved = given;
    await tokens.replace(REFRESH_TOKEN, given.refresh);
    this.#unsaved = undefined;
  }

  #take({ access, endsAt, refresh }: GivenTokens): string {
    const { now } = this.#parts;
    // Of a token that is short-lived, half of its life is spare.
    const spare = Math.min(SPARE_MILLISECONDS, Math.max(0, endsAt - now()) / 2);
    this.#current = { access, endsAt: endsAt - spare };
    this.#refresh = refresh;
    return access;
  }
}

function refreshForm(refresh: string): GrantForm {
  return { grant_type: "refresh_token", refresh_token: refresh };
}

function isRefused(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.details.class === "Unauthorized";
}

function notAuthorized(system: string, what: string, status?: number): Failure {
  return new Failure({
    class: "Unauthorized",
    scope: "system",
    retry: { when: "whenHealed" },
    system,
    operation: "sign in",
    name: "invalid_grant",
    message: `${what}: run xmap authorize ${system} --env ENVIRONMENT and let it in`,
    ...(status === undefined ? {} : { status }),
  });
}
