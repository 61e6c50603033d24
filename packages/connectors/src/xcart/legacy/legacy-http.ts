import type { ConnectorSettings, Failure } from "@xmap/contract";
import type { Response } from "got";
import { type CallContext, callFailure, unansweredEffect } from "../../shared/call-context.ts";
import { gatewayFailure, isJsonType } from "../../shared/gateway-errors.ts";
import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";
import { requiredText } from "../../shared/settings.ts";
import { createTextClient, jsonOf, serverTimeOf } from "../../shared/text-client.ts";
import { type Query, shopAddress } from "../api.ts";

/** Form fields of a model: `shippingStatus[id]` of `model[shippingStatus][id]`. */
export type ModelFields = readonly (readonly [path: readonly string[], value: string])[];

interface Rows {
  readonly rows: readonly JsonObject[];
  readonly serverTime: number | undefined;
}

/** Authorised calls to the REST API add-on of one shop. */
export interface LegacyApi {
  readonly address: string;
  /** A record; undefined when there is none, which the add-on answers as `null`. */
  item(path: string): Promise<JsonObject | undefined>;
  list(path: string, conditions?: Query): Promise<Rows>;
  put(path: string, fields: ModelFields): Promise<void>;
  post(path: string, fields: ModelFields): Promise<JsonObject>;
  close(): void;
}

/** The add-on answers `admin.php?target=RESTAPI`; its key travels in the query, so no address ever gets into a message. */
export function createLegacyApi(settings: ConnectorSettings): LegacyApi {
  const address = shopAddress(settings);
  const key = requiredText(settings, "key");
  const client = createTextClient({ ...settings, baseAddress: address });

  async function send(method: "GET" | "PUT" | "POST", path: string, query: Query, fields: ModelFields = []) {
    const writes = method !== "GET";
    const context: CallContext = { system: settings.system, operation: `${method} ${path}`, writes, secrets: [key] };
    const search: Query = [["target", "RESTAPI"], ["_key", key], ["_path", path], ...query];
    const form = fields.map(([names, value]) => [`model${names.map((name) => `[${name}]`).join("")}`, value]);
    const asked = { method, url: `${address}/admin.php`, query: parametersOf(search), headers: {} };
    const request = writes ? { ...asked, form: Object.fromEntries(form) } : asked;
    return { ...readAnswer(context, await client.fetch(request, context)), context };
  }

  return {
    address,
    async item(path) {
      const { body, context } = await send("GET", path, []);
      if (body === null) return undefined;
      if (isJsonObject(body)) return body;
      throw callFailure(context, { class: "SchemaDrift", message: "The answer is not a record" });
    },
    async list(path, conditions = []) {
      const { body, context, serverTime } = await send("GET", path, conditions);
      if (!Array.isArray(body))
        throw callFailure(context, { class: "SchemaDrift", message: "The answer is not a list" });
      return { rows: body.filter(isJsonObject), serverTime };
    },
    async put(path, fields) {
      await send("PUT", path, [], fields);
    },
    async post(path, fields) {
      const { body, context } = await send("POST", path, [], fields);
      if (isJsonObject(body)) return body;
      throw callFailure(context, { class: "Unknown", message: "The answer to a create is not a record" });
    },
    close: () => client.close(),
  };
}

function parametersOf(pairs: Query): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of pairs) parameters.append(name, value);
  return parameters;
}

function readAnswer(context: CallContext, response: Response<string>) {
  const { statusCode: status, headers, body } = response;
  const contentType = headers["content-type"] ?? "";
  const serverTime = serverTimeOf(response);
  const failure = legacyFailure(context, status, headers["x-rest-error"], body);
  if (failure !== undefined) throw failure;
  const { "retry-after": retryAfter, location } = headers;
  const gateway = gatewayFailure(context, {
    status,
    contentType,
    retryAfter,
    serverTime,
    location,
    hasBody: body !== "",
  });
  if (gateway !== undefined) throw gateway;
  if (status >= 400)
    throw callFailure(context, {
      class: "Transient",
      effect: unansweredEffect(context),
      status,
      message: `Status ${status}`,
    });
  return { serverTime, body: isJsonType(contentType) ? jsonOf(context, response, JSON.parse) : undefined };
}

/** The add-on's own errors: they have no body, and the words of a 400 are in a header. */
function legacyFailure(
  context: CallContext,
  status: number,
  words: string | string[] | undefined,
  body: string,
): Failure | undefined {
  if (status === 400) {
    const message = Array.isArray(words) ? words.join(" ") : (words ?? "The request was refused without words");
    const [, field] = /\bfield "?(\w+)"?/i.exec(message) ?? [];
    const fields = field === undefined ? [] : [{ path: field, message }];
    return callFailure(context, { class: "Invalid", status, message, fields });
  }
  if (body !== "") return undefined;
  if (status === 403)
    return callFailure(context, {
      class: "Unauthorized",
      status,
      message: "The add-on refuses the key for this model",
    });
  if (status !== 404) return undefined;
  const message = "The add-on has no such model, or refuses the key";
  return callFailure(context, { class: "SchemaDrift", status, message });
}
