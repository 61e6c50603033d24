import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { signWebhook, startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, expect, test } from "vitest";

type Received = { readonly headers: { readonly [name: string]: unknown }; readonly body: string };

const secret = `whsec_${Buffer.from("a secret of 24 bytes....").toString("base64")}`;
let received: Received[];
let statuses: number[];
let receiver: Server;
let url: string;
let shop: XCartSandbox;

beforeEach(async () => {
  received = [];
  statuses = [];
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    received.push({ headers: request.headers, body });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  shop = await startXCartSandbox({
    now: () => new Date("2026-03-05T08:41:55.000Z"),
    storeUrl: "https://shop.example.com",
    webhook: { url, secret, backoffMilliseconds: 1, attempts: 3 },
  });
});
afterEach(async () => {
  await shop.close();
  receiver.close();
});

test("a known signature", () => {
  const key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(signWebhook(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}')).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("placing and changing an order is told, signed", async () => {
  const { id } = shop.placeOrder({ items: [{ sku: "A" }] });
  await shop.drainWebhooks();
  shop.setShippingStatus(id, "P");
  shop.setShippingStatus(id, "P");
  shop.editOrder(id, { notes: "quiet" }, { announce: false });
  await shop.drainWebhooks();
  expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
    {
      event: "order.placed",
      occurred_at: "2026-03-05T08:41:55+00:00",
      store: "https://shop.example.com",
      data: { id, order_number: "10001", update_date: "2026-03-05T08:41:55+0000" },
    },
    { event: "order.status_changed", data: { id } },
  ]);
  for (const { headers, body } of received) {
    const { event_id: eventId } = JSON.parse(body) as { event_id: string };
    expect(headers).toMatchObject(signWebhook(secret, eventId, 1772700115, body));
  }
});

test("a receiver that fails is tried again with the same id, then given up", async () => {
  statuses = [500, 503, 200, 500, 500, 500];
  shop.placeOrder({ items: [{ sku: "A" }] });
  expect(shop.pendingWebhooks()).toBe(1);
  await shop.drainWebhooks();
  expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect([received.length, shop.failedWebhooks()]).toEqual([3, 0]);
  shop.placeOrder({ items: [{ sku: "A" }] });
  await shop.drainWebhooks();
  expect([received.length, shop.failedWebhooks(), shop.pendingWebhooks()]).toEqual([6, 1, 0]);
});

test("every n-th event is sent twice", async () => {
  shop.setWebhook({ url, secret, duplicateEvery: 2 });
  for (let count = 0; count < 4; count += 1) {
    shop.placeOrder({ items: [{ sku: "A" }] });
    await shop.drainWebhooks();
  }
  const counts = Map.groupBy(received, ({ headers }) => headers["webhook-id"]);
  expect([...counts.values()].map((copies) => copies.length)).toEqual([1, 2, 1, 2]);
});
