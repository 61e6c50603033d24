import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type Response } from "got";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";
import { transportFailure } from "./transport-errors.ts";

const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;

export interface TextClientSettings {
  readonly timeoutMilliseconds: number;
  /** 32 MiB when undefined. */
  readonly largestAnswerBytes?: number | undefined;
}

export interface TextRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly query?: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

export interface TextClient {
  /** The answer of any status; rejects with a Failure when there is none or it is too large. */
  fetch(request: TextRequest, context: CallContext): Promise<Response<string>>;
  close(): void;
}

/** Keep-alive connections that ask for JSON. It neither retries nor follows redirects. */
export function createTextClient(settings: TextClientSettings): TextClient {
  const { timeoutMilliseconds, largestAnswerBytes = LARGEST_ANSWER_BYTES } = settings;
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return {
    async fetch(request, context) {
      const stop = new AbortController();
      try {
        const answer = got(request.url, {
          method: request.method,
          headers: { accept: "application/json", ...request.headers },
          ...(request.query === undefined ? {} : { searchParams: request.query }),
          ...bodyOf(request),
          responseType: "text",
          agent,
          signal: stop.signal,
          followRedirect: false,
          throwHttpErrors: false,
          retry: { limit: 0 },
          timeout: { request: timeoutMilliseconds },
        });
        answer.on("downloadProgress", (progress) => {
          if (progress.transferred > largestAnswerBytes) stop.abort();
        });
        return await answer;
      } catch (thrown) {
        if (!stop.signal.aborted) throw transportFailure(context, thrown);
        const message = `The answer has more than ${largestAnswerBytes} bytes`;
        throw callFailure(context, { class: "TooLarge", effect: unansweredEffect(context), message });
      }
    },
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

/** The server's own time in milliseconds since 1970. */
export function serverTimeOf(response: Response<string>): number | undefined {
  const date = Date.parse(response.headers.date ?? "");
  return Number.isNaN(date) ? undefined : date;
}

/** The JSON of an answer; throws a Failure for what is not well-formed. */
export function jsonOf(context: CallContext, response: Response<string>, parse: (text: string) => unknown): unknown {
  try {
    return parse(response.body);
  } catch {
    const effect = unansweredEffect(context);
    const status = response.statusCode;
    throw callFailure(context, { class: "Transient", effect, status, message: "The answer is not well-formed JSON" });
  }
}

/** A write without a body still says how long it is, or some web servers refuse it. */
function bodyOf({ method, json, form }: TextRequest): { json: unknown } | { form: Record<string, string> } | object {
  if (json !== undefined) return { json };
  if (form !== undefined) return { form: { ...form } };
  return method === "GET" ? {} : { body: "" };
}
