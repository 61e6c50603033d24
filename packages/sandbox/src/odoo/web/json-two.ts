import { htmlResponse, jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, parseJson } from "../../server/json.ts";
import { notFound, OdooError, unauthorized } from "../engine/odoo-error.ts";
import type { OdooSession } from "../odoo-session.ts";
import type { OdooUser } from "../seed.ts";
import { describeError } from "./error-body.ts";
import { refuseMediaType } from "./json-rpc.ts";

const statuses: { readonly [name: string]: number } = {
  "odoo.exceptions.UserError": 422,
  "odoo.exceptions.ValidationError": 422,
  "odoo.exceptions.MissingError": 404,
  "odoo.exceptions.AccessError": 403,
  "odoo.exceptions.AccessDenied": 403,
  "odoo.exceptions.LockError": 409,
  "werkzeug.exceptions.BadRequest": 400,
  "werkzeug.exceptions.Unauthorized": 401,
  "werkzeug.exceptions.NotFound": 404,
  "werkzeug.exceptions.UnprocessableEntity": 422,
};

const route = /^\/json\/2\/([^/]+)\/([^/]+)$/;

/** An error as the routes with bearer keys answer it: its class decides the status, its description is the body. */
export function answerError(error: unknown): SandboxResponse {
  const body = describeError(error);
  const status = statuses[body.name] ?? 500;
  return jsonResponse(status, body, status === 401 ? { "WWW-Authenticate": "Bearer " } : {});
}

/** The user of a request's API key. Throws Unauthorized. */
export function bearerOf(session: OdooSession, request: SandboxRequest): OdooUser {
  const [scheme = "", key = ""] = (request.headers.authorization ?? "").split(/\s+/);
  if (scheme.toLowerCase() !== "bearer" || key === "") {
    throw unauthorized("User not authenticated, use an API Key with a Bearer Authorization header.");
  }
  const user = session.userOfKey(key);
  if (user === undefined) {
    throw unauthorized("Invalid apikey");
  }
  return user;
}

/** The refusal of a request that names another database; undefined when there is nothing to refuse. */
export function refuseDatabase(session: OdooSession, request: SandboxRequest): SandboxResponse | undefined {
  const wanted = request.headers["x-odoo-database"];
  const page = "<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>No database is selected.</p>\n";
  return wanted === undefined || wanted === session.database ? undefined : htmlResponse(404, page);
}

/** `model` and `method` of a JSON-2 path; undefined for other paths. */
export function jsonTwoTarget(path: string): readonly [model: string, method: string] | undefined {
  const [, model, method] = route.exec(path) ?? [];
  return model === undefined || method === undefined ? undefined : [model, method];
}

/** The route `/json/2/<model>/<method>`. */
export function answerJsonTwo(session: OdooSession, request: SandboxRequest): SandboxResponse {
  const refusal = refuseDatabase(session, request);
  if (refusal !== undefined) {
    return refusal;
  }
  try {
    const target = request.method === "POST" ? jsonTwoTarget(request.path) : undefined;
    if (target === undefined) {
      throw notFound("Did you mean POST /json/2/<model>/<method>?");
    }
    const unreadable = refuseMediaType(request);
    if (unreadable !== undefined) {
      return unreadable;
    }
    const user = bearerOf(session, request);
    const body = request.body === "" ? {} : parseJson(request.body);
    if (body === undefined) {
      throw new OdooError("werkzeug.exceptions.BadRequest", "could not parse the body as json", [400]);
    }
    const [model, method] = target;
    if (!session.modelNames().includes(model)) {
      throw notFound(`the model '${model}' does not exist`);
    }
    const result = session.callNamedAs(user, model, method, isJsonObject(body) ? body : {});
    return jsonResponse(200, result ?? null);
  } catch (error) {
    const isMethodMissing = error instanceof OdooError && error.name === "builtins.AttributeError";
    return answerError(isMethodMissing ? notFound(error.message) : error);
  }
}
