import type { ChangedRecord, ConnectorSession } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, describe, expect, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { settingsFor } from "../support.ts";

let shop: XCartSandbox;
let session: ConnectorSession;
let now: Date;

afterEach(async () => {
  await session.close();
  await shop.close();
});

/** A shop with orders of which some cannot be shown, because their product is gone. */
async function start(lastRenewDateFilter: boolean, count: number, broken: readonly number[]): Promise<void> {
  now = new Date("2026-03-04T12:00:00Z");
  const products = [{ sku: "A" }, { sku: "GONE" }];
  shop = await startXCartSandbox({ now: () => now, lastRenewDateFilter, products });
  session = xcartConnector.open(settingsFor({ url: shop.url, key: "all-key" }));
  for (let id = 1; id <= count; id += 1) {
    now = new Date(now.getTime() + 60_000);
    shop.placeOrder({ items: [{ sku: broken.includes(id) ? "GONE" : "A" }] });
  }
  shop.deleteProduct(2);
}

async function changesSince(from: string | undefined): Promise<{ changed: ChangedRecord[]; cursor: string }> {
  const changed: ChangedRecord[] = [];
  let cursor = from;
  for (;;) {
    const page = await session.readChanged({ resource: "orders", cursor, limit: 100 });
    changed.push(...page.changed);
    cursor = page.cursor;
    if (!page.more) return { changed, cursor };
  }
}

const requests = (): number => Object.values(shop.counters.values().requests).reduce((sum, count) => sum + count, 0);
const idsOf = (changed: readonly ChangedRecord[]) =>
  [...new Set(changed.map(({ key }) => Number(key[0])))].sort((left, right) => left - right);
const unreadable = (changed: readonly ChangedRecord[]) => idsOf(changed.filter(({ stamp }) => stamp === "unreadable"));

describe.each([true, false])("orders that cannot be shown, lastRenewDate filter %s", (filter) => {
  test.each([
    ["the first of all", [1]],
    ["the newest", [250]],
    ["two side by side", [100, 101]],
    ["at the end of a page and the beginning of the next", [100, 200, 201]],
    ["scattered", [3, 77, 150, 249]],
  ])("%s: all are told, each with its id", async (_case, broken) => {
    await start(filter, 250, broken);
    const { changed } = await changesSince(undefined);
    expect(idsOf(changed)).toEqual(Array.from({ length: 250 }, (_id, index) => index + 1));
    expect(unreadable(changed)).toEqual(broken);
  });

  test("one that is changed later is told although its neighbours have not changed", async () => {
    await start(filter, 250, [30, 120]);
    const { cursor } = await changesSince(undefined);
    now = new Date(now.getTime() + 3_600_000);
    for (const id of [7, 30, 222]) shop.editOrder(id, { notes: "changed" });
    const { changed } = await changesSince(cursor);
    expect(idsOf(changed)).toEqual(expect.arrayContaining([7, 30, 222]));
    // A shop with the filter can say which of them was changed; else every one of the latest is told.
    expect(unreadable(changed)).toEqual(filter ? [30] : [30, 120]);
  });

  test("while it stays in sight it is told alike, without being sought again", async () => {
    await start(filter, 120, [60]);
    const first = await changesSince(undefined);
    now = new Date(now.getTime() + 600_000);
    shop.editOrder(60, { notes: "changed" });
    const { changed, cursor } = await changesSince(first.cursor);
    expect(unreadable(changed)).toEqual([60]);
    expect(changed.find(({ stamp }) => stamp === "unreadable")).toMatchObject({ settled: true, record: { id: 60 } });
    const before = requests();
    await changesSince(cursor);
    const again = await changesSince(cursor);
    expect(unreadable(again.changed)).toEqual([60]);
    expect(requests() - before).toBeLessThan(90);
  });
});

test.each([true, false])("orders of one second, the only ones of a shop, with the filter %s", async (filter) => {
  now = new Date("2026-03-04T12:00:00Z");
  const products = [{ sku: "A" }, { sku: "GONE" }];
  shop = await startXCartSandbox({ now: () => now, lastRenewDateFilter: filter, products });
  session = xcartConnector.open(settingsFor({ url: shop.url, key: "all-key" }));
  const { cursor } = await changesSince(undefined);
  shop.placeOrder({ items: [{ sku: "GONE" }] });
  shop.deleteProduct(2);
  const alone = await changesSince(cursor);
  expect(unreadable(alone.changed)).toEqual([1]);
  shop.placeOrder({ items: [{ sku: "A" }] });
  const second = await changesSince(alone.cursor);
  expect([idsOf(second.changed), unreadable(second.changed)]).toEqual([[1, 2], [1]]);
  shop.addProduct({ sku: "GONE" });
  for (let count = 0; count < 120; count += 1) shop.placeOrder({ items: [{ sku: count % 40 === 7 ? "GONE" : "A" }] });
  shop.deleteProduct(3);
  const burst = await changesSince(second.cursor);
  expect(idsOf(burst.changed)).toEqual(Array.from({ length: 122 }, (_id, index) => index + 1));
  expect(unreadable(burst.changed)).toEqual([1, 10, 50, 90]);
});

test("a page that fails for a moment only hides nothing", async () => {
  await start(true, 40, []);
  await session.identify();
  shop.faults.add({ kind: "status", status: 500, body: "", match: { path: "/api/orders" }, remaining: 2 });
  const { changed } = await changesSince(undefined);
  expect(idsOf(changed)).toHaveLength(40);
});
