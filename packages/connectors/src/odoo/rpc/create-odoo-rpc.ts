import type { ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure, requiredAddress, requiredText } from "../../shared/settings.ts";
import { createJson2 } from "./json-2.ts";
import { createJsonRpc } from "./json-rpc.ts";
import type { OdooRpc, RpcAccess } from "./odoo-rpc.ts";
import { createXmlRpc } from "./xml-rpc.ts";

export const TRANSPORTS = ["json-2", "json-rpc", "xml-rpc"] as const;
type Transport = (typeof TRANSPORTS)[number];

const CREATE: Readonly<Record<Transport, (settings: ConnectorSettings, access: RpcAccess) => OdooRpc>> = {
  "json-2": createJson2,
  "json-rpc": createJsonRpc,
  "xml-rpc": createXmlRpc,
};

/** A way to call one database: JSON-RPC with a login, JSON-2 without one, unless option `transport` says which. */
export function createOdooRpc(settings: ConnectorSettings): OdooRpc {
  const login = optionalText(settings, "login");
  const access = {
    address: requiredAddress(settings, "url"),
    database: requiredText(settings, "database"),
    login,
    key: requiredText(settings, "key"),
  };
  const named = optionalText(settings, "transport") ?? (login === undefined ? "json-2" : "json-rpc");
  const transport = TRANSPORTS.find((name) => name === named);
  if (transport === undefined) throw optionFailure(settings, "transport", `must be one of ${TRANSPORTS.join(", ")}`);
  if (transport !== "json-2" && login === undefined)
    throw optionFailure(settings, "login", `is missing, and ${transport} needs it`);
  return CREATE[transport](settings, access);
}
