import type { NotifyRequest } from "@xmap/contract";
import { describe, expect, test } from "vitest";
import { type ReceiverAnswer, startReceiver } from "../../../../test/harness/http-receiver.ts";
import { verifyStandardWebhook } from "../../src/shared/standard-webhooks.ts";
import { webhookConnector } from "../../src/webhook/connector.ts";
import { failureOf, fixedClock, settingsFor } from "../support.ts";

const NOW = Date.UTC(2026, 2, 4, 12);
const SECRET = `whsec_${Buffer.from("a key of some length").toString("base64")}`;
const OTHER = `whsec_${Buffer.from("the key that comes next").toString("base64")}`;
const EVENT = { specversion: "1.0", id: "alert-1", type: "xmap.alert", source: "urn:xmap:acme", data: { count: 3 } };
const MESSAGE: NotifyRequest = {
  channel: "sales",
  title: "large order",
  text: "order 5 is large",
  messageKey: "key-1",
};

const open = (options: Record<string, string>, timeoutMilliseconds = 5_000) =>
  webhookConnector.open(settingsFor(options, { clock: fixedClock(() => NOW), timeoutMilliseconds }));

describe("a message", () => {
  test("is a CloudEvents envelope with the words in data", async () => {
    await using receiver = await startReceiver(() => ({ status: 202 }));
    await open({ url: `${receiver.url}/hooks?key=7` }).notify?.(MESSAGE);
    const [request] = receiver.requests;
    expect(request).toMatchObject({ method: "POST", path: "/hooks?key=7" });
    expect(request?.headers).toMatchObject({
      "content-type": "application/cloudevents+json; charset=utf-8",
      "webhook-id": "key-1",
    });
    expect(JSON.parse(request?.body ?? "")).toEqual({
      specversion: "1.0",
      id: "key-1",
      source: "urn:xmap:system",
      type: "xmap.message",
      time: "2026-03-04T12:00:00.000Z",
      datacontenttype: "application/json",
      data: { channel: "sales", title: "large order", text: "order 5 is large" },
    });
  });

  test("that is an alert is its own envelope", async () => {
    await using receiver = await startReceiver(() => ({ status: 204 }));
    await open({ url: receiver.url }).notify?.({ ...MESSAGE, event: EVENT });
    expect(JSON.parse(receiver.requests[0]?.body ?? "")).toEqual(EVENT);
  });

  test.each([SECRET, OTHER])("is signed so that a receiver with either secret can check it", async (known) => {
    await using receiver = await startReceiver(() => ({ status: 200, body: "thanks" }));
    await open({ url: receiver.url, secret: `${SECRET} ${OTHER}` }).notify?.(MESSAGE);
    const { headers = {}, body = "" } = receiver.requests[0] ?? {};
    const text = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const context = { system: "x", operation: "webhook", writes: false, secrets: [] };
    expect(verifyStandardWebhook(context, { headers: text, body: Buffer.from(body) }, known, NOW)).toBe("key-1");
    const forged = { headers: text, body: Buffer.from(`${body} `) };
    expect(() => verifyStandardWebhook(context, forged, known, NOW)).toThrow(/does not fit/);
  });
});

describe("a receiver that refuses", () => {
  test.each<[ReceiverAnswer, string]>([
    [{ status: 400 }, "Invalid none record never"],
    [{ status: 401 }, "Unauthorized none record after 60000"],
    [{ status: 403 }, "Forbidden none record after 60000"],
    [{ status: 404, body: "<html>" }, "NotFound none record after 60000"],
    [{ status: 408 }, "Timeout unknown record now"],
    [{ status: 410 }, "NotFound none record after 60000"],
    [{ status: 413 }, "TooLarge none record never"],
    [{ status: 429, headers: { "retry-after": "7" } }, "RateLimited none system after 7000"],
    [{ status: 500, body: "oops" }, "Transient unknown record now"],
    [{ status: 502 }, "Maintenance unknown system whenHealed"],
    [{ status: 503, headers: { "retry-after": "20" } }, "Maintenance none system after 20000"],
  ])("%j is %s", async (answer, expected) => {
    await using receiver = await startReceiver(() => answer);
    const details = await failureOf(open({ url: receiver.url }).notify?.(MESSAGE) ?? Promise.resolve());
    const wait = details.retry.when === "after" ? ` ${details.retry.milliseconds}` : "";
    expect(`${details.class} ${details.effect} ${details.scope} ${details.retry.when}${wait}`).toBe(expected);
  });

  test("a receiver that is not there is unreachable for all", async () => {
    const session = open({ url: "http://127.0.0.1:9/x" });
    expect(await failureOf(session.notify?.(MESSAGE) ?? Promise.resolve())).toMatchObject({ class: "Maintenance" });
    expect(await failureOf(session.identify())).toMatchObject({ class: "Maintenance", scope: "system" });
  });

  test("an answer that never comes is a timeout", async () => {
    await using receiver = await startReceiver(() => undefined);
    const details = await failureOf(open({ url: receiver.url }, 50).notify?.(MESSAGE) ?? Promise.resolve());
    expect(details).toMatchObject({ class: "Timeout", effect: "unknown" });
  });
});

test("a receiver is identified without a message", async () => {
  await using receiver = await startReceiver(() => ({ status: 405 }));
  const identity = await open({ url: `${receiver.url}/hush` }).identify();
  expect(receiver.requests).toMatchObject([{ method: "HEAD", body: "" }]);
  expect(JSON.stringify(identity)).not.toContain("hush");
});

test("an address that is none is refused when the session opens", () => {
  expect(() => open({ url: "example.com" })).toThrow(/Option url is not an address/);
});
