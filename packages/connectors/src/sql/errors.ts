import { Failure, type FailureClass, type FailureField, type FailureParts } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../shared/call-context.ts";

interface ErrorRow {
  /** The whole SQLSTATE, or its class of two characters. */
  readonly state: string;
  readonly class: FailureClass;
  readonly more?: Pick<FailureParts, "scope" | "retry">;
}

const WHEN_HEALED = { scope: "system", retry: { when: "whenHealed" } } as const;

/** PostgreSQL's error codes (appendix A of its manual); the first row that fits decides. */
const STATES: readonly ErrorRow[] = [
  { state: "08", class: "Transient" },
  { state: "23505", class: "Conflict" },
  { state: "23P01", class: "Conflict" },
  { state: "23", class: "Invalid" },
  { state: "22", class: "Invalid" },
  { state: "28", class: "Unauthorized" },
  { state: "3D000", class: "Maintenance" },
  { state: "3F", class: "SchemaDrift" },
  { state: "40", class: "Transient" },
  { state: "42501", class: "Forbidden" },
  { state: "428C9", class: "Invalid" },
  { state: "42", class: "SchemaDrift" },
  { state: "53300", class: "RateLimited" },
  { state: "53", class: "Maintenance" },
  { state: "54", class: "TooLarge" },
  { state: "55P03", class: "Transient" },
  { state: "55", class: "Transient" },
  { state: "57014", class: "Timeout" },
  { state: "57", class: "Maintenance" },
  { state: "58", class: "Maintenance" },
  { state: "25006", class: "Forbidden", more: WHEN_HEALED },
  { state: "44", class: "Invalid" },
  { state: "P0001", class: "BusinessRule" },
];

/** SQLite's result codes (sqlite.org/rescode.html), extended ones before what they extend. */
const SQLITE_CODES: Readonly<Record<number, FailureClass>> = {
  1555: "Conflict",
  2067: "Conflict",
  2579: "Conflict",
  19: "Invalid",
  20: "Invalid",
  25: "Invalid",
  18: "TooLarge",
  5: "Transient",
  6: "Transient",
  7: "Maintenance",
  8: "Forbidden",
  10: "Maintenance",
  11: "Maintenance",
  13: "Maintenance",
  14: "Maintenance",
  26: "Maintenance",
};

/** Failures to connect: nothing was sent. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "ENOENT",
]);

const LOST = "CONNECTION_LOST";
const LOST_MESSAGE = "The connection was lost before the answer came";

/** Whether the connection ended, so that another one may serve. */
export function isLostConnection(thrown: unknown): boolean {
  return thrown instanceof Failure && (thrown.details.name === LOST || thrown.details.name === "57P01");
}

/** What a database's error means. Its details are left out: they quote the row's values. */
export function databaseFailure(context: CallContext, dialect: "postgres" | "sqlite", thrown: unknown): Failure {
  return dialect === "postgres" ? postgresFailure(context, thrown) : sqliteFailure(context, thrown);
}

function postgresFailure(context: CallContext, thrown: unknown): Failure {
  const state = memberOf(thrown, "code");
  const message = messageOf(thrown);
  if (/^[0-9A-Z]{5}$/.test(state) && memberOf(thrown, "severity") !== "") {
    const row = STATES.find((one) => state.startsWith(one.state));
    // The server has rolled the statement back, but an ended connection may have ended after its commit.
    const effect = state.startsWith("57P") || state.startsWith("08") ? unansweredEffect(context) : "none";
    return callFailure(context, {
      class: row?.class ?? "Unknown",
      effect,
      name: state,
      message,
      fields: postgresFields(thrown),
      ...row?.more,
    });
  }
  if (UNREACHABLE.has(state))
    return callFailure(context, { class: "Maintenance", name: state, message: `No connection: ${state}` });
  if (/timeout exceeded when trying to connect|connection timeout/i.test(message))
    return callFailure(context, { class: "Maintenance", message: "No connection in time" });
  if (/^SASL|password must be/.test(message))
    return callFailure(context, {
      class: "Unauthorized",
      message: "PostgreSQL asks for a password, and the url has none",
    });
  const effect = unansweredEffect(context);
  if (/query read timeout/i.test(message))
    return callFailure(context, { class: "Timeout", effect, message: "No answer in time" });
  const isLost =
    /^E[A-Z]+$/.test(state) ||
    /connection (?:terminated|ended|error)|not queryable|client has encountered/i.test(message);
  if (isLost) return callFailure(context, { class: "Transient", effect, name: LOST, message: LOST_MESSAGE });
  return callFailure(context, { class: "Unknown", effect, message });
}

function sqliteFailure(context: CallContext, thrown: unknown): Failure {
  const code = typeof thrown === "object" && thrown !== null ? Reflect.get(thrown, "errcode") : undefined;
  const message = messageOf(thrown);
  if (typeof code !== "number") return callFailure(context, { class: "Unknown", effect: "none", message });
  const known = SQLITE_CODES[code] ?? SQLITE_CODES[code % 256] ?? "Unknown";
  const isDrift = code % 256 === 1 && /no such (?:table|column)|has no column named/.test(message);
  return callFailure(context, {
    class: isDrift ? "SchemaDrift" : known,
    effect: "none",
    name: `SQLITE_${code}`,
    message,
    fields: fieldsOf(sqliteColumns(message), message),
  });
}

/** The columns of `UNIQUE constraint failed: orders.shop, orders.number`; a check's words name none. */
function sqliteColumns(message: string): readonly string[] {
  const listed = /(?:UNIQUE|NOT NULL) constraint failed: (.*)$/.exec(message)?.[1] ?? "";
  return listed.split(", ").flatMap((name) => /^.*\.([^.]+)$/.exec(name)?.[1] ?? []);
}

/** The columns that an error is about: named by itself, or in `Key (a, b)=(…)` of its details. */
function postgresFields(thrown: unknown): readonly FailureField[] {
  const column = memberOf(thrown, "column");
  const listed = /^Key \(([^)]*)\)=/.exec(memberOf(thrown, "detail"))?.[1] ?? "";
  const names = column === "" ? listed.split(", ").map((name) => name.replaceAll('"', "")) : [column];
  return fieldsOf(
    names.filter((name) => name !== ""),
    messageOf(thrown),
    memberOf(thrown, "constraint"),
  );
}

function fieldsOf(names: readonly string[], message: string, rule = ""): readonly FailureField[] {
  return names.map((path) => ({ path, message, ...(rule === "" ? {} : { rule }) }));
}

function memberOf(thrown: unknown, name: string): string {
  const value: unknown = typeof thrown === "object" && thrown !== null ? Reflect.get(thrown, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** Node joins the failures of several addresses into an error without words. */
function messageOf(thrown: unknown): string {
  const message = memberOf(thrown, "message");
  return message === "" ? "The database failed without words" : message;
}
