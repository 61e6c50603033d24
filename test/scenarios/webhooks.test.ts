import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signWebhook } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";

let world: World;
let runtime: RuntimeProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-webhooks-"));
  world = await startWorld();
  runtime = await startRuntime({
    project: ODOO_ORDERS,
    store: join(folder, "store.sqlite"),
    environment: world.environment,
    pollEvery: "1h",
  });
});

afterAll(async () => {
  await runtime.kill();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Posts a body with a signature made with the given secret at the given time. */
async function post(
  body: string,
  change: { secret?: string; at?: number; path?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const secret = change.secret ?? String(world.environment.SHOP_WEBHOOK_SECRET);
  const headers = signWebhook(secret, `message-${body.length}`, change.at ?? Math.floor(Date.now() / 1_000), body);
  return await fetch(`${runtime.url}${change.path ?? "/webhooks/shop"}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers, ...change.headers },
    body,
  });
}

const OTHER_SECRET = `whsec_${Buffer.from("somebody else").toString("base64")}`;

it.each([
  ["no JSON", "{nonsense", {}, 400],
  ["JSON of another shape", JSON.stringify({ hello: "world" }), {}, 400],
  ["an order without an id", JSON.stringify({ event: "order.placed", event_id: "1", data: {} }), {}, 400],
  [
    "a signature with another secret",
    JSON.stringify({ event: "order.placed", data: { id: 5 } }),
    { secret: OTHER_SECRET },
    401,
  ],
  ["an old message", JSON.stringify({ event: "order.placed", data: { id: 5 } }), { at: 1_000_000 }, 401],
  [
    "more than the limit",
    JSON.stringify({ event: "order.placed", data: { id: 5 }, more: "x".repeat(300_000) }),
    {},
    413,
  ],
  [
    "a system that is not there",
    JSON.stringify({ event: "order.placed", data: { id: 5 } }),
    { path: "/webhooks/nobody" },
    404,
  ],
] as const)("refuses %s, and nothing enters", async (_what, body, change, status) => {
  const before = await readStatus(runtime.url);
  const response = await post(body, change);
  expect(response.status).toBe(status);
  expect((await response.text()).length).toBeGreaterThan(10);
  const after = await readStatus(runtime.url);
  expect(after.summary.pending + after.summary.running).toBe(0);
  expect(after.summary.outcomes).toEqual(before.summary.outcomes);
});

it("accepts a good one, and the order arrives without any poll", async () => {
  world.connect(runtime.url);
  const order = world.shop.placeOrder({
    email: "new@example.com",
    payment_status: "P",
    items: [{ sku: "TAPE-5M" }],
    shipping_method_name: "Courier",
  });
  await world.shop.drainWebhooks();
  await expect
    .poll(() => world.erp.records("sale.order").map((sale) => sale.client_order_ref), { timeout: 60_000 })
    .toEqual([order.order_number]);
  expect(world.shop.failedWebhooks()).toBe(0);
});
