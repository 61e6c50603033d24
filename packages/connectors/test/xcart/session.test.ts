import type { ConnectorSession } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { afterEach, describe, expect, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

const ITEMS = [{ sku: "A-1", amount: 2, item_net_price: 9.5 }];
let shop: XCartSandbox;
let session: ConnectorSession;
let now = new Date("2026-03-04T12:00:00Z");

afterEach(async () => {
  await session.close();
  await shop.close();
});

async function start(options: XCartSandboxOptions = {}, key = "all-key"): Promise<void> {
  now = new Date("2026-03-04T12:00:00Z");
  shop = await startXCartSandbox({ now: () => now, products: [{ sku: "A-1" }, { sku: "GONE" }], ...options });
  session = xcartConnector.open(settingsFor({ url: `${shop.url}/`, key }));
}

async function readAll(from: string | undefined, limit: number): Promise<{ keys: string[]; cursor: string }> {
  const keys: string[] = [];
  let cursor = from;
  for (;;) {
    const page = await session.readChanged({ resource: "orders", cursor, limit });
    keys.push(...page.changed.map((record) => String(record.key[0])));
    cursor = page.cursor;
    if (!page.more) return { keys, cursor };
  }
}

describe("an X-Cart session", () => {
  test("knows its shop and refuses a wrong key", async () => {
    await start();
    expect(await session.identify()).toEqual({ fingerprint: `url=${shop.url}`, label: shop.url });
    const stranger = xcartConnector.open(settingsFor({ url: shop.url, key: "wrong-key" }));
    const refused = await failureOf(stranger.identify());
    expect(refused).toMatchObject({ class: "Unauthorized", scope: "system", retry: { when: "whenHealed" } });
    expect(JSON.stringify(refused)).not.toContain("wrong-key");
    await stranger.close();
  });

  test("reads an order in the contract's values, with its transactions when asked", async () => {
    await start();
    const order = shop.placeOrder({ items: ITEMS, email: "ada@example.com", notes: "", payment_method: "Credit card" });
    const read = { resource: "orders", key: [String(order.id)], fields: ["id"], joins: ["payment_transactions"] };
    const record = await session.read(read);
    expect(record).toMatchObject({
      id: order.id,
      create_date: "2026-03-04T12:00:00Z",
      notes: null,
      admin_notes: null,
      items: [{ sku: "A-1", amount: 2, item_net_price: 9.5 }],
      payment_transactions: expect.any(Array),
    });
    expect(JSON.stringify(record)).not.toContain("access_level");
    expect(await session.read({ ...read, key: ["999999"] })).toBeUndefined();
    expect(await failureOf(session.read({ ...read, key: ["../profiles"] }))).toMatchObject({ class: "Invalid" });
    const byNumber = { resource: "orders", match: { order_number: order.order_number }, fields: [], limit: 2 };
    expect(await session.search(byNumber)).toMatchObject([{ id: order.id }]);
  });

  test("writes the two statuses and nothing else; an unchanged status mails nobody", async () => {
    await start();
    const key = [String(shop.placeOrder({ items: ITEMS }).id)];
    const update = { resource: "orders", key, values: { shipping_status: { code: "S" } }, lines: {}, writeKey: "w" };
    await session.update(update);
    const mails = shop.mails().length;
    expect(mails).toBeGreaterThan(0);
    await session.update(update);
    expect(shop.mails()).toHaveLength(mails);
    expect(await failureOf(session.update({ ...update, values: { notes: "x" } }))).toMatchObject({
      class: "Invalid",
      fields: [{ path: "notes" }],
    });
    expect(await failureOf(session.update({ ...update, values: { "payment_status.code": "ZZ" } }))).toMatchObject({
      class: "Invalid",
      status: 400,
    });
    expect(await failureOf(session.update({ ...update, key: ["999999"] }))).toMatchObject({ class: "NotFound" });
    const reader = xcartConnector.open(settingsFor({ url: shop.url, key: "read-key" }));
    expect(await failureOf(reader.update(update))).toMatchObject({ class: "Forbidden", scope: "entity" });
    await reader.close();
  });

  test("a lost answer to a write has an unknown effect, to a read none", async () => {
    await start();
    const key = [String(shop.placeOrder({ items: ITEMS }).id)];
    shop.faults.add({ kind: "lostAnswer", match: { method: "PUT" }, remaining: 1 });
    const update = { resource: "orders", key, values: { shipping_status: { code: "S" } }, lines: {}, writeKey: "w" };
    expect(await failureOf(session.update(update))).toMatchObject({ class: "Transient", effect: "unknown" });
    expect(await session.read({ resource: "orders", key, fields: [], joins: [] })).toMatchObject({
      shipping_status: { code: "S" },
    });
    shop.faults.add({ kind: "resetBefore", remaining: 1 });
    expect(await failureOf(session.read({ resource: "orders", key, fields: [], joins: [] }))).toMatchObject({
      class: "Transient",
      effect: "none",
    });
  });

  test("a server that fails for a moment, or altogether, is not the order's fault", async () => {
    await start();
    const key = [String(shop.placeOrder({ items: ITEMS }).id)];
    const read = { resource: "orders", key, fields: [], joins: [] };
    await session.identify();
    shop.faults.add({ kind: "status", status: 500, remaining: 1 });
    expect(await session.read(read)).toMatchObject({ id: Number(key[0]) });
    shop.faults.add({ kind: "status", status: 500, remaining: 2 });
    expect(await failureOf(session.read(read))).toMatchObject({ class: "Transient", retry: { when: "now" } });
  });

  test("a rate limit and a maintenance page name the whole system and the time to wait", async () => {
    await start();
    shop.faults.add({ kind: "status", status: 429, retryAfter: 7, remaining: 1 });
    expect(await failureOf(session.identify())).toMatchObject({
      class: "RateLimited",
      scope: "system",
      effect: "none",
      retry: { when: "after", milliseconds: 7_000 },
    });
    shop.faults.add({ kind: "htmlPage", remaining: 1 });
    expect(await failureOf(session.identify())).toMatchObject({ class: "Maintenance", scope: "system" });
  });
});

describe.each([true, false])("changed orders, lastRenewDate filter %s", (lastRenewDateFilter) => {
  test("500 orders of one second are all found, at first and later", async () => {
    await start({ lastRenewDateFilter });
    for (let count = 0; count < 500; count += 1) shop.placeOrder({ items: ITEMS });
    const first = await readAll(undefined, 100);
    expect(new Set(first.keys).size).toBe(500);
    now = new Date("2026-03-04T13:00:00Z");
    for (const { id } of shop.orders()) shop.editOrder(id, { notes: "again" });
    const second = await readAll(first.cursor, 100);
    expect(new Set(second.keys).size).toBe(500);
    now = new Date("2026-03-04T14:00:00Z");
    const changed = shop.orders().at(3)?.id ?? 0;
    shop.editOrder(changed, { notes: "once more" });
    expect((await readAll(second.cursor, 100)).keys).toContain(String(changed));
  });

  test("an order that cannot be read does not hide the others, and is told with its own id", async () => {
    await start({ lastRenewDateFilter });
    const ids: number[] = [];
    for (let count = 0; count < 70; count += 1) {
      const broken = count === 41 || count === 66;
      const order = shop.placeOrder({ items: broken ? [{ sku: "GONE" }] : ITEMS });
      ids.push(order.id);
    }
    const gone = shop.products().find((product) => product.sku === "GONE");
    shop.deleteProduct(gone?.id ?? 0);
    const { keys } = await readAll(undefined, 32);
    expect(ids.filter((id) => !keys.includes(String(id)))).toEqual([]);
    expect(new Set(keys).size).toBe(70);
    const key = [String(ids[41])];
    expect(await failureOf(session.read({ resource: "orders", key, fields: [], joins: [] }))).toMatchObject({
      class: "Invalid",
      effect: "none",
      scope: "record",
      retry: { when: "never" },
      status: 500,
      message: expect.stringContaining(`cannot show order ${key}`),
    });
  });
});

test("a stamp is settled once its second is over by the shop's own clock", async () => {
  await start({});
  shop.placeOrder({ items: ITEMS });
  const settled = async (): Promise<readonly boolean[]> => {
    const page = await session.readChanged({ resource: "orders", cursor: undefined, limit: 10 });
    return page.changed.map((record) => record.settled);
  };
  expect(await settled()).toEqual([false]);
  now = new Date(now.getTime() + 2_999);
  expect(await settled()).toEqual([false]);
  now = new Date(now.getTime() + 1);
  expect(await settled()).toEqual([true]);
});

test("lists all orders page by page", async () => {
  await start();
  const ids = Array.from({ length: 5 }, () => shop.placeOrder({ items: ITEMS }).id);
  const { records, pages } = await listAll(session, { resource: "orders", fields: ["id"], limit: 2 });
  expect(records.map(({ id }) => id)).toEqual(ids);
  expect(pages).toBe(3);
  expect(await failureOf(listAll(session, { resource: "carts", fields: [], limit: 2 }))).toMatchObject({
    class: "SchemaDrift",
  });
});
