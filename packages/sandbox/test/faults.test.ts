import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault } from "@xmap/sandbox";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type WebhookCounts } from "@xmap/sandbox/xcart";
import { expect, onTestFinished, test } from "vitest";
import { rpcClient } from "./rpc-client.ts";

const creation = { operation: "res.partner.create" };

async function startOdoo(faults: readonly Fault[], randomSeed = 1): Promise<OdooSandbox> {
  const odoo = await startOdooSandbox({ faults, randomSeed });
  onTestFinished(() => odoo.close());
  return odoo;
}

const named = (odoo: OdooSandbox, name: string): number =>
  odoo.records("res.partner").filter((partner) => partner.name === name).length;

/** Creates a partner over HTTP, until the signal says that the client gives up. */
async function create(odoo: OdooSandbox, name: string, signal?: AbortSignal): Promise<string> {
  const args = [odoo.database, 2, "admin", "res.partner", "create", [{ name }]];
  const body = JSON.stringify({ params: { service: "object", method: "execute_kw", args } });
  try {
    const response = await fetch(`${odoo.url}/jsonrpc`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      ...(signal === undefined ? {} : { signal }),
    });
    await response.text();
    return String(response.status);
  } catch (error) {
    return error instanceof Error ? error.name : "no error";
  }
}

test("an answer that comes after the client's deadline has done the work before it", async () => {
  const odoo = await startOdoo([{ kind: "lateAnswer", delayMilliseconds: 60_000, match: creation, remaining: 1 }]);
  const client = new AbortController();
  const answer = create(odoo, "Late", client.signal);
  await expect.poll(() => named(odoo, "Late")).toBe(1);
  client.abort();
  expect(await answer).toBe("AbortError");
  expect(await create(odoo, "Next")).toBe("200");
});

test("a late answer within the deadline is the true one", async () => {
  const odoo = await startOdoo([{ kind: "lateAnswer", delayMilliseconds: 20, match: creation, remaining: 1 }]);
  expect(await rpcClient(odoo).call("res.partner", "create", [{ name: "Slow" }])).toBeTypeOf("number");
  expect(named(odoo, "Slow")).toBe(1);
});

test("an answer that never comes does not keep the server from closing", async () => {
  const odoo = await startOdooSandbox({ faults: [{ kind: "lateAnswer" }] });
  const answer = create(odoo, "Nobody");
  await expect.poll(() => named(odoo, "Nobody")).toBe(1);
  await odoo.close();
  expect(await answer).toBe("TypeError");
});

test("a share hits the same requests for the same seed, about as many as it says, and others for another seed", async () => {
  const hits = async (randomSeed: number): Promise<string> => {
    const odoo = await startOdoo([{ kind: "status", status: 503, share: 0.3, match: creation }], randomSeed);
    const statuses: string[] = [];
    for (let count = 0; count < 100; count += 1) statuses.push(await create(odoo, `Partner ${count}`));
    expect(odoo.counters.values().faultsByKind.status).toBe(statuses.filter((status) => status === "503").length);
    return statuses.join();
  };
  const first = await hits(7);
  expect(await hits(7)).toBe(first);
  expect(await hits(8)).not.toBe(first);
  const refused = first.split(",").filter((status) => status === "503").length;
  expect(refused).toBeGreaterThan(15);
  expect(refused).toBeLessThan(45);
});

test("hits are counted by kind, a delay beside what else hits the request", async () => {
  const odoo = await startOdoo([
    { kind: "delay", delayMilliseconds: 3, leastDelayMilliseconds: 1 },
    { kind: "lostAnswer", match: creation, remaining: 1 },
  ]);
  await create(odoo, "One");
  await create(odoo, "Two");
  expect(odoo.counters.values()).toMatchObject({ faults: 2, faultsByKind: { delay: 2, lostAnswer: 1 } });
});

test("a server that is down refuses connections, and comes back at the same address with what it had", async () => {
  const odoo = await startOdoo([]);
  await create(odoo, "Before");
  await odoo.goDown();
  expect(await create(odoo, "During")).toBe("TypeError");
  await odoo.comeBack();
  expect(await create(odoo, "After")).toBe("200");
  expect([named(odoo, "Before"), named(odoo, "During"), named(odoo, "After")]).toEqual([1, 0, 1]);
});

async function tellInDisorder(randomSeed: number): Promise<{ counts: WebhookCounts; received: string[] }> {
  const received: string[] = [];
  const receiver = createServer((message, response) => {
    received.push(String(message.headers["webhook-id"]).slice(-3));
    message.resume().on("end", () => response.writeHead(202).end());
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as AddressInfo;
  const shop = await startXCartSandbox({ randomSeed, storeUrl: "https://shop.example.com" });
  onTestFinished(async () => {
    await shop.close();
    receiver.close();
  });
  shop.setWebhook({
    url: `http://127.0.0.1:${port}`,
    secret: "whsec_c2VjcmV0",
    disorder: { doubledShare: 0.3, delayedShare: 0.5, delayMilliseconds: 60 },
  });
  for (let order = 1; order <= 20; order += 1) shop.placeOrder({ items: [{ sku: "A" }] });
  for (let order = 1; order <= 20; order += 1) shop.editOrder(order, { notes: "changed" });
  await shop.drainWebhooks();
  return { counts: shop.webhookCounts(), received };
}

test("a disorderly network doubles, delays and reorders webhooks, and loses none", async () => {
  const { counts, received } = await tellInDisorder(3);
  expect(counts).toMatchObject({ events: 40, repeated: 0, failed: 0 });
  expect(counts.doubled).toBeGreaterThan(3);
  expect(counts.delayed).toBeGreaterThan(10);
  expect(counts.reordered).toBeGreaterThan(0);
  expect(received.length).toBe(40 + counts.doubled);
  expect(new Set(received).size).toBe(40);
});

test("the same seed doubles and delays the same webhooks", async () => {
  const ofSeed = async (seed: number): Promise<unknown> => {
    const { counts, received } = await tellInDisorder(seed);
    return [counts.doubled, counts.delayed, received.sort()];
  };
  const first = await ofSeed(5);
  expect(await ofSeed(5)).toEqual(first);
  expect(await ofSeed(6)).not.toEqual(first);
});
