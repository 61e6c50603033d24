import type { ConnectorSettings } from "@xmap/contract";
import { callFailure, unansweredEffect } from "../../shared/call-context.ts";
import { createHttpClient } from "../../shared/http-client.ts";
import { isJsonObject } from "../../shared/json-shape.ts";
import { odooFailure } from "./errors.ts";
import type { CallResult, OdooRpc, RpcAccess } from "./odoo-rpc.ts";
import { type About, serviceRpc } from "./service-rpc.ts";

/** JSON-RPC to one database, of all versions; logs in at the first call. */
export function createJsonRpc(settings: ConnectorSettings, access: RpcAccess): OdooRpc {
  const { address, key } = access;
  const client = createHttpClient({
    system: settings.system,
    baseAddress: address,
    headers: {},
    secrets: [key],
    timeoutMilliseconds: settings.timeoutMilliseconds,
    authorities: settings.authorities,
  });
  let lastId = 0;

  async function request(
    service: string,
    method: string,
    parameters: readonly unknown[],
    about: About,
  ): Promise<CallResult> {
    lastId += 1;
    const { operation, writes } = about;
    const params = { service, method, args: parameters };
    const json = { jsonrpc: "2.0", method: "call", id: lastId, params };
    const answer = await client.send({ method: "POST", path: "/jsonrpc", json, operation, writes });
    const { body, context, status, serverTime } = answer;
    if (!isJsonObject(body) || status >= 300) {
      const effect = unansweredEffect(context);
      throw callFailure(context, { class: "Unknown", effect, status, message: "The answer is no JSON-RPC" });
    }
    if (body.error !== undefined) throw odooFailure(context, about.method, body.error);
    return { result: body.result ?? null, serverTime };
  }

  return serviceRpc(settings, access, { request, close: () => client.close() });
}
