import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { expect, test } from "vitest";
import { failureOf, listAll } from "../support.ts";
import { createOrder, startErp } from "./support.ts";

function items(count: number, prefix = "ITEM-") {
  return Array.from({ length: count }, (_item, index) => ({
    InventoryID: `${prefix}${String(index).padStart(4, "0")}`,
    Description: `Item ${index}`,
    ItemClass: "BIKEACC",
    DefaultPrice: index + 0.25,
  }));
}

/** Reads all changes; answers the keys in their order and the cursor of the next poll. */
async function poll(
  session: ConnectorSession,
  resource: string,
  cursor: string | undefined,
  limit = 20,
): Promise<{ readonly keys: readonly string[]; readonly cursor: string; readonly pages: number }> {
  const keys: string[] = [];
  for (let pages = 1; ; pages += 1) {
    const page = await session.readChanged({ resource, cursor, limit });
    expect(page.changed.length).toBeLessThanOrEqual(limit);
    keys.push(...page.changed.map(({ key }) => key.join("/")));
    cursor = page.cursor;
    if (!page.more) return { keys, cursor, pages };
  }
}

test("looks up many keys in few requests, without case and padding, in the order asked", async () => {
  const { session, acumatica } = await startErp();
  acumatica.seed({ records: { StockItem: items(200) } });
  const keys = [
    ...items(200).map(({ InventoryID }) => [` ${String(InventoryID).toLowerCase()} `]),
    ["NO-SUCH"],
    [null],
  ];
  const before = acumatica.counters.values().requests["StockItem.get"] ?? 0;
  const found = await session.lookup({ resource: "StockItem", columns: ["InventoryID"], result: "DefaultPrice", keys });
  expect(found).toEqual([...items(200).map(({ DefaultPrice }) => [DefaultPrice]), [], []]);
  expect((acumatica.counters.values().requests["StockItem.get"] ?? 0) - before).toBeLessThan(10);
});

test("searches by several fields, by fields of linked records and by texts with quotes", async () => {
  const { session } = await startErp();
  const customer = { CustomerName: "O'Brien & Sön + 100% 東京", MainContact: { Email: "o'brien@example.com" } };
  const create = { resource: "Customer", values: customer, lines: {}, writeKey: "c" };
  const [id] = await session.create(create);
  const search = (match: DataRecord) =>
    session.search({ resource: "Customer", match, fields: ["CustomerName"], limit: 2 });
  expect(await search({ CustomerName: customer.CustomerName })).toMatchObject([{ CustomerID: id }]);
  expect(await search({ MainContact: { Email: "o'brien@example.com" } })).toMatchObject([{ CustomerID: id }]);
  expect(await search({ CustomerID: id, CustomerName: "Somebody" })).toEqual([]);
  expect(await search({ CustomerID: id })).toMatchObject([{ CustomerName: customer.CustomerName }]);
  expect(await search({ BAccountID: "not a number" })).toEqual([]);
  const byLine = session.search({
    resource: "SalesOrder",
    match: { Details: { InventoryID: "X" } },
    fields: [],
    limit: 1,
  });
  expect(await failureOf(byLine)).toMatchObject({ class: "SchemaDrift", message: expect.stringContaining("lines") });
});

test("reads a record whose key has a slash in it, and answers nothing for one that is not there", async () => {
  const { session, acumatica } = await startErp();
  acumatica.seed({ records: { StockItem: [{ InventoryID: "A/B:C", Description: "slashed", ItemClass: "BIKEACC" }] } });
  const read = (key: string) => session.read({ resource: "StockItem", key: [key], fields: [], joins: [] });
  expect(await read("A/B:C")).toMatchObject({ InventoryID: "A/B:C", Description: "slashed" });
  expect(await read("A/B:D")).toBeUndefined();
  expect(await read("NOWHERE")).toBeUndefined();
});

test("says which field and which entity the endpoint does not know", async () => {
  const { session } = await startErp();
  const read = (resource: string, fields: string[]) => session.read({ resource, key: ["X"], fields, joins: [] });
  const unknownField = await failureOf(read("StockItem", ["Colour"]));
  expect(unknownField).toMatchObject({ class: "SchemaDrift", message: "StockItem has no field Colour" });
  expect(await failureOf(read("Spaceship", []))).toMatchObject({ class: "SchemaDrift", scope: "entity" });
});

test.each([true, false])("lists every record once while nothing changes (unsorted: %s)", async (hasUnstableLists) => {
  const { session, acumatica } = await startErp({ hasUnstableLists });
  acumatica.seed({ records: { StockItem: items(130) } });
  const { records, pages } = await listAll(session, { resource: "StockItem", fields: ["Description"], limit: 25 });
  const ids = records.map(({ InventoryID }) => String(InventoryID));
  expect(new Set(ids).size).toBe(132);
  expect(ids).toHaveLength(132);
  expect(records[5]).toMatchObject({ Description: expect.any(String) });
  expect(pages).toBeGreaterThan(5);
});

test("lists records without stamps by key", async () => {
  const { session, acumatica } = await startErp({ hasUnstableLists: true });
  const carriers = ["AIR", "SEA", "ROAD"].map((CarrierID) => ({ CarrierID, Description: CarrierID }));
  acumatica.seed({ records: { ShipVia: carriers } });
  const { records } = await listAll(session, { resource: "ShipVia", fields: ["Description"], limit: 2 });
  expect(new Set(records.map(({ CarrierID }) => CarrierID)).size).toBe(acumatica.records("ShipVia").length);
  const { keys, cursor } = await poll(session, "ShipVia", undefined, 2);
  expect(keys).toHaveLength(records.length);
  expect(cursor).toEqual(expect.any(String));
});

test.each([true, false])(
  "tells changes page by page, 90 of them in one second (unsorted: %s)",
  async (hasUnstableLists) => {
    let now = Date.UTC(2026, 2, 4, 12);
    const { session, acumatica } = await startErp({ hasUnstableLists, now: () => new Date(now) });
    acumatica.seed({ records: { StockItem: items(90) } });
    now += 60_000;
    acumatica.seed({ records: { StockItem: items(30, "LATER-") } });
    now += 10_000;
    const first = await poll(session, "StockItem", undefined);
    expect(new Set(first.keys).size).toBe(122);
    now += 600_000;
    acumatica.put("StockItem", { InventoryID: "ITEM-0003", Description: "changed" });
    expect((await poll(session, "StockItem", first.cursor)).keys).toContain("ITEM-0003");
  },
);

test("a record that changes while the list is read comes at least once", async () => {
  let now = Date.UTC(2026, 2, 4, 12);
  const { session, acumatica } = await startErp({ now: () => new Date(now) });
  for (const item of items(40)) {
    now += 1_000;
    acumatica.put("StockItem", item);
  }
  const seen = new Set<unknown>();
  let cursor: string | undefined;
  for (let round = 0; ; round += 1) {
    const page = await session.list?.({ resource: "StockItem", fields: ["Description"], joins: [], cursor, limit: 7 });
    for (const { InventoryID } of page?.records ?? []) seen.add(InventoryID);
    now += 1_000;
    if (round < 5) acumatica.put("StockItem", { InventoryID: `ITEM-00${10 + round}`, Description: `round ${round}` });
    cursor = page?.next;
    if (cursor === undefined) break;
  }
  expect(seen.size).toBe(42);
});

test("a change is settled when its second is surely over", async () => {
  let now = Date.UTC(2026, 2, 4, 12);
  const { session, acumatica } = await startErp({ now: () => new Date(now) });
  await poll(session, "SalesOrder", undefined);
  const [, number] = await createOrder(session);
  const asked = { resource: "SalesOrder", cursor: undefined, limit: 10 };
  const changed = { key: ["SO", number], stamp: "2026-03-04T12:00:00Z", record: { CustomerID: "C000000417" } };
  expect((await session.readChanged(asked)).changed).toMatchObject([{ ...changed, settled: false }]);
  now += 3_000;
  expect((await session.readChanged(asked)).changed).toMatchObject([{ ...changed, settled: true }]);
  expect(acumatica.records("SalesOrder")).toHaveLength(1);
});

test("stock that moves is told by the item's availability, though the item itself does not change", async () => {
  let now = Date.UTC(2026, 2, 4, 12);
  const { session, acumatica } = await startErp({ now: () => new Date(now) });
  const resource = "InventoryQuantityAvailable";
  now += 10_000;
  const first = await poll(session, resource, undefined, 1);
  expect([...first.keys].sort()).toEqual(["BIKE-HELM-M", "BIKE-LAMP-01"]);
  now += 900_000;
  acumatica.receive("BIKE-LAMP-01", "WHOLESALE", 5);
  const { changed } = await session.readChanged({ resource, cursor: first.cursor, limit: 10 });
  expect(changed.filter(({ stamp }) => Date.parse(stamp) >= now - 1_000)).toMatchObject([
    { key: ["BIKE-LAMP-01"], record: { QtyAvailable: 66 } },
  ]);
});

test("what cannot be listed at once is read one by one", async () => {
  const { session } = await startErp({ notOptimizable: ["Customer/MainContact"] });
  const match = { CustomerName: "Harbor Lane Cycles" };
  const found = await session.search({ resource: "Customer", match, fields: ["MainContact.Email"], limit: 2 });
  expect(found).toMatchObject([{ MainContact: { Email: "maya.okafor@example.com" } }]);
});

test("custom fields are written and read by view and name, in the types that the form tells", async () => {
  const { session, acumatica } = await startErp();
  const key = ["BIKE-LAMP-01"];
  acumatica.put("StockItem", {
    InventoryID: "BIKE-HELM-M",
    custom: { ItemSettings: { UsrRow: { type: "CustomIntField", value: 1 } } },
  });
  const values = { custom: { ItemSettings: { UsrShelf: "B-12", UsrRow: 7, UsrFragile: true } } };
  await session.update({ resource: "StockItem", key, values, lines: {}, writeKey: "w" });
  const fields = ["UsrShelf", "UsrRow", "UsrFragile"].map((name) => `custom.ItemSettings.${name}`);
  expect(await session.read({ resource: "StockItem", key, fields, joins: [] })).toMatchObject(values);
  expect(acumatica.record("StockItem", ...key)?.custom).toMatchObject({
    ItemSettings: { UsrRow: { type: "CustomIntField" }, UsrFragile: { type: "CustomBooleanField" } },
  });
});
