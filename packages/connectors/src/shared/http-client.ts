import type { Response } from "got";
import type { CallContext } from "./call-context.ts";
import { gatewayFailure, isJsonType } from "./gateway-errors.ts";
import { createTextClient, jsonOf, serverTimeOf } from "./text-client.ts";

interface HttpClientSettings {
  readonly system: string;
  /** Without a closing slash. */
  readonly baseAddress: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly timeoutMilliseconds: number;
  readonly largestAnswerBytes?: number;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly authorities?: string | undefined;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly json?: unknown;
  /** Named in failures; method and path when it is not given. */
  readonly operation?: string;
  readonly writes: boolean;
}

/** An answer of the system itself, of any status. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The parsed JSON, undefined for an empty body. */
  readonly body: unknown;
  /** The server's own time in milliseconds since 1970. */
  readonly serverTime: number | undefined;
  readonly context: CallContext;
}

export interface HttpClient {
  /** Rejects with a Failure when the system itself did not answer in JSON. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): void;
}

/** One keep-alive client for one system. It does not retry, and follows redirects only for GET and on the same server. */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const { system, secrets, baseAddress, headers, timeoutMilliseconds, largestAnswerBytes, authorities } = settings;
  const bounds = { timeoutMilliseconds, largestAnswerBytes };
  const client = createTextClient({ baseAddress, authorities, followsRedirects: true, ...bounds });
  return {
    async send(request) {
      const { method, path, json, writes } = request;
      const operation = request.operation ?? `${method} ${path}`;
      const context: CallContext = { system, operation, writes, secrets };
      const asked = { method, url: `${baseAddress}${path}`, query: queryOf(request), headers };
      return readAnswer(context, await client.fetch(json === undefined ? asked : { ...asked, json }, context));
    },
    close: () => client.close(),
  };
}

function queryOf(request: HttpRequest): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of request.query ?? []) query.append(name, value);
  return query;
}

function readAnswer(context: CallContext, response: Response<string>): HttpAnswer {
  const contentType = response.headers["content-type"] ?? "";
  const serverTime = serverTimeOf(response);
  const failure = gatewayFailure(context, {
    status: response.statusCode,
    contentType,
    retryAfter: response.headers["retry-after"],
    serverTime,
    location: response.headers.location,
    hasBody: response.body !== "",
  });
  if (failure !== undefined) throw failure;
  const body = isJsonType(contentType) && response.body !== "" ? jsonOf(context, response, JSON.parse) : undefined;
  return { status: response.statusCode, contentType, body, serverTime, context };
}
