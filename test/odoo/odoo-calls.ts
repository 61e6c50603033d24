import { isOld, SERVER } from "./server.ts";

/** Calls a method as a person's client would, beside the connector. */
export async function callOdoo(
  model: string,
  method: string,
  positional: readonly unknown[],
  named: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const { database, key } = SERVER;
  const args = [database, 2, key, model, method, positional, named];
  return postJson("/jsonrpc", { service: "object", method: "execute_kw", args });
}

/** A new API key, made by signing in like a person and confirming the password. */
export async function makeApiKey(login: string, password: string): Promise<string> {
  const cookie = await signIn(login, password);
  const call = (model: string, method: string, args: readonly unknown[], context = {}): Promise<unknown> =>
    postJson(`/web/dataset/call_kw`, { model, method, args, kwargs: { context } }, cookie);
  const description = await call("res.users.apikeys.description", "create", [
    isOld ? { name: "test" } : { name: "test", duration: "1" },
  ]);
  const check = (await call("res.users.apikeys.description", "make_key", [[description]])) as Dialog;
  if (isOld) await call("res.users.identitycheck", "write", [[check.res_id], { password }]);
  const context = { password };
  const shown = (await call("res.users.identitycheck", "run_check", [[check.res_id]], context)) as Dialog;
  return shown.context.default_key;
}

interface Dialog {
  readonly res_id: number;
  readonly context: { readonly default_key: string };
}

async function signIn(login: string, password: string): Promise<string> {
  const answer = await post("/web/session/authenticate", { db: SERVER.database, login, password }, "");
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

async function postJson(path: string, params: unknown, cookie = ""): Promise<unknown> {
  const body = (await (await post(path, params, cookie)).json()) as { result?: unknown; error?: unknown };
  if (body.error !== undefined) throw new Error(JSON.stringify(body.error).slice(0, 2_000));
  return body.result;
}

function post(path: string, params: unknown, cookie: string): Promise<Response> {
  return fetch(`${SERVER.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ jsonrpc: "2.0", method: "call", id: 1, params }),
  });
}
