import { startWebhookServer, type WebhookServer } from "@xmap/runtime/node";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule } from "../fakes/order-mapping.ts";

let bench: Bench;
let server: WebhookServer;
beforeEach(async () => {
  bench = new Bench({ modules: [mappingModule()] });
  const sessions = { shop: bench.shop, erp: bench.erp };
  server = await startWebhookServer({ engine: bench.engine, sessions, port: 0, maximumBytes: 1000 });
});
afterEach(() => server.close());

function post(system: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/webhooks/${system}`, {
    method: "POST",
    body,
    headers: { "x-signature": "good", "x-event": "w1", "content-type": "application/json", ...headers },
  });
}

it.each([
  ["an unknown system", "nobody", "1", {}, 404, 'there is no system "nobody"'],
  ["a body over the limit", "shop", "1".repeat(1001), {}, 413, "too large"],
  ["a wrong signature", "shop", "1", { "x-signature": "bad" }, 401, "the signature is wrong"],
  ["a malformed body", "shop", "{}", {}, 400, "the body is no order number"],
  ["no body at all", "shop", "", {}, 400, "the body is no order number"],
])("refuses %s with a reason, and nothing of it enters", async (_name, system, body, headers, status, reason) => {
  const response = await post(system, body, headers);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ reason: expect.stringContaining(reason) });
  expect(await bench.pending()).toEqual([]);
});

it("answers 202 once the event is on disk, and takes a repeated one in once", async () => {
  bench.order(1);
  expect((await post("shop", "1")).status).toBe(202);
  expect((await post("shop", "1", { "content-type": "text/odd" })).status).toBe(202);
  const pending = await bench.pending();
  expect(pending.map(({ event }) => [event.id, event.xmaporigin, event.subject])).toEqual([
    ["w1", "webhook", "shop/Order/1"],
  ]);
  await bench.engine.start();
  await bench.drain();
  expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered"]);
});

it("hands on what stands in the address behind the system's name", async () => {
  const paths: (string | undefined)[] = [];
  const verify = bench.shop.verifyWebhook.bind(bench.shop);
  bench.shop.verifyWebhook = (request) => {
    paths.push(request.path);
    return verify(request);
  };
  bench.order(1);
  for (const address of ["shop", "shop/", "shop/a%20secret", "shop/deep/er?query=1"])
    expect((await post(address, "1")).status).toBe(202);
  expect(paths).toEqual([undefined, "", "a secret", "deep/er"]);
});

it.each([
  [
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  ],
  ["no trace", undefined],
])("keeps the sender's trace %s with the event", async (traceparent, kept) => {
  bench.order(1);
  await post("shop", "1", { traceparent });
  const [pending] = await bench.pending();
  expect(pending?.event.traceparent).toBe(kept);
});

it("says how it is", async () => {
  expect(await (await fetch(`${server.url}/health/live`)).json()).toEqual({ status: "live" });
  expect(await (await fetch(`${server.url}/health/ready`)).json()).toMatchObject({ status: "ready", pending: 0 });
});

it("tells what waits only where that was asked for: it may name customers", async () => {
  expect((await fetch(`${server.url}/status`)).status).toBe(404);
  const sessions = { shop: bench.shop, erp: bench.erp };
  const telling = await startWebhookServer({ engine: bench.engine, sessions, port: 0, servesStatus: true });
  const response = await fetch(`${telling.url}/status`);
  expect(await response.json()).toMatchObject({ summary: { pending: 0, running: 0 }, waiting: [] });
  await telling.close();
});
