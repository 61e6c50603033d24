import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, expect, test } from "vitest";

let shop: XCartSandbox;

beforeEach(async () => {
  shop = await startXCartSandbox({ products: [{ sku: "A" }] });
  shop.placeOrder({ items: [{ sku: "A" }] });
});
afterEach(() => shop.close());

const setStatus = (fault: string, code = "P"): Promise<Response> =>
  fetch(`${shop.url}/api/orders/1/payment_status`, {
    method: "PUT",
    headers: { "X-Auth-Token": "all-key", "Content-Type": "application/json", "X-Sandbox-Fault": fault },
    body: JSON.stringify({ code }),
  });

test.each([
  ["status=503;retryAfter=2", 503, { "retry-after": "2" }],
  ["status", 503, {}],
  ["status=429;retryAfter=Sat, 21 Nov", 400, {}],
  ["status=429;retryAfter=Sat%2C%2021%20Nov%202026%2010:00:00%20GMT;body=wait", 429, {}],
  ["delay=1, status=500", 500, {}],
  ["htmlPage=%3Cp%3EBack%20soon", 200, { "content-type": "text/html; charset=utf-8" }],
])("the header %s is answered with %d", async (fault, status, headers) => {
  const answer = await setStatus(fault);
  expect([answer.status, Object.fromEntries(answer.headers)]).toMatchObject([status, headers]);
  expect(shop.orders()[0]?.payment_status.code).toBe("Q");
});

test("the work is done although the answer is lost, and only that request is hit", async () => {
  await expect(setStatus("lostAnswer")).rejects.toThrow(TypeError);
  expect(shop.orders()[0]?.payment_status.code).toBe("P");
  expect((await setStatus("delay=1", "A")).status).toBe(200);
  expect(shop.counters.values().faultsByKind).toEqual({ lostAnswer: 1, delay: 1 });
  expect(shop.faults.list()).toEqual([]);
});

test("a connection that breaks before has done nothing", async () => {
  await expect(setStatus("resetBefore")).rejects.toThrow(TypeError);
  expect(shop.orders()[0]?.payment_status.code).toBe("Q");
});

test.each([
  ["nonsense", /needs a kind, one of status, htmlPage/],
  ["lostAnswer=2", /"lostAnswer" takes no value/],
  ["status;retryAfter", /"retryAfter" must be written name=value/],
  ["status=abc", /"status" of a fault must be an HTTP status/],
  ["status;sahre=0.5", /has no member "sahre"/],
  ["status;body=%E0%A4%A", /percent-encoded/],
])("the header %s is refused with a reason", async (fault, reason) => {
  const answer = await setStatus(fault);
  expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringMatching(reason) }]);
});
