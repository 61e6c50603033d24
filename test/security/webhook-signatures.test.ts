import { createHmac, timingSafeEqual } from "node:crypto";
import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import { type Connector, Failure, type WebhookRequest } from "@xmap/contract";
import { afterEach, describe, expect, it, vi } from "vitest";

vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

afterEach(() => {
  vi.mocked(timingSafeEqual).mockClear();
});

const NOW = 1_772_640_000_000;
const SHARED = "a-shared-secret-of-24-ch";

interface Case {
  readonly connector: Connector;
  readonly options: Readonly<Record<string, string>>;
  readonly body: string;
  /** What proves that the sender knows the secret. */
  readonly proof: (body: string) => string;
  readonly request: (proof: string, body: string) => WebhookRequest;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const CASES: Readonly<Record<string, Case>> = {
  xcart: {
    connector: xcartConnector,
    options: {
      url: "https://shop.example.com",
      key: "k",
      webhookSecret: `whsec_${Buffer.from(SHARED).toString("base64")}`,
    },
    body: JSON.stringify({ event: "order.changed", data: { id: 5 } }),
    proof: (body) =>
      createHmac("sha256", SHARED)
        .update(`evt_1.${NOW / 1_000}.${body}`)
        .digest("base64"),
    request: (proof, body) => ({
      headers: { "webhook-id": "evt_1", "webhook-timestamp": String(NOW / 1_000), "webhook-signature": `v1,${proof}` },
      body: bytes(body),
    }),
  },
  acumatica: {
    connector: acumaticaConnector,
    options: { url: "https://erp.example.com", tenant: "Main", user: "u", password: "p", webhookSecret: SHARED },
    body: JSON.stringify({ Query: "XC-Push-Shipment", Id: "1", Inserted: [{ ShipmentNbr: "3" }], Deleted: [] }),
    proof: () => SHARED,
    request: (proof, body) => ({ headers: { "x-xmap-secret": proof }, body: bytes(body) }),
  },
  odoo: {
    connector: odooConnector,
    options: { url: "https://erp.example.com", database: "d", login: "l", key: "k", webhookSecret: SHARED },
    body: JSON.stringify({ _model: "sale.order", _id: 5 }),
    proof: () => SHARED,
    request: (proof, body) => ({ headers: { "x-xmap-secret": proof }, body: bytes(body) }),
  },
};

function verify({ connector, options }: Case, request: WebhookRequest): unknown {
  const session = connector.open({
    system: "sender",
    options,
    clock: { now: () => NOW, after: () => () => {} },
    timeoutMilliseconds: 1_000,
    projectFolder: import.meta.dirname,
  });
  try {
    return session.verifyWebhook(request).records.length;
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.details.class : thrown;
  }
}

/** The same length, one character other than it should be. */
function changedAt(text: string, index: number): string {
  return `${text.slice(0, index)}${text[index] === "A" ? "B" : "A"}${text.slice(index + 1)}`;
}

describe.each(Object.entries(CASES))("%s", (_name, one) => {
  const good = one.proof(one.body);

  it("takes the right proof, and compares it in constant time", () => {
    expect(verify(one, one.request(good, one.body))).toBe(1);
    expect(timingSafeEqual).toHaveBeenCalled();
  });

  it.each([
    ["wrong at its beginning", changedAt(good, 0)],
    ["wrong in the middle", changedAt(good, 12)],
    ["too short", good.slice(0, -4)],
    ["one character", good.slice(0, 1)],
    ["empty", ""],
    ["too long", `AAAA${good}`],
    ["not of the alphabet", "\u0000é\u{1F600}".repeat(8)],
  ])("refuses a proof that is %s, without a comparison that ends early", (_what, proof) => {
    expect(verify(one, one.request(proof, one.body))).toBe("Unauthorized");
    // A proof of another length may be refused before; one of the right length is compared whole.
    if (Buffer.from(proof, "base64").length === Buffer.from(good, "base64").length)
      expect(timingSafeEqual).toHaveBeenCalled();
  });

  it("takes nothing when no secret is configured", () => {
    const { webhookSecret: _secret, ...options } = one.options;
    expect(verify({ ...one, options }, one.request(good, one.body))).toBe("Unauthorized");
  });
});

it("a signature of one body is none of another", () => {
  const { xcart } = CASES;
  if (xcart === undefined) throw new Error("no case");
  expect(verify(xcart, xcart.request(xcart.proof(xcart.body), `${xcart.body} `))).toBe("Unauthorized");
});
