import type { ConnectorSettings } from "@xmap/contract";
import { createHttpClient } from "../../shared/http-client.ts";
import { json2Failure } from "./errors.ts";
import type { OdooRpc, RpcAccess } from "./odoo-rpc.ts";
import { readServerVersion } from "./server-version.ts";

/** JSON-2, of Odoo 19 and later: the key alone says who calls. */
export function createJson2(settings: ConnectorSettings, { address, database, key }: RpcAccess): OdooRpc {
  const client = createHttpClient({
    system: settings.system,
    baseAddress: address,
    headers: { authorization: `bearer ${key}`, "x-odoo-database": database },
    secrets: [key],
    timeoutMilliseconds: settings.timeoutMilliseconds,
    authorities: settings.authorities,
  });
  return {
    address,
    database,
    async call({ model, method, ids, parameters, named, context, writes }) {
      const answer = await client.send({
        method: "POST",
        path: `/json/2/${encodeURIComponent(model)}/${encodeURIComponent(method)}`,
        json: {
          ...parameters,
          ...named,
          ...(ids === undefined ? {} : { ids }),
          ...(context === undefined ? {} : { context }),
        },
        operation: `${model}.${method}`,
        writes,
      });
      if (answer.status >= 300) throw json2Failure(answer.context, method, answer.status, answer.body);
      return { result: answer.body ?? null, serverTime: answer.serverTime };
    },
    async version() {
      const asked = { method: "GET", path: "/web/version", operation: "version", writes: false } as const;
      return readServerVersion((await client.send(asked)).body);
    },
    close: () => client.close(),
  };
}
