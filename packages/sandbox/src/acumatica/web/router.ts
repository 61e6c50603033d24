import { htmlResponse, jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, parseJson } from "../../server/json.ts";
import { ApiError, exceptionError, plainError } from "../api-error.ts";
import { ENTITIES } from "../contract/entities.ts";
import type { Tenant } from "../tenant.ts";
import { actionStatus, invokeAction } from "./actions.ts";
import { adHocSchema } from "./ad-hoc-schema.ts";
import { bodyOf, type Call, emptyResponse, type Quirks } from "./call.ts";
import { deleteRecord, getRecord, listRecords, patchRecord, putRecord } from "./entity-api.ts";
import type { OAuthServer } from "./oauth.ts";
import type { Operations } from "./operations.ts";
import { cookieOf, type Session, type Sessions } from "./session.ts";
import { describeEndpoint } from "./swagger.ts";

/** A site with one tenant. */
export type Site = {
  readonly tenant: Tenant;
  readonly sessions: Sessions;
  readonly oauth: OAuthServer;
  readonly operations: Operations;
  readonly quirks: Quirks;
  /** Path before `/entity`, e.g. `/AcuSandbox`; empty when the site is at the root. */
  readonly instance: string;
  /** Versions of the Default endpoint that are served. */
  readonly versions: readonly string[];
  /** With one tenant only, any name signs in to it. */
  readonly acceptsAnyTenant: boolean;
  readonly baseUrl: () => string;
};

const SESSION_COOKIE = "ASP.NET_SessionId";

/** A request to `/entity/...` or `/identity/...`; undefined when the path is neither. */
export function answerSite(site: Site, request: SandboxRequest): SandboxResponse | undefined {
  if (!request.path.startsWith(`${site.instance}/`)) {
    return undefined;
  }
  const path = request.path.slice(site.instance.length);
  site.operations.settle();
  try {
    if (path.startsWith("/identity/")) {
      return site.oauth.answer(request, path, site.baseUrl());
    }
    return path === "/entity" || path.startsWith("/entity/") ? answerEntityPath(site, request, path) : undefined;
  } catch (error) {
    if (error instanceof ApiError) {
      return jsonResponse(error.status, error.body);
    }
    throw error;
  }
}

function answerEntityPath(site: Site, request: SandboxRequest, path: string): SandboxResponse {
  // The web server decodes before it splits, so that a key with a slash in it is never one segment.
  const [, , ...segments] = decodePath(path).split("/");
  if (["POST", "PUT", "PATCH"].includes(request.method) && !hasLength(request)) {
    return htmlResponse(
      411,
      "<h2>Length Required</h2><p>HTTP Error 411. The request must be chunked or have a length.</p>",
    );
  }
  switch (`${request.method} ${segments.join("/")}`) {
    case "POST auth/login":
      return login(site, request);
    case "POST auth/logout":
      return logout(site, request);
    case "GET ":
      return jsonResponse(200, endpoints(site));
    default:
  }
  const [endpoint = "", version = "", ...rest] = segments;
  if (endpoint.toLowerCase() !== "default" || !site.versions.includes(version)) {
    throw plainError(404, `The endpoint ${endpoint}/${version} cannot be found.`);
  }
  const endpointPath = `${site.instance}/entity/Default/${version}`;
  const signedIn = sessionOf(site, request);
  const { tenant, operations, quirks } = site;
  const call: Call = { tenant, operations, quirks, session: signedIn.session, request, endpointPath };
  const answer = route(call, version, rest);
  return signedIn.isNew
    ? { ...answer, headers: { ...answer.headers, "Set-Cookie": cookiesOf(signedIn.session, site.tenant.name) } }
    : answer;
}

function route(call: Call, version: string, segments: readonly string[]): SandboxResponse {
  const { method } = call.request;
  const [name = "", ...rest] = segments;
  if (name === "swagger.json") {
    return jsonResponse(200, describeEndpoint(version));
  }
  const entity = ENTITIES.get(name);
  if (entity === undefined) {
    throw plainError(404, `No HTTP resource was found that matches the request URI '${call.request.path}'.`);
  }
  const [first = "", second, third] = rest;
  if (method === "POST" && rest.length === 1) {
    return invokeAction(call, entity, first);
  }
  if (method === "GET" && second === "status" && third !== undefined) {
    return actionStatus(call, entity, first, third);
  }
  if (method === "GET" && first === "$adHocSchema") {
    return jsonResponse(200, adHocSchema(call.tenant, entity));
  }
  const keys = rest.flatMap((segment) => segment.split("|"));
  switch (`${method}${keys.length === 0 ? "" : "/keys"}`) {
    case "GET":
      return listRecords(call, entity);
    case "GET/keys":
      return getRecord(call, entity, keys);
    case "PUT":
      return putRecord(call, entity);
    case "PATCH":
      if (version >= "25.200.001") {
        return patchRecord(call, entity);
      }
      break;
    case "DELETE/keys":
      return deleteRecord(call, entity, keys);
    default:
  }
  throw plainError(405, `The requested resource does not support http method '${method}'.`);
}

function login(site: Site, request: SandboxRequest): SandboxResponse {
  const body = bodyOf(request);
  const { name, password, tenant, company, branch } = isJsonObject(body) ? body : {};
  const wanted = tenant ?? company ?? "";
  const isKnown = wanted === "" || site.acceptsAnyTenant || wanted === site.tenant.name;
  if (!isKnown) {
    throw exceptionError(500, "PX.Data.PXUndefinedCompanyException", "Error: Unable to resolve the company.");
  }
  const user = site.sessions.check(String(name ?? ""), String(password ?? ""));
  if (typeof branch === "string" && branch !== "" && !site.tenant.settings.branches.includes(branch)) {
    throw exceptionError(500, "PX.Data.PXException", `Error: The branch '${branch}' does not exist.`);
  }
  const session = site.sessions.open(user, "cookie", typeof branch === "string" && branch !== "" ? branch : undefined);
  return emptyResponse(204, { "Set-Cookie": cookiesOf(session, site.tenant.name) });
}

function logout(site: Site, request: SandboxRequest): SandboxResponse {
  site.sessions.close(cookieOf(request.headers.cookie, SESSION_COOKIE));
  const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer") {
    site.sessions.close(site.oauth.openSessionOf(token)?.id);
  }
  return emptyResponse(204);
}

function hasLength({ headers }: SandboxRequest): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** The session of a request. Throws ApiError (401) when nobody is signed in. */
export function sessionOf(site: Site, request: SandboxRequest): { session: Session; isNew: boolean } {
  const byCookie = site.sessions.find(cookieOf(request.headers.cookie, SESSION_COOKIE));
  const [scheme, token] = (request.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer" && token !== undefined) {
    const found = site.oauth.sessionOf(token, byCookie);
    if (found !== undefined) {
      return { ...found, isNew: found.isNew && found.session.kind === "cookie" };
    }
  } else if (byCookie !== undefined) {
    return { session: byCookie, isNew: false };
  }
  throw plainError(401, "You are not logged in.");
}

function cookiesOf(session: Session, tenant: string): string[] {
  return [
    `${SESSION_COOKIE}=${session.id}; path=/; HttpOnly; SameSite=Lax`,
    `.ASPXAUTH=${session.id}${session.id}; path=/; HttpOnly`,
    `UserBranch=${session.branch ?? "16"}; path=/`,
    `Locale=Culture=en-US&TimeZone=GMTM0000G; path=/`,
    `CompanyID=${tenant}; path=/`,
  ];
}

function endpoints(site: Site) {
  return {
    version: { acumaticaBuildVersion: "24.213.0017", databaseVersion: "24.213.0017" },
    endpoints: site.versions.map((version) => ({
      name: "Default",
      version,
      href: `${site.instance}/entity/Default/${version}/`,
    })),
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What counters and faults call a request: method and path with the record's keys left out, and `Entity.Action`. */
export function labelsOf(site: Site, request: SandboxRequest): readonly string[] {
  const path = request.path.startsWith(site.instance) ? request.path.slice(site.instance.length) : request.path;
  const [, root = "", , , name, action, ...rest] = path.split("/");
  if (root !== "entity" || name === undefined || name === "") {
    return [`${request.method} ${path}`];
  }
  const tail = action === undefined ? "" : request.method === "POST" ? `/${action}` : "/{keys}";
  const isStatus = rest[0] === "status";
  const operation = request.method === "POST" ? `${name}.${action}` : `${name}.${request.method.toLowerCase()}`;
  return [
    isStatus ? `GET /${name}/${action}/status` : `${request.method} /${name}${tail}`,
    isStatus ? `${name}.status` : operation,
  ];
}

/** The JSON of a control request. */
export function controlBody(request: SandboxRequest): { readonly [name: string]: unknown } {
  const body = parseJson(request.body);
  return isJsonObject(body) ? body : {};
}
