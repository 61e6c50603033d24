import type { Failure, FailureClass, FailureField, FailureParts } from "@xmap/contract";
import { callFailure, unansweredEffect } from "../shared/call-context.ts";
import type { HttpAnswer } from "../shared/http-client.ts";

/** A row of the table from a system's errors to failures; every given test must fit. */
export interface ErrorRow {
  readonly status?: number;
  /** Fits the system's own name of the error. */
  readonly name?: RegExp;
  /** Fits the system's own words. */
  readonly words?: RegExp;
  readonly class: FailureClass;
  readonly more?: Pick<FailureParts, "scope" | "retry" | "effect">;
}

/** What a system's answer says of an error, read from its body. */
export interface ErrorWords {
  readonly words?: string | undefined;
  readonly name?: string | undefined;
  readonly fields?: readonly FailureField[];
}

/** Rows for what HTTP itself says, to stand behind a system's own. */
export const HTTP_ERROR_ROWS: readonly ErrorRow[] = [
  { status: 400, class: "Invalid" },
  { status: 401, class: "Unauthorized" },
  { status: 403, class: "Forbidden" },
  { status: 404, class: "NotFound" },
  { status: 405, class: "SchemaDrift" },
  { status: 406, class: "SchemaDrift" },
  { status: 409, class: "Conflict" },
  { status: 410, class: "NotFound" },
  { status: 412, class: "Conflict" },
  { status: 413, class: "TooLarge" },
  { status: 415, class: "SchemaDrift" },
  { status: 422, class: "Invalid" },
  { status: 423, class: "Conflict" },
];

/** Failures that may have come after the work was done. */
const BREAKS_OFF: ReadonlySet<FailureClass> = new Set(["Transient", "Timeout", "Unknown"]);

/**
 * What an answer means by the first row that fits; undefined for 2xx. Without a row, a status from 500 up is Transient
 * and any other Invalid. After a write whose error may have come late the effect is unknown.
 */
export function failureByTable(
  answer: HttpAnswer,
  rows: readonly ErrorRow[],
  read: (body: unknown) => ErrorWords,
): Failure | undefined {
  const { status, body, context } = answer;
  if (status < 300) return undefined;
  const { words, name, fields = [] } = read(body);
  const message = words ?? `Status ${status}`;
  const row = rows.find(
    (candidate) =>
      (candidate.status === undefined || candidate.status === status) &&
      (candidate.name === undefined || candidate.name.test(name ?? "")) &&
      (candidate.words === undefined || candidate.words.test(message)),
  );
  const failed = row?.class ?? (status >= 500 ? "Transient" : "Invalid");
  return callFailure(context, {
    class: failed,
    ...(BREAKS_OFF.has(failed) ? { effect: unansweredEffect(context) } : {}),
    status,
    message,
    fields,
    ...(name === undefined ? {} : { name }),
    ...row?.more,
  });
}
