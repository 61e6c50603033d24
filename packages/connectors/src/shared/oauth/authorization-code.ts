import { createHash } from "node:crypto";
import { type AuthorizationFlow, Failure, type Random, type TokenStore } from "@xmap/contract";
import { REFRESH_TOKEN } from "./access-tokens.ts";
import type { AskForTokens } from "./token-endpoint.ts";

export interface AuthorizationCodeParts {
  readonly system: string;
  readonly authorizationAddress: string;
  readonly clientId: string;
  /** Separated by spaces; it has to ask for a refresh token where the system wants to be asked. */
  readonly scope: string;
  readonly ask: AskForTokens;
  readonly tokens: TokenStore;
  readonly random: Random;
}

const VERIFIER_BYTES = 32;

/** The authorization code grant with PKCE, method S256 (RFC 6749, section 4.1, and RFC 7636). */
export function authorizationCodeFlow(parts: AuthorizationCodeParts): AuthorizationFlow {
  const { system, authorizationAddress, clientId, scope, ask, tokens, random } = parts;
  const verifier = Buffer.from(random.bytes(VERIFIER_BYTES)).toString("base64url");
  return {
    address({ redirectUri, state }) {
      const address = new URL(authorizationAddress);
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      const asked = {
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
      return address.href;
    },
    async complete({ redirectUri, code }) {
      const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier };
      const { refresh } = await ask(form);
      if (refresh === undefined) {
        throw new Failure({
          class: "Invalid",
          scope: "system",
          retry: { when: "whenHealed" },
          system,
          operation: "authorize",
          message: `The system gives no refresh token, so the sign-in would end soon: let the application have the scope for it (asked for: ${scope})`,
        });
      }
      await tokens.exclusively(REFRESH_TOKEN, () => tokens.replace(REFRESH_TOKEN, refresh));
    },
  };
}
