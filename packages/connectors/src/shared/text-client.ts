import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type Response } from "got";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";
import { safeLookup } from "./safe-lookup.ts";
import { transportFailure } from "./transport-errors.ts";
import { trustedConnection } from "./trusted-connection.ts";

const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;
const MOST_REDIRECTS = 3;

export interface TextClientSettings {
  /** Requests go to the scheme, host and port of this address and nowhere else. */
  readonly baseAddress: string;
  readonly timeoutMilliseconds: number;
  /** 32 MiB when undefined. */
  readonly largestAnswerBytes?: number | undefined;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly authorities?: string | undefined;
  /** Follows up to three redirects of a GET within the same scheme, host and port; none when undefined. */
  readonly followsRedirects?: boolean;
}

export interface TextRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly query?: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A body of another kind; a header says which. */
  readonly text?: string;
}

export interface TextClient {
  /** The answer of any status; rejects with a Failure when there is none or it is too large. */
  fetch(request: TextRequest, context: CallContext): Promise<Response<string>>;
  close(): void;
}

/**
 * Keep-alive connections to one host that ask for JSON. It does not retry. Certificates are verified, and neither an
 * address of an answer nor a redirect leads anywhere else.
 */
export function createTextClient(settings: TextClientSettings): TextClient {
  const { timeoutMilliseconds, largestAnswerBytes = LARGEST_ANSWER_BYTES, followsRedirects = false } = settings;
  const { origin } = new URL(settings.baseAddress);
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const dnsLookup = safeLookup();
  const https = trustedConnection(settings.authorities);

  async function ask(request: TextRequest, context: CallContext): Promise<Response<string>> {
    const stop = new AbortController();
    try {
      const answer = got(request.url, {
        method: request.method,
        headers: { accept: "application/json", ...request.headers },
        ...(request.query === undefined ? {} : { searchParams: request.query }),
        ...bodyOf(request),
        responseType: "text",
        agent,
        dnsLookup,
        https,
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
  }

  return {
    async fetch(request, context) {
      if (!URL.canParse(request.url) || new URL(request.url).origin !== origin) throw elsewhereFailure(context, origin);
      let response = await ask(request, context);
      for (let count = 0; followsRedirects && request.method === "GET" && count < MOST_REDIRECTS; count += 1) {
        const url = redirectWithin(origin, request, response);
        if (url === undefined) break;
        const { query: _query, ...rest } = request;
        response = await ask({ ...rest, url }, context);
      }
      return response;
    },
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

/** Where a redirect leads to when it stays with the same server. */
function redirectWithin(origin: string, { url }: TextRequest, response: Response<string>): string | undefined {
  const { location } = response.headers;
  const { statusCode: status } = response;
  if (status < 301 || status > 308 || location === undefined || !URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  return target.origin === origin && target.username === "" ? target.href : undefined;
}

/** An address that an answer has named leads to somebody who must not get the credentials. */
function elsewhereFailure(context: CallContext, origin: string): Error {
  const message = `An address leads away from ${new URL(origin).host}, so nothing was sent to it`;
  return callFailure(context, { class: "Invalid", scope: "system", retry: { when: "whenHealed" }, message });
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
function bodyOf({ method, json, form, text }: TextRequest): object {
  if (json !== undefined) return { json };
  if (text !== undefined) return { body: text };
  if (form !== undefined) return { form: { ...form } };
  return method === "GET" ? {} : { body: "" };
}
