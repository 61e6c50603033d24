import { type ConnectorSettings, Failure } from "@xmap/contract";
import { callFailure, unansweredEffect } from "../shared/call-context.ts";
import { createHttpClient } from "../shared/http-client.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import { requiredAddress, requiredText } from "../shared/settings.ts";
import { odooFailure } from "./errors.ts";

/** The result of a call with the server's own time in milliseconds. */
interface CallResult {
  readonly result: unknown;
  readonly serverTime: number | undefined;
}

interface MethodCall {
  readonly model: string;
  readonly method: string;
  readonly positional: readonly unknown[];
  readonly named?: Readonly<Record<string, unknown>>;
  readonly writes: boolean;
}

export interface OdooRpc {
  readonly address: string;
  readonly database: string;
  /** Calls a method of a model. A method that returns nothing answers null. */
  call(call: MethodCall): Promise<CallResult>;
  close(): void;
}

/** JSON-RPC to one database; logs in at the first call. */
export function createOdooRpc(settings: ConnectorSettings): OdooRpc {
  const address = requiredAddress(settings, "url");
  const database = requiredText(settings, "database");
  const login = requiredText(settings, "login");
  const key = requiredText(settings, "key");
  const client = createHttpClient({
    system: settings.system,
    baseAddress: address,
    headers: {},
    secrets: [key],
    timeoutMilliseconds: settings.timeoutMilliseconds,
  });
  let lastId = 0;
  let user: Promise<number> | undefined;

  async function request(
    service: string,
    serviceMethod: string,
    parameters: readonly unknown[],
    about: { readonly operation: string; readonly method: string; readonly writes: boolean },
  ): Promise<CallResult> {
    lastId += 1;
    const answer = await client.send({
      method: "POST",
      path: "/jsonrpc",
      json: {
        jsonrpc: "2.0",
        method: "call",
        id: lastId,
        params: { service, method: serviceMethod, args: parameters },
      },
      operation: about.operation,
      writes: about.writes,
    });
    const { body, context, status, serverTime } = answer;
    if (!isJsonObject(body) || status >= 300)
      throw callFailure(context, {
        class: "Unknown",
        effect: unansweredEffect(context),
        status,
        message: "No JSON-RPC",
      });
    if (body.error !== undefined) throw odooFailure(context, about.method, body.error);
    return { result: body.result ?? null, serverTime };
  }

  async function authenticate(): Promise<number> {
    const about = { operation: "authenticate", method: "authenticate", writes: false };
    const { result } = await request("common", "authenticate", [database, login, key, {}], about);
    if (typeof result === "number") return result;
    const message = `Odoo does not know the login ${login} with this key`;
    throw new Failure({ class: "Unauthorized", system: settings.system, operation: "authenticate", message });
  }

  async function currentUser(): Promise<number> {
    user ??= authenticate();
    try {
      return await user;
    } catch (thrown) {
      user = undefined;
      throw thrown;
    }
  }

  return {
    address,
    database,
    async call({ model, method, positional, named = {}, writes }) {
      const id = await currentUser();
      const about = { operation: `${model}.${method}`, method, writes };
      return request("object", "execute_kw", [database, id, key, model, method, positional, named], about);
    },
    close: () => client.close(),
  };
}
