import type { ConnectorSettings } from "@xmap/contract";
import type { CallResult, OdooRpc, RpcAccess } from "./odoo-rpc.ts";
import { readServerVersion } from "./server-version.ts";
import { signedInUser } from "./signed-in-user.ts";

/** What a call is about, for failures. */
export interface About {
  readonly operation: string;
  readonly method: string;
  readonly writes: boolean;
}

/** How a protocol calls a method of Odoo's services `common` and `object`. */
export interface ServiceProtocol {
  request(service: string, method: string, parameters: readonly unknown[], about: About): Promise<CallResult>;
  close(): void;
}

/** Calls of models over the services that JSON-RPC and XML-RPC have in common; logs in at the first call. */
export function serviceRpc(
  settings: ConnectorSettings,
  access: RpcAccess,
  { request, close }: ServiceProtocol,
): OdooRpc {
  const { address, database, login, key } = access;
  const user = signedInUser(settings, access, async () => {
    const about = { operation: "authenticate", method: "authenticate", writes: false };
    return (await request("common", "authenticate", [database, login, key, {}], about)).result;
  });
  return {
    address,
    database,
    user,
    async call({ model, method, ids, parameters = {}, named = {}, context, writes }) {
      const id = await user();
      const positional = [...(ids === undefined ? [] : [ids]), ...Object.values(parameters)];
      const keywords = { ...named, ...(context === undefined ? {} : { context }) };
      const about = { operation: `${model}.${method}`, method, writes };
      return request("object", "execute_kw", [database, id, key, model, method, positional, keywords], about);
    },
    async version() {
      const about = { operation: "version", method: "version", writes: false };
      return readServerVersion((await request("common", "version", [], about)).result);
    },
    close,
  };
}
