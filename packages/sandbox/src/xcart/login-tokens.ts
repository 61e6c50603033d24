import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { isJsonObject, parseJson } from "../server/json.ts";

/** Someone who may sign in with a password instead of a key: a member of staff may do everything. */
export type ShopLogin = { readonly username: string; readonly password: string };

const TOKEN_SECONDS = 3600;

/** Tokens for those who sign in with a password (`POST /api-login/check`); each holds for an hour. */
export class LoginTokens {
  readonly #logins: readonly ShopLogin[];
  readonly #now: () => Date;
  readonly #endByToken = new Map<string, number>();

  constructor(logins: readonly ShopLogin[], now: () => Date) {
    this.#logins = logins;
    this.#now = now;
  }

  /** Answers a sign-in. */
  answer(request: SandboxRequest): SandboxResponse {
    const body = parseJson(request.body);
    const { username, password } = isJsonObject(body) ? body : {};
    if (!this.#logins.some((login) => login.username === username && login.password === password)) {
      return jsonResponse(401, { code: 401, message: "Invalid credentials." });
    }
    const end = this.#now().getTime() + TOKEN_SECONDS * 1000;
    const claims = { username: String(username), exp: Math.floor(end / 1000), jti: this.#endByToken.size + 1 };
    const token = [{ typ: "JWT", alg: "none" }, claims].map(encode).concat("sandbox").join(".");
    this.#endByToken.set(token, end);
    return jsonResponse(200, { token });
  }

  /** What a bearer token is worth now. */
  state(token: string): "good" | "expired" | "unknown" {
    const end = this.#endByToken.get(token);
    return end === undefined ? "unknown" : end > this.#now().getTime() ? "good" : "expired";
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
