import type { Failure, FailureClass } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";

interface TransportRow {
  readonly class: FailureClass;
  /** Whether the request cannot have reached the system. */
  readonly neverSent: boolean;
}

const UNREACHABLE: TransportRow = { class: "Maintenance", neverSent: true };
const INTERRUPTED: TransportRow = { class: "Transient", neverSent: false };

/** Node's and got's error codes. */
const ROWS: Readonly<Record<string, TransportRow>> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  EHOSTDOWN: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENETDOWN: UNREACHABLE,
  EADDRNOTAVAIL: UNREACHABLE,
  CERT_HAS_EXPIRED: UNREACHABLE,
  CERT_NOT_YET_VALID: UNREACHABLE,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNREACHABLE,
  SELF_SIGNED_CERT_IN_CHAIN: UNREACHABLE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNREACHABLE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNREACHABLE,
  ERR_TLS_CERT_ALTNAME_INVALID: UNREACHABLE,
  ECONNRESET: INTERRUPTED,
  ECONNABORTED: INTERRUPTED,
  EPIPE: INTERRUPTED,
  ERR_READING_RESPONSE_STREAM: INTERRUPTED,
  ERR_BODY_PARSE_FAILURE: INTERRUPTED,
};

/** Phases of a request in which nothing has been sent yet. */
const PHASES_BEFORE_SENDING: ReadonlySet<string> = new Set(["lookup", "connect", "secureConnect", "socket"]);

/** What an interrupted or impossible connection means. The error itself is not kept: it holds the request's headers. */
export function transportFailure(context: CallContext, thrown: unknown): Failure {
  const code = errorCode(thrown);
  if (code === "ETIMEDOUT") return timeoutFailure(context, thrown);
  const row = ROWS[code] ?? (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") ? UNREACHABLE : INTERRUPTED);
  return callFailure(context, {
    class: row.class,
    effect: row.neverSent ? "none" : unansweredEffect(context),
    name: code,
    message: row.neverSent ? `No connection: ${code}` : `The connection was lost before the answer came: ${code}`,
  });
}

function timeoutFailure(context: CallContext, thrown: unknown): Failure {
  const phase = textMember(thrown, "event") ?? "connect";
  if (PHASES_BEFORE_SENDING.has(phase))
    return callFailure(context, { class: "Maintenance", name: "ETIMEDOUT", message: "No connection in time" });
  return callFailure(context, {
    class: "Timeout",
    effect: unansweredEffect(context),
    name: "ETIMEDOUT",
    message: "No answer in time",
  });
}

function errorCode(thrown: unknown): string {
  for (let error: unknown = thrown, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    const code = textMember(error, "code");
    if (code !== undefined && code !== "ERR_GOT_REQUEST_ERROR") return code;
  }
  return "ERR_CONNECTION";
}

function textMember(thrown: unknown, name: string): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, name);
  return typeof value === "string" ? value : undefined;
}
