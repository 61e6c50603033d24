import type { IncomingMessage, ServerResponse } from "node:http";

/** One request as the sandboxes see it: the body is read whole, header names are in lower case. */
export type SandboxRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** One answer of a sandbox. */
export type SandboxResponse = {
  readonly status: number;
  /** A list is a header that repeats, such as Set-Cookie. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
};

/** A JSON answer with `Content-Type: application/json; charset=utf-8`. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): SandboxResponse {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

/** An HTML answer. */
export function htmlResponse(status: number, body: string, headers: Record<string, string> = {}): SandboxResponse {
  return { status, headers: { "Content-Type": "text/html; charset=utf-8", ...headers }, body };
}

/** Reads a request to its end; rejects when the client goes away before. */
export async function readRequest(message: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk);
  }
  const url = new URL(message.url ?? "/", "http://sandbox");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(", ") : value;
    }
  }
  return {
    method: message.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** Writes one answer. */
export function sendResponse(response: ServerResponse, answer: SandboxResponse): void {
  const body = Buffer.from(answer.body, "utf8");
  response.writeHead(answer.status, { ...answer.headers, "Content-Length": body.length });
  response.end(body);
}
