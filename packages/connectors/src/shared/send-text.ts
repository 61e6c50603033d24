import { Failure } from "@xmap/contract";
import got from "got";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";
import { gatewayFailure } from "./gateway-errors.ts";
import { safeLookup } from "./safe-lookup.ts";
import { transportFailure } from "./transport-errors.ts";
import { trustedConnection } from "./trusted-connection.ts";

const LARGEST_ANSWER_BYTES = 65_536;

export interface TextRequest {
  readonly method: "POST" | "HEAD";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMilliseconds: number;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly authorities?: string | undefined;
}

export interface TextAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * One request whose answer may be of any kind, as receivers of messages give them. Rejects with a Failure when none
 * came, or one of a gateway; every other status is an answer. It neither retries nor follows redirects.
 */
export async function sendText(context: CallContext, request: TextRequest): Promise<TextAnswer> {
  const stop = new AbortController();
  try {
    const answering = got(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      responseType: "text",
      dnsLookup: safeLookup(),
      https: trustedConnection(request.authorities),
      signal: stop.signal,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: request.timeoutMilliseconds },
    });
    answering.on("downloadProgress", (progress) => {
      if (progress.transferred > LARGEST_ANSWER_BYTES) stop.abort();
    });
    const response = await answering;
    const date = Date.parse(response.headers.date ?? "");
    const failure = gatewayFailure(context, {
      status: response.statusCode,
      contentType: "application/json",
      retryAfter: response.headers["retry-after"],
      serverTime: Number.isNaN(date) ? undefined : date,
      location: response.headers.location,
      hasBody: response.body !== "",
    });
    if (failure !== undefined) throw failure;
    return { status: response.statusCode, body: response.body };
  } catch (thrown) {
    if (stop.signal.aborted) {
      const message = `The answer has more than ${LARGEST_ANSWER_BYTES} bytes`;
      throw callFailure(context, { class: "TooLarge", effect: unansweredEffect(context), message });
    }
    throw thrown instanceof Failure ? thrown : transportFailure(context, thrown);
  }
}
