import type { ConnectorSession, DataRecord, UpdateRequest } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { afterEach, describe, expect, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

let shop: XCartSandbox;
let session: ConnectorSession;
let now = new Date("2026-03-04T12:00:00Z");

afterEach(async () => {
  await session.close();
  await shop.close();
});

async function start(options: XCartSandboxOptions = {}): Promise<void> {
  now = new Date("2026-03-04T12:00:00Z");
  shop = await startXCartSandbox({ now: () => now, ...options });
  session = xcartConnector.open(settingsFor({ url: shop.url, key: "all-key" }));
}

const read = (resource: string, key: readonly (string | number)[], joins: readonly string[] = []) =>
  session.read({ resource, key: key.map(String), fields: [], joins });
const search = (resource: string, match: DataRecord, limit = 10) =>
  session.search({ resource, match, fields: [], limit });
const update = (
  resource: string,
  key: readonly (string | number)[],
  values: DataRecord,
  lines: UpdateRequest["lines"] = {},
) => session.update({ resource, key: key.map(String), values, lines, writeKey: "w" });
const create = (resource: string, values: DataRecord, lines: UpdateRequest["lines"] = {}) =>
  session.create({ resource, values, lines, writeKey: "w" });

describe("products", () => {
  test("the three date formats of the API become UTC instants, and empty text null", async () => {
    await start({ zoneMinutes: 120, products: [{ sku: "A" }] });
    const order = shop.placeOrder({ items: [{ sku: "A" }], email: "ada@example.com" });
    expect(await read("products", [1])).toMatchObject({ create_date: "2026-03-04T12:00:00Z", description: null });
    expect(await read("orders", [order.id])).toMatchObject({ create_date: "2026-03-04T12:00:00Z", notes: null });
    expect(await read("profiles", [order.customer_id ?? 0])).toMatchObject({ create_date: "2026-03-04T12:00:00Z" });
  });

  test("a write changes the given fields only; classes and memberships are given by their names", async () => {
    await start({ products: [{ sku: "A", name: "Drill", price: 10, amount: 3 }] });
    shop.addClass("tax", "Reduced");
    shop.addMembership("Wholesaler");
    await update("products", [1], {
      amount: 12,
      tax_class: { name: "Reduced" },
      memberships: [{ name: "Wholesaler" }],
    });
    expect(await read("products", [1])).toMatchObject({
      sku: "A",
      name: "Drill",
      price: 10,
      amount: 12,
      tax_class: { name: "Reduced" },
      memberships: [{ name: "Wholesaler", enabled: true }],
    });
    await update("products", [1], { tax_class: null, description: null });
    expect(await read("products", [1])).toMatchObject({ tax_class: null, description: null, amount: 12 });
  });

  test("unicode and long texts arrive as they were written", async () => {
    await start();
    const name = "Bohrer Größe ½″ — 日本語 🛠 \u{1F469}\u200D\u{1F527}";
    const description = `<p>${"ж".repeat(20_000)}</p>`;
    const [id = ""] = await create("products", { sku: "Ü-1", name, description, price: 9_999_999_999.9999 });
    expect(await read("products", [id])).toMatchObject({ sku: "Ü-1", name, description, price: 9_999_999_999.9999 });
  });

  test.each<[values: DataRecord, expected: object]>([
    [{ name: "no sku" }, { status: 400, fields: [{ path: "sku", rule: expect.any(String) }] }],
    [{ sku: "A" }, { status: 400, class: "Conflict", fields: [{ path: "sku", rule: "unique" }] }],
    [{ sku: "X".repeat(33) }, { status: 400, fields: [{ path: "sku" }] }],
    [
      { sku: "B", price: -1 },
      { status: 400, fields: [{ path: "price" }] },
    ],
    [
      { sku: "B", amount: "7" },
      { status: 400, fields: [{ path: "amount" }] },
    ],
    [{ sku: "B", tax_class: { name: "Nowhere" } }, { status: 400 }],
    [{ sku: "B", create_date: "2026-01-01T00:00:00Z" }, { fields: [{ path: "create_date", rule: "readOnly" }] }],
  ])("a create with %j is refused and names the field", async (values, expected) => {
    await start({ products: [{ sku: "A" }] });
    expect(await failureOf(create("products", values))).toMatchObject({
      class: "Invalid",
      effect: "none",
      ...expected,
    });
    expect(shop.products()).toHaveLength(1);
  });

  test("a search by name says that the shop has no filter for it; the list finds it", async () => {
    await start({ products: [{ sku: "A" }, { sku: "B" }] });
    expect(await failureOf(search("products", { name: "B" }))).toMatchObject({
      class: "SchemaDrift",
      message: expect.stringContaining("index"),
    });
    const { records } = await listAll(session, { resource: "products", fields: [], limit: 100 });
    expect(records.map(({ sku }) => sku)).toEqual(["A", "B"]);
    expect(await search("products", { id: "2", sku: " B " })).toMatchObject([{ id: 2 }]);
    expect(await search("products", { id: "2", sku: "A" })).toEqual([]);
    expect(await search("products", { id: "none" })).toEqual([]);
  });
});

describe("what lies below products, and short lists", () => {
  test("variants are read, listed and written below their product; a value of their own replaces the product's", async () => {
    await start({ products: [{ sku: "A", amount: 9 }, { sku: "B" }] });
    const [product = "", id = ""] = await create("product_variants", { product_id: 1, sku: "A-L" });
    expect(await read("product_variants", [product, id])).toMatchObject({
      product_id: 1,
      amount: 9,
      default_amount: true,
    });
    await update("product_variants", [product, id], { amount: 4 });
    expect(await read("product_variants", [1, id])).toMatchObject({
      amount: 4,
      default_amount: false,
      default_price: true,
    });
    expect(await read("product_variants", [2, id])).toBeUndefined();
    expect(await search("product_variants", { product_id: "1", sku: "A-L" })).toMatchObject([{ id: Number(id) }]);
    expect(await read("products", [1], ["variants"])).toMatchObject({ variants: [{ sku: "A-L" }] });
    const { records } = await listAll(session, { resource: "product_variants", fields: [], limit: 100 });
    expect(records).toMatchObject([{ product_id: 1, sku: "A-L" }]);
    expect(await failureOf(create("product_variants", { sku: "A-M" }))).toMatchObject({
      class: "Invalid",
      fields: [{ path: "product_id", rule: "required" }],
    });
  });

  test("short lists are searched by any field", async () => {
    await start();
    shop.addMembership("Wholesaler");
    shop.addClass("tax", "Reduced");
    expect(await search("memberships", { name: "Wholesaler" })).toMatchObject([{ id: 1, enabled: true }]);
    const taxes = { resource: "tax_classes", columns: ["name"], result: "id", keys: [["Reduced"], ["Full"]] };
    expect(await session.lookup(taxes)).toEqual([[1], []]);
    expect(await failureOf(update("tax_classes", [1], { name: "x" }))).toMatchObject({ class: "SchemaDrift" });
  });
});

describe("profiles", () => {
  test("login is matched exactly, in any case, although the shop matches parts", async () => {
    await start();
    for (const login of ["ada@example.com", "grada@example.com", "ada@example.com.br"]) shop.addProfile({ login });
    expect(await search("profiles", { login: "Ada@Example.com " })).toMatchObject([{ id: 1 }]);
    expect(await search("profiles", { login: "da@example.com" })).toEqual([]);
    expect(await search("profiles", { login: null })).toEqual([]);
  });

  test("guests are shown; staff are not, and are never changed", async () => {
    await start({ products: [{ sku: "A" }] });
    const staff = shop.addProfile({ login: "boss@example.com", access_level: 100 });
    const guest = shop.placeOrder({ items: [{ sku: "A" }], email: "guest@example.com" }).customer_id ?? 0;
    const { records } = await listAll(session, { resource: "profiles", fields: [], limit: 100 });
    expect(records).toMatchObject([{ id: guest, login: "guest@example.com", first_login_date: null }]);
    expect(await read("profiles", [staff.id])).toBeUndefined();
    expect(await search("profiles", { login: "boss@example.com" })).toEqual([]);
    expect(await failureOf(update("profiles", [staff.id], { status: "D" }))).toMatchObject({ class: "NotFound" });
    expect(await failureOf(create("profiles", { login: "x@example.com", access_level: 100 }))).toMatchObject({
      class: "Invalid",
      fields: [{ path: "access_level" }],
    });
    expect(shop.profiles().find(({ id }) => id === staff.id)?.status).toBe("E");
  });

  test("a customer is created with addresses, which are changed one by one and not removed", async () => {
    await start();
    const home = {
      firstname: "Ada",
      lastname: "Byron",
      street: "1 Main St",
      city: "Porto",
      country_code: "PT",
      zipcode: "1",
    };
    const [id = ""] = await create(
      "profiles",
      { login: "ada@example.com", language: "pt" },
      { addresses: { add: [{ identity: "home", values: { ...home, is_billing: true } }], change: [], remove: [] } },
    );
    const profile = await read("profiles", [id], ["addresses"]);
    expect(profile).toMatchObject({ login: "ada@example.com", addresses: [{ ...home, is_billing: true }] });
    const [address] = shop.addressesOf(Number(id));
    const key = String(address?.id);
    const change = [{ key, values: { city: "Lisboa" } }];
    await update("profiles", [id], {}, { addresses: { add: [], change, remove: [] } });
    expect(await read("addresses", [id, key])).toMatchObject({
      profile_id: Number(id),
      city: "Lisboa",
      street: "1 Main St",
    });
    const removing = update("profiles", [id], {}, { addresses: { add: [], change: [], remove: [key] } });
    expect(await failureOf(removing)).toMatchObject({ class: "Invalid", fields: [{ path: "addresses" }] });
    expect(await failureOf(create("addresses", { profile_id: id, ...home, street: "" }))).toMatchObject({
      class: "Invalid",
      fields: [{ path: "street", message: "is required" }],
    });
    expect(await failureOf(create("profiles", { login: "ada@example.com" }))).toMatchObject({
      class: "Invalid",
      fields: [{ path: "login", rule: "unique" }],
    });
  });

  test("a lost answer to a create has an unknown effect, and the search before a repeat finds the record", async () => {
    await start();
    shop.faults.add({ kind: "lostAnswer", match: { method: "POST" }, remaining: 1 });
    expect(await failureOf(create("profiles", { login: "ada@example.com" }))).toMatchObject({ effect: "unknown" });
    expect(await search("profiles", { login: "ada@example.com" })).toHaveLength(1);
  });
});

describe("profiles by when they were added", () => {
  async function changesSince(from: string | undefined) {
    const keys: string[] = [];
    for (let cursor = from; ; ) {
      const page = await session.readChanged({ resource: "profiles", cursor, limit: 100 });
      keys.push(...page.changed.map(({ key }) => String(key[0])));
      cursor = page.cursor;
      if (!page.more) return { keys, cursor };
    }
  }

  test("all are told at first, then new ones, and staff never", async () => {
    await start();
    await session.close();
    session = xcartConnector.open(settingsFor({ url: shop.url, key: "read-key", profileChanges: "added" }));
    expect((await changesSince(undefined)).keys).toEqual([]);
    for (let count = 0; count < 230; count += 1) shop.addProfile({ login: `person${count}@example.com` });
    const first = await changesSince(undefined);
    expect(new Set(first.keys).size).toBe(230);
    now = new Date(now.getTime() + 3_600_000);
    shop.editProfile(3, { status: "D" });
    shop.addProfile({ login: "boss@example.com", access_level: 100 });
    const { id } = shop.addProfile({ login: "new@example.com" });
    const before = shop.counters.values().requests["GET /api/profiles"] ?? 0;
    const second = await changesSince(first.cursor);
    expect(second.keys.at(-1)).toBe(String(id));
    expect((await changesSince(second.cursor)).keys).toEqual([String(id)]);
    expect((shop.counters.values().requests["GET /api/profiles"] ?? 0) - before).toBeLessThanOrEqual(5);
  });
});

describe("orders", () => {
  test("are found by e-mail and statuses, exactly, and by numbers that the API can take", async () => {
    await start({ products: [{ sku: "A" }] });
    for (const email of ["ada@example.com", "grada@example.com", "ada@example.com"])
      shop.placeOrder({ items: [{ sku: "A" }], email, payment_status: "P" });
    shop.setPaymentStatus(3, "R");
    expect(await search("orders", { email: "Ada@example.com" })).toMatchObject([{ id: 1 }, { id: 3 }]);
    expect(await search("orders", { email: "ada@example.com", payment_status: { code: "R" } })).toMatchObject([
      { id: 3 },
    ]);
    expect(await search("orders", { order_number: "10002" })).toMatchObject([{ id: 2 }]);
    expect(await search("orders", { order_number: "99999" })).toEqual([]);
    expect(await failureOf(search("orders", { order_number: "US-1001" }))).toMatchObject({ class: "SchemaDrift" });
  });

  test("transactions and history come as joins and by themselves, without free-form data", async () => {
    await start({ products: [{ sku: "A" }] });
    const { id } = shop.placeOrder({ items: [{ sku: "A" }], payment_status: "P" });
    const order = await read("orders", [id], ["payment_transactions", "history"]);
    expect(order).toMatchObject({
      payment_transactions: [{ local_name: "Credit card", backend_transactions: [{ status: "S" }] }],
      history: [{ code: "PLACE ORDER", date: "2026-03-04T12:00:00Z" }],
    });
    expect(JSON.stringify(order)).not.toMatch(/"(data|details|ip)"/);
    expect(await search("payment_transactions", { order_id: id })).toMatchObject([{ order_id: id, id: 1 }]);
    expect(await read("order_history", [id, 1])).toMatchObject({ order_id: id, code: "PLACE ORDER" });
    expect(await search("payment_transactions", { order_id: "999999" })).toEqual([]);
    const changes = session.readChanged({ resource: "payment_transactions", cursor: undefined, limit: 100 });
    expect(await failureOf(changes)).toMatchObject({ class: "SchemaDrift" });
  });
});

describe("answers that are no answers", () => {
  const resources = ["orders", "products", "profiles", "categories", "memberships", "product_variants"];
  test.each(resources)(
    "%s: an HTML page, a limit and a deadline are failures and never an empty list",
    async (resource) => {
      await start({ products: [{ sku: "A" }] });
      const list = () => failureOf(listAll(session, { resource, fields: [], limit: 100 }));
      shop.faults.add({ kind: "htmlPage", remaining: 1 });
      expect(await list()).toMatchObject({ class: "Maintenance", scope: "system", retry: { when: "whenHealed" } });
      shop.faults.add({ kind: "status", status: 429, retryAfter: 3, remaining: 1 });
      expect(await list()).toMatchObject({ class: "RateLimited", retry: { when: "after", milliseconds: 3_000 } });
      shop.faults.add({ kind: "lateAnswer", remaining: 1 });
      const { url } = shop;
      const hurried = xcartConnector.open(settingsFor({ url, key: "all-key" }, { timeoutMilliseconds: 60 }));
      const late = hurried.list?.({ resource, fields: [], joins: [], cursor: undefined, limit: 10 });
      expect(await failureOf(late ?? Promise.resolve())).toMatchObject({ class: "Timeout", effect: "none" });
      await hurried.close();
    },
  );
});
