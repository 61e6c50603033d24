import type { Failure, FailureClass } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "./call-context.ts";
import { FORBIDDEN_ADDRESS, PRIVATE_ADDRESS } from "./safe-lookup.ts";

interface TransportRow {
  readonly class: FailureClass;
  /** Whether the request cannot have reached the system. */
  readonly neverSent: boolean;
  /** What is wrong and how to mend it, where the code does not say enough. */
  readonly message?: string;
}

const UNREACHABLE: TransportRow = { class: "Maintenance", neverSent: true };
const UNTRUSTED = unreachableBecause(
  "The server's certificate is not trusted. If it is right, name the file of the authority that signed it as systems.NAME.ca in xmap.json",
);
const EXPIRED = unreachableBecause("The server's certificate is not valid at this time: renew it, or set the clock");
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
  CERT_HAS_EXPIRED: EXPIRED,
  CERT_NOT_YET_VALID: EXPIRED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: unreachableBecause(
    "The server's certificate is for another host: use the name that it is made out for as the address",
  ),
  [PRIVATE_ADDRESS]: unreachableBecause(
    "The host leads to a private address now and did not before. If it has moved there, start xmap anew",
  ),
  [FORBIDDEN_ADDRESS]: unreachableBecause("The host leads to an address that no system has (link-local or such)"),
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
    message: messageOf(row, code),
  });
}

function unreachableBecause(message: string): TransportRow {
  return { ...UNREACHABLE, message };
}

function messageOf({ neverSent, message }: TransportRow, code: string): string {
  if (message !== undefined) return `${message} (${code})`;
  return neverSent ? `No connection: ${code}` : `The connection was lost before the answer came: ${code}`;
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
