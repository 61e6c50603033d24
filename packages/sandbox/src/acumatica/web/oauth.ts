import { createHash } from "node:crypto";
import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { ApiError } from "../api-error.ts";
import { guidOf } from "../record/guid-source.ts";
import type { AcumaticaUser, Session, Sessions } from "./session.ts";

/** An application that was registered under Connected Applications. */
export type OAuthClient = {
  /** Without the tenant: requests name it as `ID@Tenant`. */
  readonly id: string;
  readonly secret: string;
};

type Grant = {
  readonly user: AcumaticaUser;
  readonly scopes: readonly string[];
  /** The one session of the grant; none when each caller keeps sessions by cookie. */
  session?: Session;
};

type Token = { readonly grant: Grant; readonly endsAt: number };

type Code = { readonly grant: Grant; readonly challenge: string | null; readonly redirectUri: string };

const TOKEN_SECONDS = 3600;
const REFRESH_SECONDS = 30 * 24 * 3600;

/** The identity server: password, authorization code with PKCE, and refresh grants. */
export class OAuthServer {
  readonly #clients: readonly OAuthClient[];
  readonly #tenant: string;
  readonly #sessions: Sessions;
  readonly #now: () => Date;
  readonly #access = new Map<string, Token>();
  readonly #refresh = new Map<string, Token>();
  readonly #codes = new Map<string, Code>();
  #count = 0;

  constructor(options: {
    readonly clients: readonly OAuthClient[];
    readonly tenant: string;
    readonly sessions: Sessions;
    readonly now: () => Date;
  }) {
    this.#clients = options.clients;
    this.#tenant = options.tenant;
    this.#sessions = options.sessions;
    this.#now = options.now;
  }

  /** Answers `/identity/...`; undefined for a path that is nobody's. */
  answer(request: SandboxRequest, path: string, baseUrl: string): SandboxResponse | undefined {
    switch (`${request.method} ${path}`) {
      case "GET /identity/.well-known/openid-configuration":
        return jsonResponse(200, discovery(baseUrl));
      case "GET /identity/connect/authorize":
        return this.#authorize(request.query);
      case "POST /identity/connect/token":
        return this.#token(request);
      default:
        return undefined;
    }
  }

  /**
   * The session behind a bearer token. `cookieSession` is the session that the request's cookies name; with the scope
   * `api:concurrent_access` it is used, or a new one is opened. Undefined for a token that is unknown or has expired.
   */
  sessionOf(token: string, cookieSession: Session | undefined): { session: Session; isNew: boolean } | undefined {
    const known = this.#access.get(token);
    if (known === undefined || known.endsAt <= this.#now().getTime()) {
      return undefined;
    }
    const { grant } = known;
    if (grant.scopes.includes("api:concurrent_access")) {
      return cookieSession === undefined
        ? { session: this.#sessions.open(grant.user, "cookie"), isNew: true }
        : { session: cookieSession, isNew: false };
    }
    const live = this.#sessions.find(grant.session?.id);
    grant.session = live ?? this.#sessions.open(grant.user, "token");
    grant.session.endsAt = known.endsAt;
    return { session: grant.session, isNew: live === undefined };
  }

  /** The session that a token's grant has at the moment. */
  openSessionOf(token: string): Session | undefined {
    return this.#access.get(token)?.grant.session;
  }

  /** Ends all tokens, refresh tokens too. */
  revokeAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  #authorize(query: URLSearchParams): SandboxResponse {
    const redirectUri = query.get("redirect_uri") ?? "";
    const [user] = this.#sessions.users;
    if (!this.#isClient(query.get("client_id")) || user === undefined || redirectUri === "") {
      return jsonResponse(400, { error: "invalid_request" });
    }
    this.#count += 1;
    const code = guidOf(`code/${this.#count}`);
    const grant: Grant = { user, scopes: scopesOf(query.get("scope")) };
    this.#codes.set(code, { grant, challenge: query.get("code_challenge"), redirectUri });
    const target = new URL(redirectUri);
    target.searchParams.set("code", code);
    target.searchParams.set("state", query.get("state") ?? "");
    return { status: 302, headers: { Location: target.href }, body: "" };
  }

  #token(request: SandboxRequest): SandboxResponse {
    const form = new URLSearchParams(request.body);
    const client = this.#clients.find(({ id }) => `${id}@${this.#tenant}` === form.get("client_id"));
    if (client === undefined || client.secret !== form.get("client_secret")) {
      return jsonResponse(400, { error: "invalid_client" });
    }
    switch (form.get("grant_type")) {
      case "password":
        return this.#byPassword(form);
      case "refresh_token":
        return this.#byRefreshToken(form);
      case "authorization_code":
        return this.#byCode(form);
      default:
        return jsonResponse(400, { error: "unsupported_grant_type" });
    }
  }

  #byPassword(form: URLSearchParams): SandboxResponse {
    try {
      const user = this.#sessions.check(form.get("username") ?? "", form.get("password") ?? "");
      return this.#issue({ user, scopes: scopesOf(form.get("scope")) });
    } catch (error) {
      if (error instanceof ApiError) {
        return jsonResponse(400, { error: "invalid_grant", error_description: "invalid_username_or_password" });
      }
      throw error;
    }
  }

  #byRefreshToken(form: URLSearchParams): SandboxResponse {
    const known = this.#refresh.get(form.get("refresh_token") ?? "");
    if (known === undefined || known.endsAt <= this.#now().getTime()) {
      return jsonResponse(400, { error: "invalid_grant" });
    }
    this.#refresh.delete(form.get("refresh_token") ?? "");
    return this.#issue(known.grant, known.endsAt);
  }

  #byCode(form: URLSearchParams): SandboxResponse {
    const code = this.#codes.get(form.get("code") ?? "");
    this.#codes.delete(form.get("code") ?? "");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isProven = code?.challenge === null || code?.challenge === verifier;
    if (code === undefined || !isProven || code.redirectUri !== form.get("redirect_uri")) {
      return jsonResponse(400, { error: "invalid_grant" });
    }
    return this.#issue(code.grant);
  }

  #issue(grant: Grant, refreshEndsAt?: number): SandboxResponse {
    const now = this.#now().getTime();
    this.#count += 1;
    const access = guidOf(`access/${this.#count}`).replaceAll("-", "");
    this.#access.set(access, { grant, endsAt: now + TOKEN_SECONDS * 1000 });
    const refresh = guidOf(`refresh/${this.#count}`).replaceAll("-", "");
    const isOffline = grant.scopes.includes("offline_access");
    if (isOffline) {
      this.#refresh.set(refresh, { grant, endsAt: refreshEndsAt ?? now + REFRESH_SECONDS * 1000 });
    }
    return jsonResponse(200, {
      access_token: access,
      expires_in: TOKEN_SECONDS,
      token_type: "Bearer",
      ...(isOffline ? { refresh_token: refresh } : {}),
      scope: grant.scopes.join(" "),
    });
  }

  #isClient(clientId: string | null): boolean {
    return this.#clients.some(({ id }) => `${id}@${this.#tenant}` === clientId);
  }
}

function scopesOf(scope: string | null): readonly string[] {
  return (scope ?? "api").split(" ").filter((one) => one !== "");
}

function discovery(baseUrl: string) {
  const identity = `${baseUrl}/identity`;
  return {
    issuer: identity,
    authorization_endpoint: `${identity}/connect/authorize`,
    token_endpoint: `${identity}/connect/token`,
    scopes_supported: ["openid", "api", "offline_access", "api:concurrent_access"],
    grant_types_supported: ["authorization_code", "password", "refresh_token"],
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
  };
}
