import { DatabaseSync } from "node:sqlite";
import { createMetrics, Readiness, startWebhookServer, type WebhookServer } from "@xmap/runtime/node";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule } from "../../fakes/order-mapping.ts";

let bench: Bench;
let readiness: Readiness;
let server: WebhookServer;
beforeEach(async () => {
  bench = new Bench({ modules: [mappingModule()], maximumPending: 2 });
  readiness = new Readiness(bench.store, bench.clock);
  const isReady = (): boolean => readiness.obstacle === undefined;
  const metrics = createMetrics({ summary: () => bench.engine.summary(), clock: bench.clock, isReady });
  const sessions = { shop: bench.shop, erp: bench.erp };
  server = await startWebhookServer({ engine: bench.engine, sessions, port: 0, metrics, readiness });
});
afterEach(async () => {
  await server.close();
  await bench.engine.stop();
});

function get(path: string): Promise<Response> {
  return fetch(`${server.url}${path}`);
}

function post(order: string, event: string): Promise<Response> {
  const headers = { "x-signature": "good", "x-event": event };
  return fetch(`${server.url}/webhooks/shop`, { method: "POST", body: order, headers });
}

async function ready(): Promise<readonly [number, unknown]> {
  const response = await get("/health/ready");
  return [response.status, await response.json()];
}

it("is live from the first moment, ready only between start and stop", async () => {
  expect([(await get("/health/live")).status, ...(await ready())]).toEqual([200, 503, { reason: "xmap is starting" }]);
  await bench.engine.start();
  readiness.started();
  expect(await ready()).toEqual([200, { status: "ready", ...JSON.parse(JSON.stringify(bench.engine.summary())) }]);
  readiness.stopping();
  expect(await ready()).toEqual([503, { reason: "xmap is stopping" }]);
  expect((await get("/health/live")).status).toBe(200);
});

it("is not ready while the store cannot be written, and finds out by itself that it can again", async () => {
  readiness.started();
  const other = new DatabaseSync(bench.path);
  other.exec("ALTER TABLE note RENAME TO away");
  await expect(bench.store.write([{ change: "note", name: "any", body: 1 }])).rejects.toThrow();
  const [status, body] = await ready();
  expect([status, body]).toEqual([503, { reason: expect.stringContaining("the store cannot be written: ") }]);
  expect(await (await get("/metrics")).text()).toContain("xmap_ready 0\n");
  other.exec("ALTER TABLE away RENAME TO note");
  expect((await ready())[0]).toBe(200);
  expect(await (await get("/metrics")).text()).toContain("xmap_ready 1\n");
  other.close();
});

it("answers metrics in Prometheus' format, with what came in over HTTP", async () => {
  expect((await post("1", "w1")).status).toBe(202);
  const response = await get("/metrics");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  expect(text).toContain("# TYPE xmap_records_pending gauge\nxmap_records_pending 1\n");
  expect(text).toContain("\nprocess_cpu_seconds_total ");
  for (const line of text.split("\n")) expect(line).toMatch(/^(?:# (?:HELP|TYPE) .+|\w+(?:\{.*\})? \S+|)$/);
});

it("answers metrics only where they were asked for, and is ready when nobody watches", async () => {
  const sessions = { shop: bench.shop, erp: bench.erp };
  const plain = await startWebhookServer({ engine: bench.engine, sessions, port: 0 });
  expect((await fetch(`${plain.url}/metrics`)).status).toBe(404);
  expect((await fetch(`${plain.url}/health/ready`)).status).toBe(200);
  await plain.close();
});

it("asks senders to come again later when the inbox is full, and takes nothing of theirs in", async () => {
  expect((await post("1", "w1")).status).toBe(202);
  expect((await post("2", "w2")).status).toBe(202);
  const refused = await post("3", "w3");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
  expect(await refused.json()).toEqual({ reason: "the inbox is full: 2 records are pending" });
  expect((await bench.store.state()).pending).toBe(2);
  bench.order(1);
  bench.order(2);
  await bench.engine.start();
  await bench.drain();
  bench.order(3);
  expect((await post("3", "w3")).status).toBe(202);
});
