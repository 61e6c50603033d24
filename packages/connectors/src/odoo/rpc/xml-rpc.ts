import type { ConnectorSettings } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../../shared/call-context.ts";
import { gatewayFailure } from "../../shared/gateway-errors.ts";
import { createTextClient, serverTimeOf } from "../../shared/text-client.ts";
import type { CallResult, OdooRpc, RpcAccess } from "./odoo-rpc.ts";
import { type About, serviceRpc } from "./service-rpc.ts";
import { faultFailure, isNothingReturned } from "./xml-rpc-fault.ts";
import { formatMethodCall, parseMethodResponse } from "./xml-rpc-values.ts";

/** XML-RPC to one database, of all versions; logs in at the first call. */
export function createXmlRpc(settings: ConnectorSettings, access: RpcAccess): OdooRpc {
  const { address, key } = access;
  const client = createTextClient({
    baseAddress: address,
    timeoutMilliseconds: settings.timeoutMilliseconds,
    authorities: settings.authorities,
  });

  async function request(
    service: string,
    method: string,
    parameters: readonly unknown[],
    about: About,
  ): Promise<CallResult> {
    const { operation, writes } = about;
    const context: CallContext = { system: settings.system, operation, writes, secrets: [key] };
    const headers = { accept: "text/xml", "content-type": "text/xml" };
    const url = `${address}/xmlrpc/2/${service}`;
    const response = await client.fetch(
      { method: "POST", url, headers, text: formatMethodCall(method, parameters) },
      context,
    );
    const serverTime = serverTimeOf(response);
    const type = response.headers["content-type"] ?? "";
    const failure = gatewayFailure(context, {
      status: response.statusCode,
      // XML is what was asked for, as JSON is elsewhere.
      contentType: response.statusCode === 200 && /\bxml\b/i.test(type) ? "application/json" : type,
      retryAfter: response.headers["retry-after"],
      serverTime,
      location: response.headers.location,
      hasBody: response.body !== "",
    });
    if (failure !== undefined) throw failure;
    const answer = parseMethodResponse(response.body);
    if (answer === undefined) {
      const effect = unansweredEffect(context);
      throw callFailure(context, { class: "Transient", effect, message: "The answer is no well-formed XML-RPC" });
    }
    if (!("fault" in answer)) return { result: answer.value, serverTime };
    // Of a read it says that something within the answer is None, and the answer is not there.
    if (writes && isNothingReturned(answer.fault)) return { result: null, serverTime };
    throw faultFailure(context, about.method, answer.fault);
  }

  return serviceRpc(settings, access, { request, close: () => client.close() });
}
