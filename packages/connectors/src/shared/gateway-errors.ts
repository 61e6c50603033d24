import type { Failure, FailureRetry } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";

/** The parts of an answer by which proxies and maintenance pages are told from the system itself. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | undefined;
  /** The server's own `Date` header in milliseconds. */
  readonly serverTime: number | undefined;
  readonly location: string | undefined;
  readonly hasBody: boolean;
}

const STANDARD_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 3_600_000;

/** True for `application/json`, `application/problem+json` and the like. */
export function isJsonType(contentType: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType.trim());
}

/** What an answer means that the system itself did not give; undefined when it is the system's own. */
export function gatewayFailure(context: CallContext, answer: RawAnswer): Failure | undefined {
  const { status } = answer;
  const wait = retryAfterMilliseconds(answer);
  if (status === 429) {
    const retry: FailureRetry = { when: "after", milliseconds: wait ?? STANDARD_WAIT_MILLISECONDS };
    return callFailure(context, { class: "RateLimited", status, retry, message: "Too many requests" });
  }
  if (status === 503) {
    const retry: FailureRetry = wait === undefined ? { when: "whenHealed" } : { when: "after", milliseconds: wait };
    return callFailure(context, { class: "Maintenance", status, retry, message: "The system is not available" });
  }
  if (status === 502 || status === 504) {
    // The gateway may have passed the request on before it gave up.
    const effect = unansweredEffect(context);
    return callFailure(context, { class: "Maintenance", effect, status, message: "The gateway got no answer" });
  }
  if (status >= 300 && status < 400) {
    const message = `The address answers with a redirect to ${hostOf(answer.location)}, which is not followed`;
    return callFailure(context, { class: "Maintenance", status, message });
  }
  if (isJsonType(answer.contentType) || (status < 300 && !answer.hasBody)) return undefined;
  return foreignAnswerFailure(context, answer);
}

function foreignAnswerFailure(context: CallContext, answer: RawAnswer): Failure {
  const { status } = answer;
  if (status === 401) return callFailure(context, { class: "Unauthorized", status, message: "Not authorized" });
  if (status === 413) return callFailure(context, { class: "TooLarge", status, message: "The request is too large" });
  const effect = status < 400 || status >= 500 ? unansweredEffect(context) : "none";
  // A fatal error over one record must not pause the whole system.
  if (status >= 500)
    return callFailure(context, { class: "Transient", effect, status, message: "The server failed without JSON" });
  const type = answer.contentType.split(";")[0] || "no content type";
  return callFailure(context, { class: "Maintenance", effect, status, message: `Answered with ${type}, not JSON` });
}

/** Milliseconds of a `Retry-After` header, in seconds or as a date by the server's clock; at most an hour. */
function retryAfterMilliseconds(answer: Pick<RawAnswer, "retryAfter" | "serverTime">): number | undefined {
  const text = answer.retryAfter?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(LONGEST_WAIT_MILLISECONDS, Math.ceil(Number(text) * 1_000));
  const until = Date.parse(text);
  if (Number.isNaN(until) || answer.serverTime === undefined) return undefined;
  return Math.min(LONGEST_WAIT_MILLISECONDS, Math.max(0, until - answer.serverTime));
}

function hostOf(location: string | undefined): string {
  if (location === undefined) return "nowhere";
  return URL.canParse(location) ? new URL(location).host : "another page";
}
