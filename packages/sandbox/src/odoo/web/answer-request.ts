import { htmlResponse, jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, type Json, parseJson } from "../../server/json.ts";
import type { OdooSession } from "../odoo-session.ts";
import { answerIncomingWebhook } from "../webhooks/incoming-webhook.ts";
import { type BrowserSessions, isSessionPath } from "./browser-sessions.ts";
import { answerDocumentation } from "./doc-bearer.ts";
import { answerEnvelope, answerJsonRpc } from "./json-rpc.ts";
import { answerJsonTwo, jsonTwoTarget } from "./json-two.ts";
import { versionInfo } from "./services.ts";
import { answerXmlRpc, isXmlRpcPath, xmlCallOf } from "./xml-rpc.ts";

const notFoundPage = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n";

/** Answers one HTTP request by its address. */
export function answerRequest(
  session: OdooSession,
  browsers: BrowserSessions,
  request: SandboxRequest,
): SandboxResponse {
  const { path } = request;
  if (path === "/jsonrpc") {
    return answerJsonRpc(session, request);
  }
  if (isXmlRpcPath(path)) {
    return answerXmlRpc(session, request);
  }
  if (path === "/web/webclient/version_info") {
    return answerEnvelope(session, request, () => versionInfo(session));
  }
  if (isSessionPath(path)) {
    return browsers.answer(request);
  }
  return (
    (session.version === "14.0" ? undefined : answerModernRoute(session, request)) ?? htmlResponse(404, notFoundPage)
  );
}

// Release 14 answers 404 to all of these.
function answerModernRoute(session: OdooSession, request: SandboxRequest): SandboxResponse | undefined {
  const { path } = request;
  if (path === "/web/version") {
    const { server_version: version, server_version_info: numbers } = versionInfo(session);
    return jsonResponse(200, { version: version ?? "", version_info: numbers });
  }
  if (path.startsWith("/json/2/")) {
    return answerJsonTwo(session, request);
  }
  if (path.startsWith("/doc-bearer/")) {
    return answerDocumentation(session, request);
  }
  return path.startsWith("/web/hook/") ? answerIncomingWebhook(session, request) : undefined;
}

/** `model.method` of a request that calls a model, or the service's own method. */
export function operationOf(request: SandboxRequest): string | undefined {
  const target = jsonTwoTarget(request.path);
  if (target !== undefined) {
    return target.join(".");
  }
  if (isXmlRpcPath(request.path)) {
    const call = xmlCallOf(request);
    return call === undefined ? undefined : operation(call.service, call.method, call.args);
  }
  const body = parseJson(request.body);
  const params = isJsonObject(body) && isJsonObject(body.params) ? body.params : undefined;
  if (params === undefined) {
    return undefined;
  }
  if (params.model !== undefined) {
    return `${String(params.model)}.${String(params.method)}`;
  }
  const args = Array.isArray(params.args) ? params.args : [];
  return params.service === undefined ? undefined : operation(String(params.service), String(params.method), args);
}

function operation(service: string, method: string, args: readonly Json[]): string {
  return service === "object" ? `${String(args[3])}.${String(args[4])}` : `${service}.${method}`;
}

/** True when an answer says that something failed although its status may be 200. */
export function isFailure({ status, body }: SandboxResponse): boolean {
  return status >= 400 || body.includes('"error":{"code"') || body.includes("<fault>");
}
