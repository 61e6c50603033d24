import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rpcClient } from "./rpc-client.ts";

let odoo: OdooSandbox;
let shop: XCartSandbox;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-11-21T03:00:00.000Z");
  odoo = await startOdooSandbox({ now: () => now });
  shop = await startXCartSandbox({ now: () => now, rateLimit: { requests: 2, perMilliseconds: 4000 } });
});
afterEach(() => Promise.all([odoo.close(), shop.close()]));

const createPartner = () => rpcClient(odoo).call<number>("res.partner", "create", [{ name: "Ann" }]);
const partners = () => odoo.records("res.partner").filter(({ name }) => name === "Ann").length;

describe("faults", () => {
  test("a lost answer has done the work, a reset before has not", async () => {
    odoo.faults.add({ kind: "lostAnswer", match: { operation: "res.partner.create" }, remaining: 1 });
    odoo.faults.add({ kind: "resetBefore", match: { operation: "res.partner.create" }, remaining: 1 });
    await expect(createPartner()).rejects.toThrow(TypeError);
    expect(partners()).toBe(1);
    await expect(createPartner()).rejects.toThrow(TypeError);
    expect(partners()).toBe(1);
    expect(await createPartner()).toBeTypeOf("number");
    expect(partners()).toBe(2);
  });

  test("a status with Retry-After ends at its time, and other operations go on", async () => {
    const until = now.getTime() + 1000;
    odoo.faults.add({ kind: "status", status: 503, retryAfter: 7, body: "busy", until, match: { path: "/jsonrpc" } });
    const answer = await fetch(`${odoo.url}/jsonrpc`, { method: "POST" });
    expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([503, "7", "busy"]);
    expect((await fetch(`${odoo.url}/web/version`)).status).toBe(200);
    now = new Date(until);
    expect(await createPartner()).toBeTypeOf("number");
  });

  test("another process changes faults and reads the state", async () => {
    const control = `${odoo.url}/__sandbox/faults`;
    const set = (method: string, body: unknown) => fetch(control, { method, body: JSON.stringify(body) });
    await set("POST", { kind: "htmlPage", remaining: 1 });
    await set("POST", [{ kind: "delay", delayMilliseconds: 1 }]);
    const page = await fetch(`${odoo.url}/jsonrpc`, { method: "POST" });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await (await fetch(control)).json()).toEqual([{ kind: "delay", delayMilliseconds: 1 }]);
    await createPartner();
    expect((await set("POST", { kind: "nonsense" })).status).toBe(400);
    await set("DELETE", {});
    const state = (await (await fetch(`${odoo.url}/__sandbox/state`)).json()) as {
      faults: unknown[];
      counters: { faults: number; requests: object };
      journal: { what: string; record: string }[];
      state: { [model: string]: { name: string }[] };
    };
    expect(state).toMatchObject({ faults: [], counters: { faults: 2, requests: { "res.partner.create": 1 } } });
    expect(state.state["res.partner"]?.at(-1)?.name).toBe("Ann");
    expect(state.journal.at(-1)).toMatchObject({ what: "create", record: expect.stringMatching(/^res\.partner\//) });
  });
});

test("the rate limit refuses with Retry-After, counts, and refills", async () => {
  const get = () => fetch(`${shop.url}/api/orders`, { headers: { "X-Auth-Token": "read-key" } });
  expect([(await get()).status, (await get()).status]).toEqual([200, 200]);
  const refused = await get();
  expect([refused.status, refused.headers.get("retry-after"), shop.counters.values().refused]).toEqual([429, "2", 1]);
  now = new Date(now.getTime() + 2000);
  expect((await get()).status).toBe(200);
  expect(shop.counters.values().requests).toEqual({ "GET /api/orders": 3 });
});

test("another process drives both systems", async () => {
  const post = async (url: string, body: unknown, method = "POST") => {
    const response = await fetch(url, { method, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { [name: string]: unknown } };
  };
  const placed = await post(`${shop.url}/__sandbox/orders`, { items: [{ sku: "A", price: 3 }], announce: false });
  expect(placed.body).toMatchObject({ id: 1, total: 3 });
  const paid = await post(`${shop.url}/__sandbox/orders/1/payment_status`, { code: "P" });
  expect(paid.body).toMatchObject({ payment_status: { code: "P" } });
  expect((await post(`${shop.url}/__sandbox/orders/9`, { notes: "x" })).status).toBe(400);
  expect((await post(`${shop.url}/__sandbox/nonsense`, {})).status).toBe(404);
  const seeded = await post(`${odoo.url}/__sandbox/seed`, { products: [{ sku: "A", name: "A", quantity: 2 }] });
  expect(seeded.body.products).toEqual({ A: 1 });
  const order_line = [[0, 0, { product_id: 1 }]];
  const args = [{ partner_id: 1, order_line }];
  await post(`${odoo.url}/__sandbox/call`, { model: "sale.order", method: "create", args });
  await post(`${odoo.url}/__sandbox/confirm`, { saleId: 1 });
  await post(`${odoo.url}/__sandbox/ship`, { saleId: 1, tracking: "1Z" });
  await post(`${odoo.url}/__sandbox/invoice`, { saleId: 1, pay: true });
  expect(odoo.records("sale.order")).toMatchObject([{ delivery_status: "full", invoice_status: "invoiced" }]);
  expect(odoo.records("stock.picking")).toMatchObject([{ state: "done", carrier_tracking_ref: "1Z" }]);
});
