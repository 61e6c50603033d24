import { callFailure } from "../../shared/call-context.ts";
import { isJsonObject, textMember } from "../../shared/json-shape.ts";
import { acumaticaFailure } from "../errors/errors.ts";
import { signOut } from "./cookie-seat.ts";
import type { AcumaticaOptions, ConnectedApplication } from "./options.ts";
import type { Seat } from "./seat.ts";
import type { WebAnswer, WebClient } from "./web-client.ts";

/** A token is renewed so long before its end, for requests that wait in the server's queue. */
const SPARE_MILLISECONDS = 60_000;
const STANDARD_SECONDS = 3_600;

interface TokenSeatParts {
  readonly client: WebClient;
  readonly options: AcumaticaOptions;
  readonly application: ConnectedApplication;
  readonly now: () => number;
  /** Is told of each token, so that it never leaves in a message. */
  readonly keepSecret: (secret: string) => void;
}

/** A sign-in by OAuth 2: a bearer token, renewed by its refresh token, else by name and password. */
export class TokenSeat implements Seat {
  readonly #parts: TokenSeatParts;
  #access: { readonly token: string; readonly endsAt: number } | undefined;
  #refreshToken: string | undefined;
  readonly tenant = undefined;

  constructor(parts: TokenSeatParts) {
    this.#parts = parts;
  }

  get isSignedIn(): boolean {
    return this.#access !== undefined;
  }

  async signIn(): Promise<void> {
    if (this.#access !== undefined && this.#parts.now() < this.#access.endsAt) return;
    if (await this.#refresh()) return;
    const { user, password } = this.#parts.options;
    const scope = "api offline_access";
    const answer = await this.#ask({ grant_type: "password", username: user, password, scope });
    if (!this.#take(answer)) throw refusal(answer);
  }

  headers(): Readonly<Record<string, string>> {
    return this.#access === undefined ? {} : { authorization: `Bearer ${this.#access.token}` };
  }

  keep(): void {
    // The one session of a grant is known by its token.
  }

  forget(): void {
    this.#access = undefined;
  }

  async leave(): Promise<void> {
    if (this.#access === undefined) return;
    const headers = this.headers();
    this.#access = undefined;
    await signOut(this.#parts.client, this.#parts.options, headers);
  }

  async #refresh(): Promise<boolean> {
    const token = this.#refreshToken;
    if (token === undefined) return false;
    // A refresh token is good for one use.
    this.#refreshToken = undefined;
    return this.#take(await this.#ask({ grant_type: "refresh_token", refresh_token: token }));
  }

  #ask(grant: Readonly<Record<string, string>>): Promise<WebAnswer> {
    const { client, options, application } = this.#parts;
    return client.send({
      method: "POST",
      url: `${options.address}/identity/connect/token`,
      form: { client_id: `${application.id}@${options.tenant}`, client_secret: application.secret, ...grant },
      operation: "sign in",
      writes: false,
    });
  }

  #take({ status, body }: WebAnswer): boolean {
    const token = textMember(body, "access_token");
    if (status !== 200 || token === undefined || !isJsonObject(body)) return false;
    const seconds = typeof body.expires_in === "number" ? body.expires_in : STANDARD_SECONDS;
    const endsAt = this.#parts.now() + Math.max(0, seconds * 1_000 - SPARE_MILLISECONDS);
    this.#access = { token, endsAt };
    this.#refreshToken = textMember(body, "refresh_token");
    for (const secret of [token, this.#refreshToken ?? ""]) this.#parts.keepSecret(secret);
    return true;
  }
}

function refusal(answer: WebAnswer): Error {
  const error = textMember(answer.body, "error");
  if (error === undefined && answer.status >= 500) {
    const failure = acumaticaFailure(answer);
    if (failure !== undefined) return failure;
  }
  const words = textMember(answer.body, "error_description") ?? error ?? `status ${answer.status}`;
  const message = `Acumatica refuses the sign-in by OAuth 2: ${words}`;
  const { status } = answer;
  return callFailure(answer.context, {
    class: "Unauthorized",
    status,
    message,
    ...(error === undefined ? {} : { name: error }),
  });
}
