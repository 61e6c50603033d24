import { isJsonObject, type Json, type JsonObject } from "../../server/json.ts";
import { accessDenied, attributeError, typeError, unknownDatabase, valueError } from "../engine/odoo-error.ts";
import type { OdooSession } from "../odoo-session.ts";

/** What the server says of itself. */
export function versionInfo(session: OdooSession): JsonObject & { readonly server_version_info: readonly Json[] } {
  const [major = ""] = session.version.split(".");
  return {
    server_version: session.version,
    server_version_info: [Number(major), 0, 0, "final", 0, ""],
    server_serie: session.version,
    protocol_version: 1,
  };
}

/** Calls a method of the services `common`, `db` or `object`, as JSON-RPC and XML-RPC do. Undefined is None. */
export function callService(
  session: OdooSession,
  service: string,
  method: string,
  args: readonly Json[],
): Json | undefined {
  if (service === "common") {
    return callCommon(session, method, args);
  }
  if (service === "db" && method === "list") {
    return [session.database];
  }
  if (service === "db" && method === "db_exist") {
    return args[0] === session.database;
  }
  if (service === "db" && method === "server_version") {
    return session.version;
  }
  if (service === "object" && (method === "execute_kw" || method === "execute")) {
    return callObject(session, method, args);
  }
  throw service === "object" && args.length < 5
    ? valueError(`not enough values to unpack (expected at least 5, got ${args.length})`)
    : attributeError(`no method '${method}' in service '${service}'`);
}

function callCommon(session: OdooSession, method: string, args: readonly Json[]): Json {
  if (method === "version") {
    return versionInfo(session);
  }
  if (method !== "login" && method !== "authenticate") {
    throw attributeError(`Method not found: ${method}`);
  }
  const [database, login, secret] = args;
  checkDatabase(session, database);
  return session.userOfLogin(login, secret)?.uid ?? false;
}

function callObject(session: OdooSession, method: "execute" | "execute_kw", args: readonly Json[]): Json | undefined {
  const [database, uid, secret, model, name, ...rest] = args;
  if (typeof model !== "string" || typeof name !== "string") {
    throw typeError(`${method}() missing required positional arguments`);
  }
  checkDatabase(session, database);
  const user = session.userOfUid(uid, secret);
  if (user === undefined) {
    throw accessDenied();
  }
  if (method === "execute") {
    return session.callAs(user, model, name, rest);
  }
  const [positional, keywords] = rest;
  const given = Array.isArray(positional) ? positional : [];
  return session.callAs(user, model, name, given, isJsonObject(keywords) ? keywords : {});
}

function checkDatabase(session: OdooSession, database: Json | undefined): void {
  if (database !== session.database) {
    throw unknownDatabase(String(database));
  }
}
