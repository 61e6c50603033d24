import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type Response } from "got";
import { type CallContext, callFailure, unansweredEffect } from "../../shared/call-context.ts";
import { gatewayFailure, isJsonType } from "../../shared/gateway-errors.ts";
import { transportFailure } from "../../shared/transport-errors.ts";
import { parseExactJson } from "./exact-json.ts";

const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
/** Requests are declined when more than twenty wait: the queue needs a while to empty. */
const STANDARD_WAIT_SECONDS = "10";

interface WebClientSettings {
  readonly system: string;
  /** Grows when the system hands out a token. */
  readonly secrets: readonly string[];
  readonly timeoutMilliseconds: number;
}

export interface WebRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Named in failures. */
  readonly operation: string;
  readonly writes: boolean;
}

/** An answer of the system itself, of any status. */
export interface WebAnswer {
  readonly status: number;
  /** The parsed JSON with exact numbers, undefined for an empty body. */
  readonly body: unknown;
  /** The server's own time in milliseconds since 1970. */
  readonly serverTime: number | undefined;
  readonly location: string | undefined;
  /** `name=value` of each cookie that the answer sets. */
  readonly cookies: readonly string[];
  readonly context: CallContext;
}

export interface WebClient {
  /** Rejects with a Failure when the system itself did not answer in JSON; 401 is always an answer. */
  send(request: WebRequest): Promise<WebAnswer>;
  close(): void;
}

/** One keep-alive client that can send cookies and forms. It neither retries nor follows redirects. */
export function createWebClient(settings: WebClientSettings): WebClient {
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return {
    async send(request) {
      const { system, secrets } = settings;
      const context: CallContext = { system, operation: request.operation, writes: request.writes, secrets };
      return readAnswer(context, await fetchText(settings, agent, request, context));
    },
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

async function fetchText(
  settings: WebClientSettings,
  agent: { http: HttpAgent; https: HttpsAgent },
  request: WebRequest,
  context: CallContext,
): Promise<Response<string>> {
  const stop = new AbortController();
  try {
    const answer = got(request.url, {
      method: request.method,
      headers: { accept: "application/json", ...request.headers },
      ...bodyOf(request),
      responseType: "text",
      agent,
      signal: stop.signal,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: settings.timeoutMilliseconds },
    });
    answer.on("downloadProgress", (progress) => {
      if (progress.transferred > LARGEST_ANSWER_BYTES) stop.abort();
    });
    return await answer;
  } catch (thrown) {
    if (!stop.signal.aborted) throw transportFailure(context, thrown);
    const message = `The answer has more than ${LARGEST_ANSWER_BYTES} bytes`;
    throw callFailure(context, { class: "TooLarge", effect: unansweredEffect(context), message });
  }
}

/** A write without a body still says how long it is, or the web server refuses it. */
function bodyOf({ method, json, form }: WebRequest): { json: unknown } | { form: Record<string, string> } | object {
  if (json !== undefined) return { json };
  if (form !== undefined) return { form: { ...form } };
  return method === "GET" ? {} : { body: "" };
}

function readAnswer(context: CallContext, response: Response<string>): WebAnswer {
  const contentType = response.headers["content-type"] ?? "";
  const date = Date.parse(response.headers.date ?? "");
  const serverTime = Number.isNaN(date) ? undefined : date;
  const { location } = response.headers;
  const status = isSignInPage(response.statusCode, location) ? 401 : response.statusCode;
  const waitAfter = response.headers["retry-after"] ?? (status === 429 ? STANDARD_WAIT_SECONDS : undefined);
  const hasBody = response.body !== "";
  const raw = { status, contentType, retryAfter: waitAfter, serverTime, location, hasBody };
  const failure = status === 401 ? undefined : gatewayFailure(context, raw);
  if (failure !== undefined) throw failure;
  const cookies = (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";", 1)[0] ?? "");
  const body = isJsonType(contentType) && hasBody ? parseJson(context, response) : undefined;
  return { status, body, serverTime, location, cookies, context };
}

/** Some requests of a session that is over are sent to the sign-in page. */
function isSignInPage(status: number, location: string | undefined): boolean {
  return status >= 300 && status < 400 && /\/login\.aspx/i.test(location ?? "");
}

function parseJson(context: CallContext, response: Response<string>): unknown {
  try {
    return parseExactJson(response.body);
  } catch {
    const effect = unansweredEffect(context);
    const status = response.statusCode;
    throw callFailure(context, { class: "Transient", effect, status, message: "The answer is not well-formed JSON" });
  }
}
