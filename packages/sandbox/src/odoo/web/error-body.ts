import type { JsonObject } from "../../server/json.ts";
import { OdooError } from "../engine/odoo-error.ts";

/** What the server tells of an error: `error.data` of JSON-RPC, the whole body of JSON-2. */
export type ErrorBody = JsonObject & { readonly name: string; readonly message: string; readonly debug: string };

/** Describes anything thrown, with a trace as the real server sends one. */
export function describeError(error: unknown): ErrorBody {
  const known = error instanceof OdooError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const name = known?.name ?? "builtins.RuntimeError";
  const debug = `Traceback (most recent call last):\n  File "/opt/odoo/http.py", line 1, in _serve_db\n${name}: ${message}\n`;
  return { name, message, arguments: [message, ...(known?.more ?? [])], context: {}, debug };
}
