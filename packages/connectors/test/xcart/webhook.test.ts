import { createHmac } from "node:crypto";
import { Failure } from "@xmap/contract";
import { describe, expect, test } from "vitest";
import { verifyXCartWebhook } from "../../src/xcart/webhook.ts";
import { fixedClock, settingsFor } from "../support.ts";

const OLD = `whsec_${Buffer.from("the old secret of the shop").toString("base64")}`;
const NEW = `whsec_${Buffer.from("the new secret of the shop").toString("base64")}`;
const TIME = 1_772_640_000;
const BODY = JSON.stringify({ event: "order.changed", data: { id: 5207, order_number: "10342" } });

function request(body = BODY, secret = NEW, time = TIME, id = "evt_1") {
  const key = Buffer.from(secret.slice(6), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64");
  const headers = {
    "Webhook-Id": id,
    "webhook-timestamp": String(time),
    "webhook-signature": `v1,AAAA v1,${signature}`,
  };
  return { headers, body: new TextEncoder().encode(body) };
}

function verify(webhook: ReturnType<typeof request>, webhookSecret: string | null = NEW) {
  const settings = settingsFor({ webhookSecret }, { clock: fixedClock(() => TIME * 1_000) });
  try {
    return verifyXCartWebhook(settings, webhook);
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.details.class : thrown;
  }
}

describe("webhooks of the companion module", () => {
  const hints = { event: "evt_1", records: [{ resource: "orders", key: ["5207"] }] };
  test.each([
    ["good", request(), NEW, hints],
    ["signed with the old secret while both are listed", request(BODY, OLD), `${NEW} ${OLD}`, hints],
    ["signed with a secret that is no longer listed", request(BODY, OLD), NEW, "Unauthorized"],
    [
      "changed on its way",
      { ...request(), body: new TextEncoder().encode(BODY.replace("5207", "5208")) },
      NEW,
      "Unauthorized",
    ],
    ["five minutes old", request(BODY, NEW, TIME - 300), NEW, hints],
    ["older than five minutes", request(BODY, NEW, TIME - 301), NEW, "Unauthorized"],
    ["ahead of time", request(BODY, NEW, TIME + 301), NEW, "Unauthorized"],
    ["without an order", request('{"data":{"id":"5207"}}'), NEW, "Invalid"],
    ["not JSON", request("nonsense"), NEW, "Invalid"],
    ["without a secret to check it", request(), null, "Unauthorized"],
  ])("%s", (_case, webhook, secret, expected) => {
    expect(verify(webhook, secret)).toEqual(expected);
  });

  test("a missing signature header", () => {
    const { headers, body } = request();
    expect(verify({ headers: { ...headers, "webhook-signature": "" }, body })).toBe("Unauthorized");
  });
});
