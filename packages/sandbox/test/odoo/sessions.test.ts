import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rpcClient } from "../rpc-client.ts";

type Envelope = {
  readonly result?: { readonly [name: string]: unknown };
  readonly error?: { readonly code: number; readonly data: { readonly name: string } };
};

let now: Date;
let odoo: OdooSandbox;
let cookie: string;

beforeEach(async () => {
  now = new Date("2026-11-21T03:04:58.000Z");
  odoo = await startOdooSandbox({ now: () => now });
  cookie = "";
});
afterEach(() => odoo.close());

async function post(path: string, params: object): Promise<Envelope> {
  const response = await fetch(`${odoo.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Cookie: cookie },
    body: JSON.stringify({ jsonrpc: "2.0", method: "call", id: 1, params }),
  });
  cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
  return (await response.json()) as Envelope;
}

const logIn = (password = "admin"): Promise<Envelope> =>
  post("/web/session/authenticate", { db: odoo.database, login: "admin", password });

const call = (model: string, method: string, args: readonly unknown[], kwargs: object = {}): Promise<Envelope> =>
  post(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs });

async function makeKey(duration: string): Promise<string> {
  const description = await call("res.users.apikeys.description", "create", [{ name: "xmap", duration }]);
  const check = await call("res.users.apikeys.description", "make_key", [[description.result]]);
  const context = { password: "admin" };
  const shown = await call("res.users.identitycheck", "run_check", [[check.result?.res_id]], { context });
  return (shown.result as { readonly context: { readonly default_key: string } }).context.default_key;
}

const status = async (key: string): Promise<number> => {
  const headers = { "Content-Type": "application/json", Authorization: `bearer ${key}` };
  const answer = await fetch(`${odoo.url}/json/2/res.partner/search_count`, {
    method: "POST",
    headers,
    body: '{"domain":[]}',
  });
  return answer.status;
};

test("a key made in a browser's session opens JSON-2 and stands for the password until it expires", async () => {
  await logIn();
  const key = await makeKey("90");
  expect(key).toMatch(/^[0-9a-f]{40}$/);
  expect(await status(key)).toBe(200);
  const { result } = await rpcClient(odoo, { secret: key }).execute("res.partner", "search_count", [[]]);
  expect(result).toBeGreaterThan(0);
  now = new Date("2027-03-01T00:00:00.000Z");
  expect(await status(key)).toBe(401);
  const late = await rpcClient(odoo, { secret: key }).execute("res.partner", "search_count", [[]]);
  expect(late.error?.data.name).toBe("odoo.exceptions.AccessDenied");
});

test("a persistent key stays, until its record is deleted", async () => {
  await logIn();
  const key = await makeKey("0");
  now = new Date("2036-01-01T00:00:00.000Z");
  expect(await status(key)).toBe(200);
  const rpc = rpcClient(odoo);
  const rows = await rpc.call<Record<string, unknown>[]>("res.users.apikeys", "search_read", [[]]);
  expect(JSON.stringify(rows)).not.toContain(key);
  await rpc.call("res.users.apikeys", "unlink", [rows.map(({ id }) => id)]);
  expect(await status(key)).toBe(401);
});

test("a wrong password makes no key", async () => {
  await logIn();
  const description = await call("res.users.apikeys.description", "create", [{ name: "xmap", duration: "1" }]);
  const check = await call("res.users.apikeys.description", "make_key", [[description.result]]);
  const refused = await call("res.users.identitycheck", "run_check", [[check.result?.res_id]], {
    context: { password: "guess" },
  });
  expect(refused.error?.data.name).toBe("odoo.exceptions.UserError");
  expect(odoo.records("res.users.apikeys")).toEqual([]);
});

test("a wrong login is an error, and a session ends by signing out or by being forgotten", async () => {
  expect((await logIn("guess")).error?.data.name).toBe("odoo.exceptions.AccessDenied");
  await logIn();
  expect((await post("/web/session/get_session_info", {})).result).toMatchObject({ uid: 2, username: "admin" });
  await post("/web/session/destroy", {});
  const expired = { code: 100, data: { name: "odoo.http.SessionExpiredException" } };
  expect((await call("res.partner", "search", [[]])).error).toMatchObject(expired);
  await logIn();
  odoo.expireSessions();
  expect((await call("res.partner", "search", [[]])).error).toMatchObject(expired);
});
