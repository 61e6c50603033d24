import type { Failure, FailureClass, FailureParts } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../shared/call-context.ts";

/** What nodemailer says of an error; every member may be missing. */
interface MailError {
  readonly code: string;
  readonly responseCode: number | undefined;
  readonly command: string;
  readonly systemCall: string;
  readonly timeoutType: string;
  readonly words: string;
}

/** Codes of nodemailer that mean the server itself cannot be used now. */
const UNREACHABLE: ReadonlySet<string> = new Set(["EDNS", "ETLS", "EREQUIRETLS", "EPROXY"]);
const LOST: ReadonlySet<string> = new Set(["ECONNECTION", "ESOCKET", "ESTREAM"]);
const WRONG_KEY: ReadonlySet<string> = new Set(["EAUTH", "ENOAUTH", "EOAUTH2"]);
const MUST_SIGN_IN: ReadonlySet<number> = new Set([530, 534, 535, 538]);
const TOO_LARGE: ReadonlySet<number> = new Set([523, 552]);

/** What an error of a mail server, or on the way to it, means. The error itself is not kept: it may hold the password. */
export function mailFailure(context: CallContext, thrown: unknown): Failure {
  const error = readError(thrown);
  const { responseCode: status, words: message } = error;
  const fail = (kind: FailureClass, more: Partial<FailureParts> = {}): Failure =>
    callFailure(context, {
      class: kind,
      effect: "none",
      message,
      ...(status === undefined ? {} : { status }),
      ...(error.code === "" ? {} : { name: error.code }),
      ...more,
    });

  if (error.code === "ETIMEDOUT" && error.timeoutType === "SOCKET_TIMEOUT")
    return fail("Timeout", { effect: unansweredEffect(context) });
  if (error.code === "ETIMEDOUT" || UNREACHABLE.has(error.code)) return fail("Maintenance");
  if (LOST.has(error.code) && status === undefined) {
    // nodemailer gives the command CONN at every stage, so a lost connection may have carried the whole mail.
    return error.systemCall === "connect"
      ? fail("Maintenance")
      : fail("Transient", { effect: unansweredEffect(context) });
  }
  if (status !== undefined && status >= 400 && status < 500) {
    // 421 is the server's goodbye to everyone; other 4yz codes are about this message.
    return status === 421 || error.code === "EPROTOCOL" ? fail("Maintenance") : fail("Transient");
  }
  if (WRONG_KEY.has(error.code) || (status !== undefined && MUST_SIGN_IN.has(status))) return fail("Unauthorized");
  if (status !== undefined && TOO_LARGE.has(status)) return fail("TooLarge");
  if (error.code === "EENVELOPE") return fail("Invalid", { fields: [{ path: envelopePath(error), message }] });
  if (error.code === "EMESSAGE" || error.code === "ECONFIG") return fail("Invalid");
  if (error.code === "EPROTOCOL") return fail("Maintenance");
  return fail("Unknown", { effect: unansweredEffect(context) });
}

/** Some of the receivers were refused, the others have the mail. */
export function refusedReceivers(context: CallContext, refused: readonly string[], words: readonly string[]): Failure {
  const reasons = words.length === 0 ? "" : `: ${[...new Set(words)].join("; ")}`;
  const message = `The mail server refused ${refused.join(", ")}${reasons}; the other receivers have the mail`;
  return callFailure(context, { class: "Invalid", effect: "done", message, fields: [{ path: "to", message }] });
}

function envelopePath({ command }: MailError): string {
  return command === "MAIL FROM" ? "from" : "to";
}

function readError(thrown: unknown): MailError {
  const member = (name: string): unknown =>
    typeof thrown === "object" && thrown !== null ? Reflect.get(thrown, name) : undefined;
  const text = (name: string): string => {
    const value = member(name);
    return typeof value === "string" ? value : "";
  };
  const status = member("responseCode");
  return {
    code: text("code"),
    responseCode: typeof status === "number" ? status : undefined,
    command: text("command"),
    systemCall: text("syscall"),
    timeoutType: text("timeoutType"),
    words: text("response") || text("message") || String(thrown),
  };
}
