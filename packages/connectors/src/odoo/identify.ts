import { type EnvironmentIdentity, Failure } from "@xmap/contract";
import type { OdooRpc } from "./rpc/odoo-rpc.ts";

/** Only users with settings rights may read the database's own id; others are told by the address. */
export async function identifyOdoo(rpc: OdooRpc): Promise<EnvironmentIdentity> {
  const label = `${rpc.address} (${rpc.database})`;
  try {
    const parameters = { key: "database.uuid" };
    const { result } = await rpc.call({ model: "ir.config_parameter", method: "get_param", parameters, writes: false });
    if (typeof result === "string" && result !== "") return { fingerprint: `database.uuid=${result}`, label };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.details.class !== "Forbidden") throw thrown;
  }
  return { fingerprint: `address=${rpc.address}/${rpc.database}`, label };
}
