import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type Response } from "got";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";
import { gatewayFailure, isJsonType } from "./gateway-errors.ts";
import { transportFailure } from "./transport-errors.ts";

const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;

interface HttpClientSettings {
  readonly system: string;
  /** Without a closing slash. */
  readonly baseAddress: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly timeoutMilliseconds: number;
  readonly largestAnswerBytes?: number;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT";
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

/** One keep-alive client for one system. It neither retries nor follows redirects. */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return {
    async send(request) {
      const { system, secrets } = settings;
      const operation = request.operation ?? `${request.method} ${request.path}`;
      const context: CallContext = { system, operation, writes: request.writes, secrets };
      return readAnswer(context, await fetchText(settings, agent, request, context));
    },
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

async function fetchText(
  settings: HttpClientSettings,
  agent: { http: HttpAgent; https: HttpsAgent },
  request: HttpRequest,
  context: CallContext,
): Promise<Response<string>> {
  const bound = settings.largestAnswerBytes ?? LARGEST_ANSWER_BYTES;
  const stop = new AbortController();
  try {
    const answer = got(`${settings.baseAddress}${request.path}`, {
      method: request.method,
      headers: { accept: "application/json", ...settings.headers },
      searchParams: queryOf(request),
      ...(request.json === undefined ? {} : { json: request.json }),
      responseType: "text",
      agent,
      signal: stop.signal,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: settings.timeoutMilliseconds },
    });
    answer.on("downloadProgress", (progress) => {
      if (progress.transferred > bound) stop.abort();
    });
    return await answer;
  } catch (thrown) {
    if (!stop.signal.aborted) throw transportFailure(context, thrown);
    const message = `The answer has more than ${bound} bytes`;
    throw callFailure(context, { class: "TooLarge", effect: unansweredEffect(context), message });
  }
}

function queryOf(request: HttpRequest): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of request.query ?? []) query.append(name, value);
  return query;
}

function readAnswer(context: CallContext, response: Response<string>): HttpAnswer {
  const contentType = response.headers["content-type"] ?? "";
  const date = Date.parse(response.headers.date ?? "");
  const serverTime = Number.isNaN(date) ? undefined : date;
  const failure = gatewayFailure(context, {
    status: response.statusCode,
    contentType,
    retryAfter: response.headers["retry-after"],
    serverTime,
    location: response.headers.location,
    hasBody: response.body !== "",
  });
  if (failure !== undefined) throw failure;
  const body = isJsonType(contentType) && response.body !== "" ? parseJson(context, response) : undefined;
  return { status: response.statusCode, contentType, body, serverTime, context };
}

function parseJson(context: CallContext, response: Response<string>): unknown {
  try {
    return JSON.parse(response.body);
  } catch {
    throw callFailure(context, {
      class: "Transient",
      effect: unansweredEffect(context),
      status: response.statusCode,
      message: "The answer is not well-formed JSON",
    });
  }
}
