import type { Failure, FailureClass, FailureParts } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../../shared/call-context.ts";
import { isJsonObject, textMember } from "../../shared/json-shape.ts";

interface ErrorRow {
  /** The whole name of the error, or its beginning when it ends in `*`. */
  readonly name: string;
  /** Fits the operation's method; undefined fits all. */
  readonly method?: string;
  /** Only for Python's own errors, which are never translated. */
  readonly message?: RegExp;
  readonly class: FailureClass;
  readonly more?: Pick<FailureParts, "scope" | "retry">;
}

const WHOLE_SYSTEM = { scope: "system", retry: { when: "whenHealed" } } as const;

/** The first row that fits decides. The texts of Odoo's own errors are translated, so names decide. */
const ROWS: readonly ErrorRow[] = [
  { name: "odoo.exceptions.ValidationError", class: "Invalid" },
  // Asking for the fields of a model can only be refused because there is no such model.
  { name: "odoo.exceptions.UserError", method: "fields_get", class: "SchemaDrift" },
  { name: "odoo.exceptions.UserError", class: "BusinessRule" },
  { name: "odoo.exceptions.RedirectWarning", class: "BusinessRule" },
  { name: "odoo.exceptions.AccessError", class: "Forbidden" },
  { name: "odoo.exceptions.AccessDenied", class: "Unauthorized" },
  { name: "odoo.http.SessionExpiredException", class: "Unauthorized" },
  { name: "odoo.exceptions.MissingError", class: "NotFound" },
  { name: "odoo.exceptions.LockError", class: "Conflict" },
  { name: "psycopg2.errors.SerializationFailure", class: "Conflict" },
  { name: "psycopg2.errors.DeadlockDetected", class: "Conflict" },
  { name: "psycopg2.errors.LockNotAvailable", class: "Conflict" },
  { name: "psycopg2.errors.QueryCanceled", class: "Timeout" },
  { name: "psycopg2.pool.PoolError", class: "RateLimited" },
  { name: "psycopg2.OperationalError", class: "Maintenance" },
  { name: "psycopg2.InterfaceError", class: "Maintenance" },
  { name: "psycopg2.errors.AdminShutdown", class: "Maintenance" },
  { name: "psycopg2.errors.*", class: "Transient" },
  { name: "builtins.ValueError", message: /^Invalid field /, class: "SchemaDrift" },
  { name: "builtins.ValueError", class: "Invalid" },
  { name: "builtins.TypeError", class: "SchemaDrift" },
  { name: "builtins.AttributeError", class: "SchemaDrift" },
  { name: "builtins.KeyError", class: "SchemaDrift" },
  { name: "werkzeug.exceptions.NotFound", class: "SchemaDrift", more: WHOLE_SYSTEM },
  { name: "werkzeug.exceptions.Unauthorized", class: "Unauthorized" },
];

/**
 * What the `error` member of a JSON-RPC answer means. Its `code` says nothing, and its traceback is not kept. Odoo has
 * rolled the call back, so a repeat is safe.
 */
export function odooFailure(context: CallContext, method: string, error: unknown): Failure {
  const data = isJsonObject(error) ? error.data : undefined;
  const message = textMember(data, "message") || textMember(error, "message");
  return namedFailure(context, method, { name: textMember(data, "name"), message, body: error });
}

/**
 * What a JSON-2 answer means that is no success. Its status says little: an unknown field is a 500, and a 404 may be the
 * address, the model, the method or the record.
 */
export function json2Failure(context: CallContext, method: string, status: number, body: unknown): Failure {
  const name = textMember(body, "name");
  const message = textMember(body, "message");
  if (name === undefined)
    return callFailure(context, { class: "Unknown", effect: unansweredEffect(context), status, message: kept(body) });
  return namedFailure(context, method, { name: JSON_2_NAMES[name] ?? name, message, body, status });
}

/** Errors of the web framework that JSON-2 answers where JSON-RPC answers those of Python. */
const JSON_2_NAMES: Readonly<Record<string, string>> = {
  "werkzeug.exceptions.NotFound": "builtins.AttributeError",
  "werkzeug.exceptions.UnprocessableEntity": "builtins.TypeError",
  "werkzeug.exceptions.BadRequest": "builtins.TypeError",
};

interface NamedError {
  readonly name: string | undefined;
  readonly message: string | undefined;
  /** Kept without its traceback where there is no message. */
  readonly body: unknown;
  readonly status?: number;
}

/** The failure that an error's Python name stands for; unknown names keep their words. */
export function namedFailure(context: CallContext, method: string, error: NamedError): Failure {
  const { name = "", status } = error;
  const message = error.message || kept(error.body);
  const row = ROWS.find((candidate) => fits(candidate, name, method, message));
  return callFailure(context, {
    class: row?.class ?? "Unknown",
    effect: "none",
    message: message.trim(),
    ...(name === "" ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...row?.more,
  });
}

/** An answer's own JSON; Odoo's tracebacks name paths and hold data. */
function kept(body: unknown): string {
  const text = JSON.stringify(body, (name, value: unknown) => (name === "debug" ? undefined : value));
  return `Odoo answered ${text ?? "nothing"}`;
}

function fits(row: ErrorRow, name: string, method: string, message: string): boolean {
  const named = row.name.endsWith("*") ? name.startsWith(row.name.slice(0, -1)) : name === row.name;
  return named && (row.method === undefined || row.method === method) && (row.message?.test(message) ?? true);
}
