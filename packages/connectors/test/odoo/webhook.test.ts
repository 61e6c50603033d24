import { describe, expect, test } from "vitest";
import { verifyOdooWebhook } from "../../src/odoo/webhooks/verify.ts";
import { fixedClock, settingsFor } from "../support.ts";

const SECRET = "the-newest-secret-0001";
const OLD = "an-older-secret-000001";
const settings = (secret: string, now = 0) => settingsFor({ webhookSecret: secret }, { clock: fixedClock(() => now) });
const body = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));
const CHANGE = { _action: "xmap(#1)", _id: 6, _model: "sale.order", id: 6, write_date: "2026-11-21 03:07:30.650584" };
const sent = (content: unknown, path: string | undefined = SECRET) => ({
  headers: {},
  body: body(content),
  ...(path === undefined ? {} : { path }),
});

describe("a webhook of an automation rule", () => {
  test.each([
    ["as the last part of the address", { headers: {}, path: SECRET }],
    ["behind other parts", { headers: {}, path: `erp/${SECRET}` }],
    ["as a header of a proxy", { headers: { "X-Xmap-Secret": SECRET } }],
    ["as the older of two secrets", { headers: {}, path: OLD }],
  ])("is taken with its secret %s", (_where, request) => {
    const hints = verifyOdooWebhook(settings(`${SECRET} ${OLD}`), { ...request, body: body(CHANGE) });
    expect(hints.records).toEqual([{ resource: "sale.order", key: ["6"] }]);
  });

  test.each([
    ["without a secret in it", {}],
    ["with another secret", { path: "another-secret-000001" }],
    ["with an empty last part", { path: "" }],
    ["with a longer one", { path: `${SECRET}x` }],
  ])("is refused %s", (_what, more) => {
    expect(() => verifyOdooWebhook(settings(SECRET), { headers: {}, body: body(CHANGE), ...more })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ class: "Unauthorized", scope: "record" }) }),
    );
  });

  test("is refused while no secret is set, and a secret that does not fit into an address is no option", () => {
    expect(() => verifyOdooWebhook(settings(""), sent(CHANGE))).toThrow("webhookSecret is not set");
    expect(() => verifyOdooWebhook(settings("short"), sent(CHANGE))).toThrow("webhookSecret must have 16 or more");
    expect(() => verifyOdooWebhook(settings("with/slash/and/more"), sent(CHANGE))).toThrow("webhookSecret");
  });

  test.each([
    ["no JSON", new TextEncoder().encode("{nope")],
    ["a list", body([CHANGE])],
    ["no model", body({ _id: 6 })],
    ["no id", body({ _model: "sale.order" })],
    ["an id that is none", body({ _model: "sale.order", _id: -1 })],
    ["an id as text", body({ _model: "sale.order", _id: "6" })],
  ])("with %s is invalid", (_what, content) => {
    expect(() => verifyOdooWebhook(settings(SECRET), { headers: {}, body: content, path: SECRET })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ class: "Invalid" }) }),
    );
  });

  test("is one event however often one change is told, and another with the next change", () => {
    const event = (content: object, now = 0) => verifyOdooWebhook(settings(SECRET, now), sent(content)).event;
    expect(event(CHANGE, 5_000)).toBe(event(CHANGE, 90_000));
    expect(event({ ...CHANGE, write_date: "2026-11-21 03:07:31.000001" })).not.toBe(event(CHANGE));
    const { write_date: _stamp, ...undated } = CHANGE;
    expect(event(undated, 5_000)).toBe(event(undated, 5_400));
    expect(event(undated, 5_000)).not.toBe(event(undated, 90_000));
  });
});
