import type { Response } from "got";
import { type CallContext, callFailure, unansweredEffect } from "../call-context.ts";
import { gatewayFailure } from "../gateway-errors.ts";
import { isJsonObject, textMember } from "../json-shape.ts";
import { serverTimeOf, type TextClient } from "../text-client.ts";

/** An application that the system knows (RFC 6749, section 2). */
export interface OAuthClient {
  readonly id: string;
  /** None for a public client, which proves itself by PKCE alone. */
  readonly secret: string | undefined;
}

export interface TokenEndpointParts {
  readonly system: string;
  readonly client: TextClient;
  readonly address: string;
  readonly application: OAuthClient;
  /** The form holds id and secret, or a header does (RFC 6749, section 2.3.1); the form when undefined. */
  readonly sendsSecretBy?: "form" | "header";
  readonly now: () => number;
  /** Texts that must not leave in a message; grows by each token. */
  readonly secrets: string[];
}

/** What the system has given. */
export interface GivenTokens {
  readonly access: string;
  /** Milliseconds since 1970, by our clock, when the access token ends. */
  readonly endsAt: number;
  readonly refresh: string | undefined;
}

export type GrantForm = Readonly<Record<string, string>>;

/** Asks a token endpoint; rejects with a Failure whose name is the error of RFC 6749, section 5.2. */
export type AskForTokens = (form: GrantForm) => Promise<GivenTokens>;

/** Of a system that does not say how long its token is good. */
const USUAL_SECONDS = 3_600;

/** A token endpoint (RFC 6749, section 3.2). */
export function tokenEndpoint(parts: TokenEndpointParts): AskForTokens {
  const { system, client, address, application, sendsSecretBy = "form", now, secrets } = parts;
  const { id, secret } = application;
  const byHeader = sendsSecretBy === "header" && secret !== undefined;
  const credentials = `${encodeURIComponent(id)}:${encodeURIComponent(secret ?? "")}`;
  const basic = Buffer.from(credentials).toString("base64");
  keep(secrets, secret, byHeader ? basic : undefined);
  const headers = byHeader ? { authorization: `Basic ${basic}` } : {};
  const ours: GrantForm = byHeader ? {} : { client_id: id, ...(secret === undefined ? {} : { client_secret: secret }) };

  return async (grant) => {
    // Each token that is sent or comes back is kept out of messages from then on.
    keep(secrets, grant.refresh_token, grant.code, grant.code_verifier, grant.password);
    const context: CallContext = { system, operation: "sign in", writes: false, secrets };
    const asked = now();
    const response = await client.fetch(
      { method: "POST", url: address, headers, form: { ...ours, ...grant } },
      context,
    );
    const body = bodyOf(response);
    const access = textMember(body, "access_token");
    if (response.statusCode !== 200 || access === undefined || !isJsonObject(body))
      throw refusal(context, response, body);
    const refresh = textMember(body, "refresh_token");
    keep(secrets, access, refresh);
    const seconds = typeof body.expires_in === "number" ? body.expires_in : USUAL_SECONDS;
    return { access, endsAt: asked + seconds * 1_000, refresh };
  };
}

function keep(secrets: string[], ...texts: readonly (string | undefined)[]): void {
  for (const text of texts) if (text !== undefined && text !== "" && !secrets.includes(text)) secrets.push(text);
}

function bodyOf(response: Response<string>): unknown {
  try {
    return JSON.parse(response.body);
  } catch {
    return undefined;
  }
}

function refusal(context: CallContext, response: Response<string>, body: unknown): Error {
  const { statusCode: status, headers } = response;
  const error = textMember(body, "error");
  const gateway = gatewayFailure(context, {
    status,
    contentType: headers["content-type"] ?? "",
    retryAfter: headers["retry-after"],
    serverTime: serverTimeOf(response),
    location: headers.location,
    hasBody: response.body !== "",
  });
  if (error === undefined && gateway !== undefined) return gateway;
  if (error === undefined && (status < 400 || status >= 500)) {
    const message = status < 400 ? "The token endpoint gives no access_token" : "The token endpoint fails";
    return callFailure(context, {
      class: "Transient",
      scope: "system",
      effect: unansweredEffect(context),
      status,
      message,
    });
  }
  const words = textMember(body, "error_description") ?? error ?? `status ${status}`;
  return callFailure(context, {
    class: "Unauthorized",
    status,
    message: `The system refuses the sign-in by OAuth 2: ${words}`,
    ...(error === undefined ? {} : { name: error }),
  });
}
