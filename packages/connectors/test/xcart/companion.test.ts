import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { ConnectorSession, LinePatch, UpdateRequest } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { failureOf, settingsFor } from "../support.ts";

const FILE = resolve(import.meta.dirname, "../../companion/xcart/openapi.json");
const CONTRACT = JSON.parse(readFileSync(FILE, "utf8"));
const SECRET = `whsec_${Buffer.from("a secret of the companion module").toString("base64")}`;

let shop: XCartSandbox;
let session: ConnectorSession;

afterEach(async () => {
  await session.close();
  await shop.close();
});

async function start(companion: boolean): Promise<void> {
  shop = await startXCartSandbox({ companion, products: [{ sku: "A" }] });
  session = xcartConnector.open(settingsFor({ url: shop.url, key: "all-key", webhookSecret: SECRET }));
}

function update(id: number, values: UpdateRequest["values"], tracking?: Partial<LinePatch>): Promise<void> {
  const lines = tracking === undefined ? {} : { tracking_numbers: { add: [], change: [], remove: [], ...tracking } };
  return session.update({ resource: "orders", key: [String(id)], values, lines, writeKey: "w" });
}

const added = (...values: readonly string[]) => ({
  add: values.map((value) => ({ identity: value, values: { value } })),
});
const trackingOf = (id: number) => shop.orders().find((order) => order.id === id)?.tracking_numbers ?? [];
test("a whole list sets the tracking numbers, and a repeat changes nothing", async () => {
  await start(true);
  const id = place();
  for (const numbers of [
    [{ value: "1Z" }, { value: "2Z" }],
    [{ value: "2Z" }, { value: " 2Z " }, "3Z"],
  ])
    await update(id, { tracking_numbers: numbers });
  await update(id, { tracking_numbers: ["2Z", "3Z"] });
  expect(trackingOf(id).map(({ value }) => value)).toEqual(["2Z", "3Z"]);
});

const place = () => shop.placeOrder({ items: [{ sku: "A" }] }).id;

describe("the contract", () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(CONTRACT, "openapi.json");

  /** Pointer to the schema of an answer; follows references to responses. */
  function schemaOf(path: string, method: string, status: number, contentType: string): string {
    const response = CONTRACT.paths[path]?.[method]?.responses?.[status];
    const name = /^#\/components\/responses\/(\w+)$/.exec(response?.$ref ?? "")?.[1];
    const content = (name === undefined ? response : CONTRACT.components.responses[name])?.content;
    const reference: unknown = content?.[contentType.split(";")[0] ?? ""]?.schema?.$ref;
    if (typeof reference !== "string") throw new Error(`${method} ${path} does not describe ${status} ${contentType}`);
    return `openapi.json${reference}`;
  }

  const ROWS: readonly [method: string, path: string, id: number, body: unknown, key: string, status: number][] = [
    ["get", "/api/xmap/version", 0, undefined, "read-key", 200],
    ["get", "/api/xmap/version", 0, undefined, "wrong", 401],
    ["get", "/api/xmap/orders/{id}/tracking", 1, undefined, "read-key", 200],
    ["put", "/api/xmap/orders/{id}/tracking", 1, { tracking_numbers: ["1Z", "2Z", "1Z"] }, "all-key", 200],
    ["put", "/api/xmap/orders/{id}/tracking", 1, { tracking_numbers: [] }, "all-key", 200],
    ["put", "/api/xmap/orders/{id}/tracking", 1, { tracking_numbers: [""] }, "all-key", 400],
    ["put", "/api/xmap/orders/{id}/tracking", 1, { tracking_numbers: "1Z" }, "all-key", 400],
    ["put", "/api/xmap/orders/{id}/tracking", 1, {}, "all-key", 400],
    ["put", "/api/xmap/orders/{id}/tracking", 1, { tracking_numbers: [] }, "read-key", 403],
    ["put", "/api/xmap/orders/{id}/tracking", 9, { tracking_numbers: [] }, "all-key", 404],
    ["get", "/api/xmap/orders/{id}/external_number", 1, undefined, "read-key", 200],
    ["put", "/api/xmap/orders/{id}/external_number", 1, { external_number: "S00012" }, "all-key", 200],
    ["put", "/api/xmap/orders/{id}/external_number", 1, { external_number: null }, "all-key", 200],
    ["put", "/api/xmap/orders/{id}/external_number", 1, { external_number: 12 }, "all-key", 400],
    ["put", "/api/xmap/orders/{id}/external_number", 9, { external_number: "S00012" }, "all-key", 404],
  ];
  test.each(ROWS)(
    "%s %s of order %i with %j and %s answers %i as described",
    async (method, path, id, body, key, status) => {
      await start(true);
      place();
      const headers = { "X-Auth-Token": key, "Content-Type": "application/json" };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(shop.url + path.replace("{id}", String(id)), {
        method: method.toUpperCase(),
        headers,
        ...sent,
      });
      expect(answer.status).toBe(status);
      const schema = schemaOf(path, method, status, answer.headers.get("content-type") ?? "");
      ajv.validate(schema, await answer.json());
      expect(ajv.errors ?? []).toEqual([]);
    },
  );

  test("inputs that the sandbox refuses are refused by the contract, the others fit it", () => {
    for (const [method, path, , body, , status] of ROWS) {
      const reference = CONTRACT.paths[path][method].requestBody?.content["application/json"].schema.$ref;
      if (reference === undefined) continue;
      expect(ajv.validate(`openapi.json${reference}`, body), JSON.stringify(body)).toBe(status !== 400);
    }
  });

  test("a shop without the module answers as described", async () => {
    await start(false);
    const answer = await fetch(`${shop.url}/api/xmap/version`, { headers: { "X-Auth-Token": "read-key" } });
    const schema = schemaOf("/api/xmap/version", "get", answer.status, answer.headers.get("content-type") ?? "");
    expect(ajv.validate(schema, await answer.json())).toBe(true);
  });

  test("webhooks of orders, products and profiles fit the contract and point at their records", async () => {
    await start(true);
    const received: { headers: Record<string, string>; body: string }[] = [];
    const receiver = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(204).end();
    });
    await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void receiver.close());
    const { port } = receiver.address() as AddressInfo;
    shop.setWebhook({ url: `http://127.0.0.1:${port}/`, secret: SECRET });
    const id = place();
    shop.setShippingStatus(id, "P");
    shop.editOrder(id, { notes: "x" });
    shop.editProduct(1, { amount: 7 });
    const profile = shop.addProfile({ login: "ada@example.com" });
    await shop.drainWebhooks();
    const headerSchemas: { name: string; schema: object }[] = CONTRACT.webhooks.change.post.parameters;
    const events = received.map(({ headers, body }) => {
      ajv.validate("openapi.json#/components/schemas/Event", JSON.parse(body));
      expect(ajv.errors ?? []).toEqual([]);
      for (const { name, schema } of headerSchemas) expect(ajv.validate(schema, headers[name])).toBe(true);
      const { records } = session.verifyWebhook({ headers, body: new TextEncoder().encode(body) });
      return `${JSON.parse(body).event} ${records[0]?.resource}/${records[0]?.key}`;
    });
    expect(events.sort()).toEqual([
      `order.changed orders/${id}`,
      `order.placed orders/${id}`,
      `order.status_changed orders/${id}`,
      "product.changed products/1",
      `profile.changed profiles/${profile.id}`,
    ]);
  });
});

describe("a shop with the module", () => {
  test("offers writeTracking; the whole list is set, and numbers that stay keep their rows", async () => {
    await start(true);
    const id = place();
    expect(await session.capabilities()).toEqual(["writeTracking"]);
    await update(id, { external_number: "S00012" }, added("1Z", "2Z"));
    const [first, second] = trackingOf(id);
    expect([first?.value, second?.value]).toEqual(["1Z", "2Z"]);
    const change = [{ key: String(second?.id), values: { value: "3Z" } }];
    await update(id, {}, { change });
    expect(trackingOf(id)).toMatchObject([{ id: first?.id, value: "1Z" }, { value: "3Z" }]);
    await update(id, { external_number: null }, { remove: [String(first?.id)] });
    expect(trackingOf(id).map(({ value }) => value)).toEqual(["3Z"]);
    expect(await session.read({ resource: "orders", key: [String(id)], fields: [], joins: [] })).toMatchObject({
      external_number: null,
      tracking_numbers: [{ value: "3Z" }],
    });
  });

  test("a write whose answer was lost is repeated without a second effect", async () => {
    await start(true);
    const id = place();
    shop.faults.add({ kind: "lostAnswer", match: { method: "PUT" }, remaining: 1 });
    expect(await failureOf(update(id, {}, added("1Z")))).toMatchObject({ class: "Transient", effect: "unknown" });
    const [row] = trackingOf(id);
    const history = shop.journal().length;
    await update(id, {}, added("1Z"));
    expect(trackingOf(id)).toEqual([row]);
    await update(id, { external_number: "S00012" });
    await update(id, { external_number: "S00012" });
    expect(
      shop
        .journal()
        .slice(history)
        .map(({ what }) => what),
    ).toEqual(["external number"]);
  });

  test("tracking numbers come before the status whose mail tells them", async () => {
    await start(true);
    const id = place();
    await update(id, { shipping_status: { code: "S" } }, added("1Z"));
    const deeds = shop.journal().map(({ what }) => what);
    expect(deeds.indexOf("tracking numbers")).toBeLessThan(deeds.indexOf("mail"));
  });

  test("an unknown order is NotFound", async () => {
    await start(true);
    expect(await failureOf(update(99, {}, added("1Z")))).toMatchObject({ class: "NotFound" });
    expect(await failureOf(update(99, { external_number: "S1" }))).toMatchObject({ class: "NotFound" });
  });
});

test("without the module the fields are refused by its name, before anything is written", async () => {
  await start(false);
  const id = place();
  expect(await session.capabilities()).toEqual([]);
  const failure = await failureOf(update(id, { shipping_status: { code: "S" } }, added("1Z")));
  expect(failure).toMatchObject({
    class: "Invalid",
    effect: "none",
    message: expect.stringContaining("companion module xmap"),
    fields: [{ path: "tracking_numbers" }, { path: "external_number" }],
  });
  expect(shop.mails()).toEqual([]);
  await session.capabilities();
  expect(shop.counters.values().requests["GET /api/xmap/version"]).toBe(1);
});
