import { type ConnectorSettings, Failure } from "@xmap/contract";
import type { RpcAccess } from "./odoo-rpc.ts";

/** The number of the user, asked once and again after a failure. */
export function signedInUser(
  settings: ConnectorSettings,
  access: RpcAccess,
  authenticate: () => Promise<unknown>,
): () => Promise<number> {
  let user: Promise<number> | undefined;

  async function ask(): Promise<number> {
    const result = await authenticate();
    if (typeof result === "number") return result;
    const message = `Odoo does not know the login ${access.login} with this key`;
    throw new Failure({ class: "Unauthorized", system: settings.system, operation: "authenticate", message });
  }

  return async () => {
    user ??= ask();
    try {
      return await user;
    } catch (thrown) {
      user = undefined;
      throw thrown;
    }
  };
}
