import { jsonResponse, type SandboxResponse } from "../server/http-message.ts";

const title = "An error occurred";

/** An error as the API's framework reports it, in the form that the caller accepts. */
export function problem(status: number, detail: string, wantsLinkedData = false): SandboxResponse {
  if (wantsLinkedData) {
    const body = {
      "@context": "/api/contexts/Error",
      "@type": "hydra:Error",
      "hydra:title": title,
      "hydra:description": detail,
    };
    return jsonResponse(status, body, { "Content-Type": "application/ld+json; charset=utf-8" });
  }
  const body = { type: "https://tools.ietf.org/html/rfc2616#section-10", title, detail };
  return jsonResponse(status, body, { "Content-Type": "application/problem+json; charset=utf-8" });
}

/** The answer to a path that no route knows. */
export function unknownPath(): SandboxResponse {
  return jsonResponse(404, { title, detail: "Not found" });
}

/** The two 401 answers: a wrong key, or none at all. */
export function unauthorized(hasKey: boolean): SandboxResponse {
  return hasKey ? jsonResponse(401, { message: "Invalid credentials." }) : tokenRefused("JWT Token not found");
}

/** The 401 of the part that looks after tokens. */
export function tokenRefused(message: string): SandboxResponse {
  return jsonResponse(401, { code: 401, message }, { "WWW-Authenticate": "Bearer" });
}
