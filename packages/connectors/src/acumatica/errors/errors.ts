import type { Failure, FailureClass, FailureField, FailureParts } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../../shared/call-context.ts";
import { isJsonObject, textMember } from "../../shared/json-shape.ts";
import type { WebAnswer } from "../access/web-client.ts";
import { fieldErrors, isBusinessRule, modelStateErrors } from "./field-errors.ts";

/** Name of the failure of a sign-in for which the licence has no place left. */
export const LOGIN_LIMIT = "ApiLoginLimit";

interface ErrorRow {
  readonly status?: number;
  /** Fits the exception's type. */
  readonly type?: RegExp;
  /** Fits the exception's words; Acumatica answers in the language of the sign-in, which is English by default. */
  readonly words?: RegExp;
  readonly class: FailureClass;
  readonly more?: Pick<FailureParts, "scope" | "retry" | "effect" | "name">;
}

const WHOLE_SYSTEM = { scope: "system", retry: { when: "whenHealed" } } as const;
/** A sign-in that nobody signs out ends after ten minutes. */
const SEAT_WAIT_MILLISECONDS = 60_000;
const BUSY_FORM_MILLISECONDS = 2_000;

/** The first row that fits decides. Missing records and bad passwords are 500 as well, so status alone says little. */
const ROWS: readonly ErrorRow[] = [
  { status: 401, class: "Unauthorized" },
  {
    words: /API Login Limit/i,
    class: "RateLimited",
    more: { name: LOGIN_LIMIT, retry: { when: "after", milliseconds: SEAT_WAIT_MILLISECONDS } },
  },
  { words: /Invalid credentials/i, class: "Unauthorized" },
  { type: /PXUndefinedCompanyException$/, class: "Unauthorized" },
  { type: /PXNotLoggedInException$/, class: "Unauthorized" },
  { type: /NoEntitySatisfiesTheConditionException$/, class: "NotFound" },
  { type: /CannotOptimizeException$/, class: "SchemaDrift" },
  { type: /OData\w*\.ODataException$/, class: "SchemaDrift" },
  { type: /PXLockViolationException$/, class: "Conflict" },
  { words: /Another process has (?:added|updated|deleted) the/i, class: "Conflict" },
  {
    words: /previous operation has not been completed/i,
    class: "Conflict",
    more: { retry: { when: "after", milliseconds: BUSY_FORM_MILLISECONDS } },
  },
  {
    type: /PXSetupNotEnteredException$/,
    class: "BusinessRule",
    more: { scope: "entity", retry: { when: "whenHealed" } },
  },
  { type: /PXUnauthorizedException|NotEnoughRights|AccessViolation|UnauthorizedAccess/, class: "Forbidden" },
  { type: /PXOperationCompletedWith\w+Exception$/, class: "BusinessRule", more: { effect: "unknown" } },
  { type: /SqlException$|PXDatabaseException$/, words: /deadlock/i, class: "Conflict" },
  { type: /SqlException$|PXDatabaseException$|TimeoutException$/, words: /time-?out|timed out/i, class: "Timeout" },
  { type: /SqlException$|OutOfMemoryException$|ThreadAbortException$/, class: "Transient" },
  { status: 400, words: /Could not find member|cannot be found on/i, class: "SchemaDrift" },
  { status: 400, class: "Invalid" },
  { status: 403, class: "Forbidden" },
  { status: 404, words: /endpoint .* cannot be found/i, class: "SchemaDrift", more: WHOLE_SYSTEM },
  { status: 404, words: /action|No HTTP resource/i, class: "SchemaDrift" },
  { status: 404, class: "NotFound" },
  { status: 405, class: "SchemaDrift" },
  { status: 406, class: "SchemaDrift" },
  { status: 411, class: "SchemaDrift" },
  { status: 412, class: "Conflict" },
  { status: 413, class: "TooLarge" },
  { status: 415, class: "SchemaDrift" },
  { type: /^PX\.Data\.PX\w*Exception$/, class: "BusinessRule" },
];

/** Failures that may have come after the work was done. */
const BREAKS_OFF: ReadonlySet<FailureClass> = new Set(["Transient", "Timeout"]);

/** What an answer with an error status means; undefined for 2xx. */
export function acumaticaFailure({ status, body, context }: WebAnswer): Failure | undefined {
  if (status < 300) return undefined;
  const thrown = exceptionOf(body);
  const isRefused = status === 422 || /PXOuterException$/.test(thrown.type ?? "");
  if (isRefused) return refusedRecord(context, status, body, thrown);
  const fields = modelStateErrors(body);
  const words = [thrown.words ?? bodyText(body) ?? `Status ${status}`, ...thrown.inner, ...fields.map(fieldText)];
  const message = [...new Set(words)].join(" ");
  const row = ROWS.find((candidate) => fits(candidate, status, thrown.type ?? "", message));
  const isBrokenOff = status >= 500 && (row === undefined || BREAKS_OFF.has(row.class));
  return callFailure(context, {
    class: row?.class ?? "Unknown",
    effect: isBrokenOff ? unansweredEffect(context) : "none",
    status,
    message,
    fields,
    ...(thrown.type === undefined ? {} : { name: thrown.type }),
    ...row?.more,
  });
}

/** A record that was not saved: echoed with errors at its fields, or told as an exception. */
function refusedRecord(context: CallContext, status: number, body: unknown, thrown: ThrownException): Failure {
  const fields = fieldErrors(body);
  const recordError = textMember(body, "error") ?? thrown.words ?? "The record was not saved";
  const words = [recordError, ...thrown.inner, ...fields.map(fieldText)];
  const causes = [...fields.map((field) => field.message), ...thrown.inner];
  const isRule = causes.length === 0 || causes.some(isBusinessRule);
  return callFailure(context, {
    class: isRule ? "BusinessRule" : "Invalid",
    status,
    message: [...new Set(words)].join(" ").replace(/\s+/g, " "),
    fields,
    ...(thrown.type === undefined ? {} : { name: thrown.type }),
  });
}

interface ThrownException {
  readonly type: string | undefined;
  readonly words: string | undefined;
  /** Words of the exceptions behind it. */
  readonly inner: readonly string[];
}

function exceptionOf(body: unknown): ThrownException {
  const inner: string[] = [];
  let below = isJsonObject(body) ? body.innerException : undefined;
  for (let depth = 0; isJsonObject(below) && depth < 4; depth += 1) {
    const words = textMember(below, "exceptionMessage") ?? textMember(below, "message");
    if (words !== undefined) inner.push(words.trim());
    below = below.innerException;
  }
  const words = textMember(body, "exceptionMessage") ?? textMember(body, "message");
  return { type: textMember(body, "exceptionType"), words: words?.trim(), inner };
}

function fits(row: ErrorRow, status: number, type: string, message: string): boolean {
  if (row.status !== undefined && row.status !== status) return false;
  return (row.type?.test(type) ?? true) && (row.words?.test(message) ?? true);
}

/** A body of no known form, as it came; messages are bounded and redacted where the failure is made. */
function bodyText(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

function fieldText({ path, message }: FailureField): string {
  return `${path}: ${message}`;
}
