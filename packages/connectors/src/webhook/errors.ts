import type { Failure, FailureClass } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../shared/call-context.ts";
import type { TextAnswer } from "../shared/send-text.ts";

interface ErrorRow {
  readonly class: FailureClass;
  readonly mend?: string;
  /** True where people mend the receiver, so that trying again later helps. */
  readonly heals?: true;
}

const ROWS: Readonly<Record<number, ErrorRow>> = {
  401: { class: "Unauthorized", mend: "check the secret on both sides", heals: true },
  403: { class: "Forbidden", mend: "check the secret on both sides", heals: true },
  404: { class: "NotFound", mend: "check the address", heals: true },
  408: { class: "Timeout" },
  409: { class: "Conflict" },
  410: { class: "NotFound", mend: "the receiver is gone: use another address", heals: true },
  413: { class: "TooLarge" },
};
const LATER_MILLISECONDS = 60_000;

/** What an answer means; undefined when the message was taken. */
export function receiverFailure(context: CallContext, { status }: TextAnswer): Failure | undefined {
  if (status < 300) return undefined;
  const message = `The receiver answered with status ${status}`;
  const row = ROWS[status];
  if (row === undefined) {
    if (status < 500) return callFailure(context, { class: "Invalid", status, message });
    return callFailure(context, { class: "Transient", effect: unansweredEffect(context), status, message });
  }
  return callFailure(context, {
    class: row.class,
    effect: row.class === "Timeout" ? unansweredEffect(context) : "none",
    // No probe can tell that the receiver takes messages again, so each message tries by itself.
    scope: "record",
    ...(row.heals === true ? { retry: { when: "after", milliseconds: LATER_MILLISECONDS } } : {}),
    status,
    message: row.mend === undefined ? message : `${message}: ${row.mend}`,
  });
}
