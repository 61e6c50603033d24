import type { FaultPlan } from "@xmap/sandbox";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { beforeEach, expect, onTestFinished, test } from "vitest";

const start = Date.parse("2026-11-21T03:00:00Z");
let minute: number;

beforeEach(() => {
  minute = 0;
});

async function startShop(faultPlan?: FaultPlan, randomSeed = 1): Promise<XCartSandbox> {
  const shop = await startXCartSandbox({
    now: () => new Date(start + minute * 60_000),
    randomSeed,
    products: [{ sku: "A" }],
    ...(faultPlan === undefined ? {} : { faultPlan }),
  });
  onTestFinished(() => shop.close());
  shop.placeOrder({ items: [{ sku: "A" }] });
  return shop;
}

async function read(shop: XCartSandbox, path = "/api/orders"): Promise<number | string> {
  try {
    const answer = await fetch(`${shop.url}${path}`, { headers: { "X-Auth-Token": "all-key" } });
    await answer.text();
    return answer.status;
  } catch {
    return "broken off";
  }
}

test("an operation fails by chance between two minutes, the same way for the same seed", async () => {
  const course = async (seed: number): Promise<string> => {
    minute = 0;
    const match = { operation: "GET /api/orders" };
    const shop = await startShop({
      faults: [{ kind: "status", status: 502, match, fromMinute: 3, toMinute: 5, probability: 0.2, seed }],
    });
    const seen: (number | string)[] = [];
    for (minute = 0; minute < 6; minute += 0.05) seen.push(await read(shop));
    minute = 4;
    expect(await read(shop, "/api/products")).toBe(200);
    const before = seen.slice(0, 60);
    const within = seen.slice(60, 100);
    expect(new Set([...before, ...seen.slice(101)])).toEqual(new Set([200]));
    const hits = within.filter((status) => status === 502).length;
    expect(hits).toBeGreaterThan(2);
    expect(hits).toBeLessThan(20);
    return within.join();
  };
  const seventh = await course(7);
  expect(await course(7)).toBe(seventh);
  expect(await course(8)).not.toBe(seventh);
});

test("an outage breaks off every request from its minute to its end", async () => {
  const shop = await startShop({ faults: [{ kind: "outage", fromMinute: 10, toMinute: 12 }] });
  const seen: [number, number | string][] = [];
  for (const at of [9.9, 10, 11.9, 12]) {
    minute = at;
    seen.push([at, await read(shop)]);
  }
  expect(seen).toEqual([
    [9.9, 200],
    [10, "broken off"],
    [11.9, "broken off"],
    [12, 200],
  ]);
});

test("planned work is committed although its answer is lost, as often as the plan says", async () => {
  const shop = await startShop({
    faults: [{ kind: "lostAnswer", match: { method: "PUT" }, fromMinute: 1, remaining: 1 }],
  });
  const pay = (code: string): Promise<number | string> =>
    fetch(`${shop.url}/api/orders/1/payment_status`, {
      method: "PUT",
      headers: { "X-Auth-Token": "all-key", "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
    }).then(
      ({ status }) => status,
      () => "lost",
    );
  expect(await pay("A")).toBe(200);
  minute = 2;
  expect(await pay("P")).toBe("lost");
  expect(shop.orders()[0]?.payment_status.code).toBe("P");
  expect(await pay("R")).toBe(200);
});

test("another process gives a plan, reads it and takes it away", async () => {
  const shop = await startShop();
  const plan = (method: string, body?: unknown): Promise<unknown> =>
    fetch(`${shop.url}/__sandbox/faults/plan`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).then((answer) => answer.json());
  minute = 30;
  const faults = [{ kind: "status", toMinute: 1 }];
  expect(await plan("PUT", { faults })).toEqual({ start: "2026-11-21T03:30:00.000Z", faults });
  expect(await read(shop)).toBe(503);
  minute = 31;
  expect(await read(shop)).toBe(200);
  expect(await plan("PUT", { start: "2026-11-21T03:31:00Z", faults })).toMatchObject({ faults });
  expect(await read(shop)).toBe(503);
  expect(await plan("DELETE")).toMatchObject({ faults: [] });
  expect(await read(shop)).toBe(200);
});

test.each([
  [{}, /list "faults"/],
  [{ start: "soon", faults: [] }, /ISO 8601/],
  [{ faults: [{ kind: "earthquake" }] }, /one of status.*outage/],
  [{ faults: [{ kind: "status", probability: 2 }] }, /"probability" of a fault must be a number from 0 to 1/],
  [{ faults: [{ kind: "status", until: 3 }] }, /no member "until"/],
  [{ faults: [{ kind: "status", fromMinute: 3, toMinute: 2 }] }, /ends at minute 2, before it begins/],
  [{ faults: [{ kind: "outage", match: { path: "/api" } }] }, /outage breaks off every request/],
])("the plan %j is refused with a reason", async (plan, reason) => {
  const shop = await startShop();
  const answer = await fetch(`${shop.url}/__sandbox/faults/plan`, { method: "PUT", body: JSON.stringify(plan) });
  expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringMatching(reason) }]);
});
