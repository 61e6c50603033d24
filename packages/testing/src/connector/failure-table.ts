import type { ExpectedFailure, RefusalKind } from "./subject.ts";
import type { WireAnswer, WireFault } from "./wire.ts";

/** How a failure is brought about. */
type Cause =
  | { readonly refusal: RefusalKind }
  | { readonly fault: (words: string, largestAnswerBytes: number) => WireFault }
  | { readonly isDown: true };

interface FailureTableRow {
  readonly cause: Cause;
  readonly read: ExpectedFailure;
  readonly write: ExpectedFailure;
}

type Wait = ExpectedFailure["retry"];

const answer = (status: number, headers: WireAnswer["headers"], body?: string) => (words: string) =>
  ({ kind: "answer", answer: { status, headers: headers ?? {}, body: body ?? `<html>${words}</html>` } }) as const;

function same(name: ExpectedFailure["class"], scope: ExpectedFailure["scope"], retry: Wait) {
  const expected: ExpectedFailure = { class: name, effect: "none", scope, retry };
  return { read: expected, write: expected };
}

/** The system may have carried a write out. */
function unsure(name: ExpectedFailure["class"], scope: ExpectedFailure["scope"], retry: Wait) {
  const { read } = same(name, scope, retry);
  return { read, write: { ...read, effect: "unknown" } satisfies ExpectedFailure };
}

const DATE = "Wed, 04 Mar 2026 12:00:00 GMT";
const LATER = "Wed, 04 Mar 2026 12:00:30 GMT";
const JSON_TYPE = { "content-type": "application/json" };

/** What each kind of failure means to the runtime, for reads and for writes. */
export const FAILURE_TABLE = {
  "401, or wrong credentials": {
    cause: { refusal: "unauthorized" },
    ...same("Unauthorized", "system", "whenHealed"),
  },
  "403, or missing rights": { cause: { refusal: "forbidden" }, ...same("Forbidden", "entity", "never") },
  "404, or no such record": { cause: { refusal: "notFound" }, ...same("NotFound", "record", "never") },
  "409, or a change in between": { cause: { refusal: "conflict" }, ...same("Conflict", "record", "now") },
  "422, or a wrong value": { cause: { refusal: "invalid" }, ...same("Invalid", "record", "never") },
  "500, or an error inside": { cause: { refusal: "broken" }, ...unsure("Transient", "record", "now") },
  "429 with seconds": {
    cause: { fault: answer(429, { "retry-after": "7" }) },
    ...same("RateLimited", "system", 7_000),
  },
  "429 with a date": {
    cause: { fault: answer(429, { "retry-after": LATER, date: DATE }) },
    ...same("RateLimited", "system", 30_000),
  },
  "502 with a page": { cause: { fault: answer(502, {}) }, ...unsure("Maintenance", "system", "whenHealed") },
  "503": { cause: { fault: answer(503, {}) }, ...same("Maintenance", "system", "whenHealed") },
  "503 with seconds": {
    cause: { fault: answer(503, { "retry-after": "60" }) },
    ...same("Maintenance", "system", 60_000),
  },
  "a page with status 200": { cause: { fault: answer(200, {}) }, ...unsure("Maintenance", "system", "whenHealed") },
  "JSON that breaks off": {
    cause: { fault: answer(200, JSON_TYPE, '{"value":') },
    ...unsure("Transient", "record", "now"),
  },
  "an answer that is too large": {
    cause: {
      fault: (_words: string, largestAnswerBytes: number) => ({
        kind: "answer",
        answer: { status: 200, headers: JSON_TYPE, body: `[${" ".repeat(largestAnswerBytes + 1_048_576)}]` },
      }),
    },
    ...unsure("TooLarge", "record", "never"),
  },
  "no answer in time": { cause: { fault: () => ({ kind: "noAnswer" }) }, ...unsure("Timeout", "record", "now") },
  "a connection that is reset": {
    cause: { fault: () => ({ kind: "resetBefore" }) },
    ...unsure("Transient", "record", "now"),
  },
  "a connection that is refused": { cause: { isDown: true }, ...same("Maintenance", "system", "whenHealed") },
} as const satisfies Readonly<Record<string, FailureTableRow>>;

export type FailureRow = keyof typeof FAILURE_TABLE;
