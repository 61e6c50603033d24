import { htmlResponse, jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "../../server/json.ts";
import type { OdooSession } from "../odoo-session.ts";
import { describeError } from "./error-body.ts";
import { callService } from "./services.ts";

const unsupported =
  "<!doctype html>\n<html lang=en>\n<title>415 Unsupported Media Type</title>\n<h1>Unsupported Media Type</h1>\n" +
  "<p>This address wants the Content-Type application/json.</p>\n";

/** The refusal of a body that is not JSON by its Content-Type; undefined when there is nothing to refuse. */
export function refuseMediaType(request: SandboxRequest): SandboxResponse | undefined {
  const mediaType = (request.headers["content-type"] ?? "").split(";")[0]?.trim();
  return mediaType === "application/json" || mediaType === "" ? undefined : htmlResponse(415, unsupported);
}

/** Answers one JSON-RPC request with what `work` gives for its `params`; a missing result is None. */
export function answerEnvelope(
  session: OdooSession,
  request: SandboxRequest,
  work: (params: JsonObject) => Json | undefined,
): SandboxResponse {
  const refusal = refuseMediaType(request);
  if (refusal !== undefined) {
    return refusal;
  }
  const body = parseJson(request.body);
  if (body === undefined) {
    return htmlResponse(400, "Invalid JSON data");
  }
  if (!isJsonObject(body)) {
    return htmlResponse(400, "Invalid JSON-RPC data");
  }
  const envelope = { jsonrpc: "2.0", id: body.id ?? null };
  try {
    const result = work(isJsonObject(body.params) ? body.params : {});
    return jsonResponse(200, result === undefined ? envelope : { ...envelope, result });
  } catch (error) {
    return jsonResponse(200, { ...envelope, error: rpcError(session, error) });
  }
}

function rpcError(session: OdooSession, error: unknown): JsonObject {
  const data = describeError(error);
  if (data.name === "odoo.http.SessionExpiredException") {
    return { code: 100, message: "Odoo Session Expired", data };
  }
  return { code: session.version === "14.0" ? 200 : 0, message: "Odoo Server Error", data };
}

/** The route `/jsonrpc`. */
export function answerJsonRpc(session: OdooSession, request: SandboxRequest): SandboxResponse {
  return answerEnvelope(session, request, ({ service, method, args }) =>
    callService(session, String(service), String(method), Array.isArray(args) ? args : []),
  );
}
