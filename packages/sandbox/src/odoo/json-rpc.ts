import { htmlResponse, jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "../server/json.ts";
import {
  accessDenied,
  accessError,
  attributeError,
  OdooError,
  typeError,
  unknownDatabase,
} from "./engine/odoo-error.ts";
import type { OdooSession } from "./odoo-session.ts";
import type { OdooUser } from "./seed.ts";

const version = {
  server_version: "19.0",
  server_version_info: [19, 0, 0, "final", 0, ""],
  server_serie: "19.0",
  protocol_version: 1,
} as const;

const unsupported =
  "<!doctype html>\n<html lang=en>\n<title>415 Unsupported Media Type</title>\n<h1>Unsupported Media Type</h1>\n" +
  "<p>/jsonrpc wants the Content-Type application/json.</p>\n";

/** Answers one HTTP request as the server's JSON-RPC route and its version route do. */
export function answerRequest(session: OdooSession, request: SandboxRequest): SandboxResponse {
  if (request.path === "/web/version") {
    return jsonResponse(200, { version: version.server_version, version_info: version.server_version_info });
  }
  if (request.path !== "/jsonrpc") {
    const page = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n";
    return htmlResponse(404, page);
  }
  const mediaType = (request.headers["content-type"] ?? "").split(";")[0]?.trim();
  if (mediaType !== "application/json" && mediaType !== "") {
    return htmlResponse(415, unsupported);
  }
  const body = parseJson(request.body);
  if (body === undefined) {
    return htmlResponse(400, "Invalid JSON data");
  }
  if (!isJsonObject(body)) {
    return htmlResponse(400, "Invalid JSON-RPC data");
  }
  return jsonResponse(200, answerCall(session, body));
}

function answerCall(session: OdooSession, body: JsonObject): JsonObject {
  const envelope = { jsonrpc: "2.0", id: body.id ?? null };
  try {
    const result = callService(session, isJsonObject(body.params) ? body.params : {});
    return result === undefined ? envelope : { ...envelope, result };
  } catch (error) {
    return { ...envelope, error: describeError(error) };
  }
}

function describeError(error: unknown): JsonObject {
  const known = error instanceof OdooError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const name = known?.name ?? "builtins.RuntimeError";
  const trace = `Traceback (most recent call last):\n  File "/opt/odoo/http.py", line 1, in _serve_db\n${name}: ${message}\n`;
  return {
    code: 0,
    message: "Odoo Server Error",
    data: { name, message, arguments: [message], context: {}, debug: trace },
  };
}

function callService(session: OdooSession, params: JsonObject): Json | undefined {
  const { service, method } = params;
  const args: readonly Json[] = Array.isArray(params.args) ? params.args : [];
  if (service === "common") {
    return callCommon(session, String(method), args);
  }
  if (service === "db" && method === "list") {
    return [session.database];
  }
  if (service === "object" && (method === "execute_kw" || method === "execute")) {
    return callObject(session, method, args);
  }
  throw attributeError(`no method '${String(method)}' in service '${String(service)}'`);
}

function callCommon(session: OdooSession, method: string, args: readonly Json[]): Json {
  if (method === "version") {
    return version;
  }
  if (method !== "login" && method !== "authenticate") {
    throw attributeError(`Method not found: ${method}`);
  }
  const [database, login, secret] = args;
  checkDatabase(session, database);
  const user = session.users.find((candidate) => candidate.login === login && accepts(candidate, secret));
  return user?.uid ?? false;
}

function callObject(session: OdooSession, method: "execute" | "execute_kw", args: readonly Json[]): Json | undefined {
  const [database, uid, secret, model, name, ...rest] = args;
  if (typeof model !== "string" || typeof name !== "string") {
    throw typeError(`${method}() missing required positional arguments`);
  }
  checkDatabase(session, database);
  const user = session.users.find((candidate) => candidate.uid === uid && accepts(candidate, secret));
  if (user === undefined) {
    throw accessDenied();
  }
  if (user.forbiddenModels?.includes(model) === true) {
    throw accessError(`You are not allowed to access (${model}) records.`);
  }
  if (method === "execute") {
    return session.call(user.uid, model, name, rest, {});
  }
  const [positional, keywords] = rest;
  return session.call(
    user.uid,
    model,
    name,
    Array.isArray(positional) ? positional : [],
    isJsonObject(keywords) ? keywords : {},
  );
}

function checkDatabase(session: OdooSession, database: Json | undefined): void {
  if (database !== session.database) {
    throw unknownDatabase(String(database));
  }
}

function accepts(user: OdooUser, secret: Json | undefined): boolean {
  return secret === user.password || (user.apiKey !== undefined && secret === user.apiKey);
}

/** `model.method` of a request that calls a model, or the service's own method. */
export function operationOf(request: SandboxRequest): string | undefined {
  const body = parseJson(request.body);
  const params = isJsonObject(body) && isJsonObject(body.params) ? body.params : undefined;
  if (params === undefined) {
    return undefined;
  }
  const args: readonly Json[] = Array.isArray(params.args) ? params.args : [];
  return params.service === "object"
    ? `${String(args[3])}.${String(args[4])}`
    : `${String(params.service)}.${String(params.method)}`;
}
