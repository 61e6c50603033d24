import type { ConnectorSession, DataRecord, LinePatch } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { afterEach, describe, expect, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

let shop: XCartSandbox;
let session: ConnectorSession;
let now: Date;

afterEach(async () => {
  await session.close();
  await shop.close();
});

async function start(options: XCartSandboxOptions = {}, key = "all-key"): Promise<void> {
  now = new Date("2026-03-04T12:00:00Z");
  shop = await startXCartSandbox({ variant: "5.4", now: () => now, products: [{ sku: "A", price: 9.5 }], ...options });
  session = xcartConnector.open(settingsFor({ url: shop.url, key }));
}

const read = (resource: string, key: readonly (string | number)[], joins: readonly string[] = []) =>
  session.read({ resource, key: key.map(String), fields: [], joins });
const search = (resource: string, match: DataRecord) => session.search({ resource, match, fields: [], limit: 10 });
const update = (resource: string, id: number, values: DataRecord, tracking?: Partial<LinePatch>) =>
  session.update({
    resource,
    key: [String(id)],
    values,
    lines: tracking === undefined ? {} : { tracking_numbers: { add: [], change: [], remove: [], ...tracking } },
    writeKey: "w",
  });
const added = (...values: readonly string[]) => ({
  add: values.map((value) => ({ identity: value, values: { value } })),
});

async function changesSince(cursor: string | undefined): Promise<{ keys: string[]; cursor: string }> {
  const keys: string[] = [];
  for (let from = cursor; ; ) {
    const page = await session.readChanged({ resource: "orders", cursor: from, limit: 100 });
    keys.push(...page.changed.map(({ key }) => String(key[0])));
    from = page.cursor;
    if (!page.more) return { keys, cursor: page.cursor };
  }
}

describe("which API a shop has", () => {
  test("is asked once: the add-on is found behind the web page that the newer paths answer", async () => {
    await start();
    expect(await session.identify()).toEqual({ fingerprint: `url=${shop.url}`, label: shop.url });
    await session.identify();
    await session.list?.({ resource: "products", fields: [], joins: [], cursor: undefined, limit: 10 });
    expect(shop.counters.values().requests).toEqual({ "GET /api/orders": 1, "GET order": 2, "GET product": 1 });
    expect(await session.capabilities()).toEqual(["writeTracking"]);
  });

  test("can be told by an option", async () => {
    await start();
    const told = xcartConnector.open(settingsFor({ url: shop.url, key: "read-key", api: "legacy" }));
    await told.identify();
    expect(Object.keys(shop.counters.values().requests)).toEqual(["GET order"]);
    await told.close();
    const options = settingsFor({ url: shop.url, key: "read-key", api: "5.4" });
    expect(await failureOf((async () => xcartConnector.open(options))())).toMatchObject({ class: "Invalid" });
  });

  test("a wrong key is Unauthorized and in no message; a closed shop is Maintenance and asked again", async () => {
    await start({}, "wrong-key");
    const refused = await failureOf(session.identify());
    expect(refused).toMatchObject({ class: "Unauthorized", scope: "system", retry: { when: "whenHealed" } });
    expect(JSON.stringify(refused)).not.toContain("wrong-key");
    const owner = xcartConnector.open(settingsFor({ url: shop.url, key: "all-key" }));
    shop.faults.add({ kind: "htmlPage", remaining: 1 });
    expect(await failureOf(owner.identify())).toMatchObject({ class: "Maintenance" });
    await owner.identify();
    await owner.close();
  });
});

describe("orders of the add-on", () => {
  test("have the names of the newer API, with addresses and transactions, and UTC instants", async () => {
    await start();
    const { id } = shop.placeOrder({
      items: [{ sku: "A", amount: 2 }],
      email: "ada@example.com",
      surcharges: [{ type: "shipping", value: 5 }],
      payment_status: "P",
    });
    expect(await read("orders", [id], ["payment_transactions"])).toMatchObject({
      id,
      order_number: "10001",
      email: "ada@example.com",
      total: 24,
      sub_total: 19,
      currency: "USD",
      create_date: "2026-03-04T12:00:00Z",
      notes: null,
      customer_id: 1,
      payment_status: { id: 4, code: "P", customer_name: "Paid" },
      shipping_status: { code: "N" },
      items: [{ product_id: 1, sku: "A", amount: 2, item_net_price: 9.5 }],
      surcharges: [{ type: "shipping", value: 5 }],
      billing_address: { firstname: "Robin", country_code: "US", state_name: "Oregon" },
      shipping_address: { firstname: "Robin" },
      tracking_numbers: [],
      payment_transactions: [{ local_name: "Credit card", date: "2026-03-04T12:00:00Z" }],
    });
    expect(await read("orders", [999])).toBeUndefined();
    const { records } = await listAll(session, { resource: "orders", fields: [], limit: 100 });
    expect(records).toMatchObject([{ id, order_number: "10001", total: 24 }]);
    expect(records[0]).not.toHaveProperty("items");
  });

  test("are found by number and by e-mail, exactly", async () => {
    await start();
    for (const email of ["ada@example.com", "grada@example.com"]) shop.placeOrder({ items: [{ sku: "A" }], email });
    expect(await search("orders", { order_number: "10002" })).toMatchObject([{ id: 2 }]);
    expect(await search("orders", { email: "ada@example.com" })).toMatchObject([{ id: 1 }]);
    expect(await search("orders", { order_number: "US-1001" })).toEqual([]);
    expect(await failureOf(search("orders", { total: 9.5 }))).toMatchObject({ class: "SchemaDrift" });
  });

  test("statuses are written by their numbers, tracking numbers are added once", async () => {
    await start();
    const { id } = shop.placeOrder({ items: [{ sku: "A" }] });
    await update("orders", id, { shipping_status: { code: "S" } }, added("1Z", "2Z"));
    expect(await read("orders", [id])).toMatchObject({
      shipping_status: { code: "S" },
      tracking_numbers: [{ value: "1Z" }, { value: "2Z" }],
    });
    expect(shop.mails()).toMatchObject([{ kind: "shipped" }]);
    shop.faults.add({ kind: "lostAnswer", match: { method: "POST" }, remaining: 1 });
    expect(await failureOf(update("orders", id, {}, added("3Z")))).toMatchObject({ effect: "unknown" });
    await update("orders", id, {}, added("3Z"));
    expect(shop.orders()[0]?.tracking_numbers.map(({ value }) => value)).toEqual(["1Z", "2Z", "3Z"]);
  });

  test.each<[values: DataRecord, tracking: Partial<LinePatch> | undefined, path: string]>([
    [{ payment_status: { code: "ZZ" } }, undefined, "payment_status.code"],
    [{ external_number: "S1" }, undefined, "external_number"],
    [{ total: 5 }, undefined, "total"],
    [{}, { remove: ["1"] }, "tracking_numbers"],
  ])("a write of %j with %j is Invalid and names %s", async (values, tracking, path) => {
    await start();
    const { id } = shop.placeOrder({ items: [{ sku: "A" }] });
    expect(await failureOf(update("orders", id, values, tracking))).toMatchObject({
      class: "Invalid",
      fields: [{ path }],
    });
    expect(shop.journal().map(({ what }) => what)).toEqual(["order placed"]);
  });

  test("changes are told by the last change, however many and however far down", async () => {
    await start();
    for (let count = 0; count < 230; count += 1) shop.placeOrder({ items: [{ sku: "A" }] });
    const first = await changesSince(undefined);
    expect(new Set(first.keys).size).toBe(230);
    now = new Date("2026-03-04T13:00:00Z");
    shop.editOrder(7, { notes: "changed" });
    expect((await changesSince(first.cursor)).keys).toContain("7");
    for (const { id } of shop.orders()) shop.editOrder(id, { notes: "again" });
    expect(new Set((await changesSince(first.cursor)).keys).size).toBe(230);
  });
});

test("where the add-on does not sort, changed orders are found by a scan", async () => {
  await start({ sortsLists: false });
  for (let count = 0; count < 5; count += 1) shop.placeOrder({ items: [{ sku: "A" }] });
  now = new Date("2026-03-04T13:00:00Z");
  shop.editOrder(3, { notes: "changed" });
  const stamps = async (cursor: string | undefined) => {
    const page = await session.readChanged({ resource: "orders", cursor, limit: 100 });
    return { cursor: page.cursor, stamps: new Map(page.changed.map(({ key, stamp }) => [key[0], stamp])) };
  };
  const first = await stamps(undefined);
  shop.editOrder(2, { notes: "changed" });
  const second = await stamps(first.cursor);
  const changed = [...second.stamps].filter(([id, stamp]) => first.stamps.get(id) !== stamp);
  expect([first.stamps.size, changed.map(([id]) => id)]).toEqual([5, ["2"]]);
});

describe("other resources of the add-on", () => {
  test("products are read, listed, created and changed", async () => {
    await start();
    const key = await session.create({
      resource: "products",
      values: { sku: "Ü-2", name: "日本語 🛠", amount: 3, enabled: false },
      lines: {},
      writeKey: "w",
    });
    expect(await read("products", key)).toMatchObject({ sku: "Ü-2", name: "日本語 🛠", amount: 3, enabled: false });
    await update("products", 2, { amount: 12, enabled: true });
    expect(await read("products", [2])).toMatchObject({ amount: 12, enabled: true, sku: "Ü-2" });
    const { records } = await listAll(session, { resource: "products", fields: [], limit: 100 });
    expect(records.map(({ sku }) => sku)).toEqual(["A", "Ü-2"]);
    const twice = session.create({ resource: "products", values: { sku: "A" }, lines: {}, writeKey: "w" });
    expect(await failureOf(twice)).toMatchObject({ class: "Invalid", status: 400, fields: [{ path: "sku" }] });
    expect(await failureOf(update("products", 99, { amount: 1 }))).toMatchObject({ class: "NotFound" });
    expect(await failureOf(search("products", { sku: "A" }))).toMatchObject({
      class: "SchemaDrift",
      message: expect.stringContaining("index"),
    });
  });

  test("profiles without staff, with their addresses", async () => {
    await start();
    shop.addProfile({ login: "boss@example.com", access_level: 100 });
    const { customer_id: id } = shop.placeOrder({ items: [{ sku: "A" }], email: "guest@example.com" });
    const { records } = await listAll(session, { resource: "profiles", fields: [], limit: 100 });
    expect(records).toMatchObject([{ id, login: "guest@example.com", anonymous: true, first_login_date: null }]);
    expect(await read("profiles", [1])).toBeUndefined();
    expect(await search("addresses", { profile_id: id })).toMatchObject([{ profile_id: id, city: "Portland" }]);
    const scan = await session.readChanged({ resource: "profiles", cursor: undefined, limit: 100 });
    expect(scan).toMatchObject({ changed: [{ key: [String(id)], settled: true }], more: false });
  });

  test("what the add-on does not have is refused by name", async () => {
    await start();
    expect(await failureOf(read("product_variants", [1, 1]))).toMatchObject({
      class: "SchemaDrift",
      message: expect.stringContaining("product_variants"),
    });
    shop.addMembership("Wholesaler");
    expect(await read("memberships", [1])).toMatchObject({ name: "Wholesaler" });
  });

  test("the read key reads and writes nothing; HTML, limits and deadlines are failures", async () => {
    await start({}, "read-key");
    expect(await read("products", [1])).toMatchObject({ sku: "A" });
    expect(await failureOf(update("products", 1, { amount: 1 }))).toMatchObject({
      class: "Unauthorized",
      effect: "none",
    });
    shop.faults.add({ kind: "htmlPage", remaining: 1 });
    expect(await failureOf(read("products", [1]))).toMatchObject({ class: "Maintenance" });
    shop.faults.add({ kind: "status", status: 429, retryAfter: 2, remaining: 1 });
    expect(await failureOf(read("products", [1]))).toMatchObject({ class: "RateLimited" });
    shop.faults.add({ kind: "resetBefore", remaining: 1 });
    expect(await failureOf(read("products", [1]))).toMatchObject({ class: "Transient", effect: "none" });
  });
});
