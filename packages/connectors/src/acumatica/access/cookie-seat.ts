import { acumaticaFailure } from "../errors/errors.ts";
import { CookieJar } from "./cookie-jar.ts";
import type { AcumaticaOptions, NameAndPassword } from "./options.ts";
import type { Seat } from "./seat.ts";
import type { WebClient } from "./web-client.ts";

/** A sign-in by name and password whose session lives in cookies. */
export class CookieSeat implements Seat {
  readonly #client: WebClient;
  readonly #options: AcumaticaOptions;
  readonly #given: NameAndPassword;
  readonly #jar = new CookieJar();
  #isSignedIn = false;

  constructor(client: WebClient, options: AcumaticaOptions, given: NameAndPassword) {
    this.#client = client;
    this.#options = options;
    this.#given = given;
  }

  get isSignedIn(): boolean {
    return this.#isSignedIn;
  }

  get tenant(): string | undefined {
    return this.#jar.valueOf("CompanyID");
  }

  async signIn(): Promise<void> {
    if (this.#isSignedIn) return;
    this.#jar.clear();
    const { address, tenant, branch, locale } = this.#options;
    const { user, password } = this.#given;
    const answer = await this.#client.send({
      method: "POST",
      url: `${address}/entity/auth/login`,
      json: { name: user, password, tenant, locale, ...(branch === undefined ? {} : { branch }) },
      operation: "sign in",
      writes: false,
    });
    const failure = acumaticaFailure(answer);
    if (failure !== undefined) throw failure;
    this.#jar.keep(answer.cookies);
    this.#isSignedIn = true;
  }

  headers(): Readonly<Record<string, string>> {
    const cookie = this.#jar.header();
    return cookie === undefined ? {} : { cookie };
  }

  keep(cookies: readonly string[]): void {
    this.#jar.keep(cookies);
  }

  forget(): void {
    this.#isSignedIn = false;
  }

  async leave(): Promise<void> {
    if (!this.#isSignedIn) return;
    this.#isSignedIn = false;
    await signOut(this.#client, this.#options, this.headers());
    this.#jar.clear();
  }
}

/** Signs out; a session that cannot be signed out ends by itself after ten minutes. */
export async function signOut(
  client: WebClient,
  { address }: AcumaticaOptions,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const url = `${address}/entity/auth/logout`;
  await client.send({ method: "POST", url, headers, operation: "sign out", writes: false }).catch(() => undefined);
}
