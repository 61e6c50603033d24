import type { Response } from "got";
import type { CallContext } from "../../shared/call-context.ts";
import { parseExactJson } from "../../shared/exact-json.ts";
import { gatewayFailure, isJsonType } from "../../shared/gateway-errors.ts";
import { jsonOf, serverTimeOf, type TextClient } from "../../shared/text-client.ts";

/** Requests are declined when more than twenty wait: the queue needs a while to empty. */
const STANDARD_WAIT_SECONDS = "10";

interface WebClientSettings {
  readonly system: string;
  /** Grows when the system hands out a token. */
  readonly secrets: readonly string[];
  readonly client: TextClient;
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
}

/** Requests with cookies and forms over one keep-alive client. It neither retries nor follows redirects. */
export function createWebClient({ system, secrets, client }: WebClientSettings): WebClient {
  return {
    async send({ operation, writes, headers = {}, ...request }) {
      const context: CallContext = { system, operation, writes, secrets };
      return readAnswer(context, await client.fetch({ ...request, headers }, context));
    },
  };
}

function readAnswer(context: CallContext, response: Response<string>): WebAnswer {
  const contentType = response.headers["content-type"] ?? "";
  const serverTime = serverTimeOf(response);
  const { location } = response.headers;
  const status = isSignInPage(response.statusCode, location) ? 401 : response.statusCode;
  const waitAfter = response.headers["retry-after"] ?? (status === 429 ? STANDARD_WAIT_SECONDS : undefined);
  const hasBody = response.body !== "";
  const raw = { status, contentType, retryAfter: waitAfter, serverTime, location, hasBody };
  const failure = status === 401 ? undefined : gatewayFailure(context, raw);
  if (failure !== undefined) throw failure;
  const cookies = (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";", 1)[0] ?? "");
  const body = isJsonType(contentType) && hasBody ? jsonOf(context, response, parseExactJson) : undefined;
  return { status, body, serverTime, location, cookies, context };
}

/** Some requests of a session that is over are sent to the sign-in page. */
function isSignInPage(status: number, location: string | undefined): boolean {
  return status >= 300 && status < 400 && /\/login\.aspx/i.test(location ?? "");
}
