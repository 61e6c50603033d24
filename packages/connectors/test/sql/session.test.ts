import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sqlConnector } from "../../src/sql/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";
import { startPostgres, startSqlite, type TestDatabase } from "./databases.ts";

const TABLES = `
  create table countries (code text primary key, name text not null);
  create table customers (
    id integer primary key, email text unique, country text references countries (code), name text not null
  );
  create table orders (
    id bigint primary key, number text not null, customer_id integer references customers (id),
    total decimal(12, 2) not null default 0, big bigint, is_paid boolean not null default false,
    placed_on date, updated_at timestamp, note varchar(10), check (total >= 0)
  );
  create table order_lines (
    id integer primary key, order_id bigint not null references orders (id), sku text not null, quantity integer not null
  );
  create table stock (sku text, place text, amount integer not null, primary key (sku, place));
  create view paid_orders as select id, number from orders where is_paid;`;

const NO_LINES = { lines: {}, writeKey: "w" };

describe.each([
  ["postgres", startPostgres],
  ["sqlite", startSqlite],
] as const)("tables of %s", (dialect, start) => {
  let database: TestDatabase;
  let session: ConnectorSession;
  const open = (more: ConnectorSettings["options"] = {}) =>
    sqlConnector.open(settingsFor({ ...database.options, ...more }));

  beforeAll(async () => {
    database = await start();
    await database.execute(TABLES);
    session = open({ keys: "paid_orders.id", changedBy: "orders.updated_at" });
  }, 60_000);
  afterAll(async () => {
    await session.close();
    await database.stop();
  });
  beforeEach(async () => {
    for (const table of ["order_lines", "orders", "customers", "countries", "stock"])
      await database.execute(`delete from ${table}`);
    await database.execute(`
      insert into countries values ('DE', 'Germany'), ('AT', 'Austria');
      insert into customers values (1, 'Ann@Example.com', 'DE', 'Ann'), (2, 'bob@example.com', 'AT', 'Bob'), (3, null, null, 'Cy');
      insert into orders values
        (1, 'A-1', 1, 19.90, 9007199254740993, true, '2026-03-04', '2026-03-04 16:22:09', ''),
        (2, 'A-2', 2, 0.10, null, false, null, '2026-03-04 16:22:09', 'hello');
      insert into order_lines values (11, 1, 'MUG', 2), (12, 1, 'CAP', 1);
      insert into stock values ('MUG', 'A', 5), ('MUG', 'B', 7), ('CAP', 'A', 1);`);
  });
  const readOrder = (key: string, joins: string[] = []) =>
    session.read({ resource: "orders", key: [key], fields: [], joins });

  test("a row is read with exact numbers, UTC instants and null for empty text", async () => {
    expect(await readOrder("1")).toEqual({
      id: "1",
      number: "A-1",
      customer_id: 1,
      total: 19.9,
      big: "9007199254740993",
      is_paid: true,
      placed_on: "2026-03-04",
      updated_at: "2026-03-04T16:22:09Z",
      note: null,
    });
    expect(await readOrder("3")).toBeUndefined();
    expect(await readOrder("no number")).toBeUndefined();
    expect(await session.read({ resource: "orders", key: ["2"], fields: ["number"], joins: [] })).toEqual({
      id: "2",
      number: "A-2",
    });
  });

  test("rows are read by composite keys, and views by the keys that the options name", async () => {
    const read = (resource: string, key: string[]) => session.read({ resource, key, fields: [], joins: [] });
    expect(await read("stock", ["MUG", "B"])).toEqual({ sku: "MUG", place: "B", amount: 7 });
    expect(await read("paid_orders", ["1"])).toEqual({ id: "1", number: "A-1" });
    expect(await failureOf(read("stock", ["MUG"]))).toMatchObject({ class: "SchemaDrift" });
    const without = open();
    expect(await failureOf(without.read({ resource: "paid_orders", key: ["1"], fields: [], joins: [] }))).toMatchObject(
      { class: "SchemaDrift", message: expect.stringContaining('"paid_orders.id"') },
    );
    await without.close();
  });

  test("lines of other tables are joined", async () => {
    const order = await readOrder("1", ["order_lines"]);
    expect(order?.order_lines).toEqual([
      { id: 11, order_id: "1", sku: "MUG", quantity: 2 },
      { id: 12, order_id: "1", sku: "CAP", quantity: 1 },
    ]);
    expect((await readOrder("2", ["order_lines"]))?.order_lines).toEqual([]);
    const page = await session.list?.({
      resource: "orders",
      fields: ["number", "order_lines.sku"],
      joins: ["order_lines"],
      cursor: undefined,
      limit: 10,
    });
    expect(page?.records.map(({ order_lines }) => (order_lines as readonly unknown[]).length)).toEqual([2, 0]);
  });

  test("rows are searched by equal fields, through references, and by what is empty", async () => {
    const numbers = async (match: Record<string, string | number | boolean | null>) =>
      (await session.search({ resource: "orders", match, fields: ["number"], limit: 9 })).map(({ number }) => number);
    expect(await numbers({ number: " A-2 " })).toEqual(["A-2"]);
    expect(await numbers({ total: 0.1, is_paid: false })).toEqual(["A-2"]);
    expect(await numbers({ note: null })).toEqual(["A-1"]);
    expect(await numbers({ updated_at: "2026-03-04T16:22:09Z" })).toEqual(["A-1", "A-2"]);
    expect(await numbers({ placed_on: "2026-03-04" })).toEqual(["A-1"]);
    expect(await numbers({ "customer_id.country.name": "Austria" })).toEqual(["A-2"]);
    expect(await numbers({ customer_id: "x" })).toEqual([]);
    expect(await numbers({ number: "'; drop table orders; --" })).toEqual([]);
    const byMail = { resource: "customers", match: { email: "ann@example.COM" }, fields: ["name"], limit: 9 };
    expect(await session.search(byMail)).toEqual([{ id: 1, name: "Ann" }]);
    expect(await failureOf(numbers({ nope: 1 }))).toMatchObject({ class: "SchemaDrift" });
  });

  test("many keys are looked up at once", async () => {
    const lookup = (columns: string[], result: string, keys: (string | number | null)[][]) =>
      session.lookup({ resource: "orders", columns, result, keys });
    expect(await lookup(["number"], "id", [["A-2"], [" A-1"], ["A-9"], [null]])).toEqual([["2"], ["1"], [], []]);
    expect(await lookup(["customer_id.country", "is_paid"], "number", [["DE", 1]])).toEqual([[]]);
    expect(await lookup(["customer_id.country"], "customer_id.name", [["DE"], ["AT"]])).toEqual([["Ann"], ["Bob"]]);
    const many = Array.from({ length: 2_500 }, (_, index) => [`A-${index}`]);
    expect((await lookup(["number"], "id", many)).filter(({ length }) => length > 0)).toHaveLength(2);
  });

  test("pages go on behind the last key", async () => {
    const { records, pages } = await listAll(session, { resource: "stock", fields: [], limit: 2 });
    expect(records.map(({ sku, place }) => `${sku}${place}`)).toEqual(["CAPA", "MUGA", "MUGB"]);
    expect(pages).toBe(2);
    expect((await listAll(session, { resource: "orders", fields: [], limit: 1 })).records).toHaveLength(2);
  });

  test("a created row has what was given and the database's defaults", async () => {
    const values = { id: "9223372036854775807", number: "A-3", total: 12.5, updated_at: "2026-03-05T10:00:00Z" };
    expect(await session.create({ resource: "orders", values, ...NO_LINES })).toEqual(["9223372036854775807"]);
    expect(await readOrder("9223372036854775807")).toMatchObject({ ...values, is_paid: false, note: null });
  });

  test("an update changes the fields of the patch and nothing else", async () => {
    await session.update({ resource: "orders", key: ["1"], values: { note: "x", is_paid: false }, ...NO_LINES });
    expect(await readOrder("1")).toMatchObject({ note: "x", is_paid: false, total: 19.9, number: "A-1" });
    await session.update({ resource: "orders", key: ["1"], values: { big: null }, ...NO_LINES });
    expect((await readOrder("1"))?.big).toBeNull();
    const missing = session.update({ resource: "orders", key: ["77"], values: { note: "x" }, ...NO_LINES });
    expect(await failureOf(missing)).toMatchObject({ class: "NotFound", effect: "none" });
  });

  test("lines are added, changed and removed with their order, all or none", async () => {
    const lines = (sku: string | null) => ({
      order_lines: {
        add: [{ identity: "a", values: { id: 13, sku, quantity: 3 } }],
        change: [{ key: "11", values: { quantity: 9 } }],
        remove: ["12"],
      },
    });
    const update = (sku: string | null) =>
      session.update({ resource: "orders", key: ["1"], values: { note: "new" }, lines: lines(sku), writeKey: "w" });
    expect(await failureOf(update(null))).toMatchObject({ class: "Invalid", fields: [{ path: "sku" }] });
    expect((await readOrder("1", ["order_lines"]))?.order_lines).toHaveLength(2);
    expect((await readOrder("1"))?.note).toBeNull();
    await update("HAT");
    expect(await readOrder("1", ["order_lines"])).toMatchObject({
      note: "new",
      order_lines: [
        { id: 11, quantity: 9 },
        { id: 13, order_id: "1", sku: "HAT", quantity: 3 },
      ],
    });
  });

  test("a row is found or made by unique fields in one statement", async () => {
    const upsert = (name: string, key = ["email"]) =>
      session.upsert?.({ resource: "customers", key, values: { id: 8, email: "new@example.com", name }, ...NO_LINES });
    expect(await upsert("One")).toMatchObject({ id: 8, name: "One" });
    expect(await upsert("Two")).toMatchObject({ id: 8, name: "Two" });
    expect(await upsert("Three", ["name"])).toBeUndefined();
    expect(await session.search({ resource: "customers", match: {}, fields: [], limit: 9 })).toHaveLength(4);
  });

  test("changed rows come in order of their stamps, equal ones included, and again within the overlap", async () => {
    const changes = async (cursor: string | undefined, limit: number) => {
      const keys: string[] = [];
      let page = await session.readChanged({ resource: "orders", cursor, limit });
      keys.push(...page.changed.map(({ key }) => key.join("/")));
      while (page.more) {
        page = await session.readChanged({ resource: "orders", cursor: page.cursor, limit });
        keys.push(...page.changed.map(({ key }) => key.join("/")));
      }
      return { keys, cursor: page.cursor };
    };
    await database.execute(`insert into orders (id, number, updated_at) values (5, 'A-5', '2026-03-04 16:22:09.25')`);
    const first = await changes(undefined, 1);
    expect(first.keys).toEqual(["1", "2", "5"]);
    await database.execute(`
      insert into orders (id, number, updated_at) values
        (6, 'late', '2026-03-04 16:21:30'), (7, 'too old', '2026-03-04 16:00:00'), (8, 'new', '2026-03-04 16:23:00')`);
    const second = await changes(first.cursor, 100);
    expect(second.keys).toEqual(["6", "1", "2", "5", "8"]);
    expect((await changes(second.cursor, 2)).keys).toContain("8");
  });

  test("without a column of changes a table is read through and its rows are stamped by their content", async () => {
    const stamps = async () => {
      const page = await session.readChanged({ resource: "customers", cursor: undefined, limit: 10 });
      return new Map(page.changed.map(({ key, stamp }) => [key.join("/"), stamp]));
    };
    const before = await stamps();
    await session.update({ resource: "customers", key: ["2"], values: { name: "Bobby" }, ...NO_LINES });
    const after = await stamps();
    expect([...after].filter(([key, stamp]) => before.get(key) !== stamp).map(([key]) => key)).toEqual(["2"]);
  });

  const insert = (resource: string, values: Record<string, string | number | null>) =>
    session.create({ resource, values, ...NO_LINES });
  test.each([
    ["a key that is taken", () => insert("orders", { id: 1, number: "A" }), "Conflict", "id"],
    [
      "a unique value that is taken",
      () => insert("customers", { id: 9, email: "bob@example.com", name: "B" }),
      "Conflict",
      "email",
    ],
    ["a missing value", () => insert("customers", { id: 9 }), "Invalid", "name"],
    ["no such number", () => insert("orders", { id: 9, number: "A", total: "many" }), "Invalid", "total"],
    [
      "a reference to nothing",
      () => insert("customers", { id: 9, name: "B", country: "XX" }),
      "Invalid",
      dialect === "postgres" ? "country" : undefined,
    ],
    ["a broken check", () => insert("orders", { id: 9, number: "A", total: -1 }), "Invalid", undefined],
    ["an unknown column", () => insert("orders", { id: 9, nope: 1 }), "SchemaDrift", undefined],
    ["an unknown table", () => insert("nope", { id: 9 }), "SchemaDrift", undefined],
  ] as const)("%s is told", async (_name, work, kind, path) => {
    const failure = await failureOf(work());
    expect(failure).toMatchObject({ class: kind, effect: "none" });
    expect(failure.fields[0]?.path).toBe(path);
    expect(failure.message).not.toContain("bob@example.com");
  });

  test("a dropped column is told as drift, and a new one is seen afterwards", async () => {
    await readOrder("1");
    await database.execute("create table moving (id integer primary key, old text)");
    await database.execute("insert into moving values (1, 'x')");
    const read = () => session.search({ resource: "moving", match: {}, fields: [], limit: 1 });
    expect(await read()).toEqual([{ id: 1, old: "x" }]);
    await database.execute("alter table moving rename column old to young");
    expect(await failureOf(read())).toMatchObject({ class: "SchemaDrift" });
    expect(await read()).toEqual([{ id: 1, young: "x" }]);
    await database.execute("drop table moving");
    expect(await failureOf(read())).toMatchObject({ class: "SchemaDrift" });
  });

  test("schemas and the description tell what the tables hold", async () => {
    const [orders] = (await session.schemaDocuments?.(["orders"])) ?? [];
    const schema = JSON.parse(orders?.text ?? "{}");
    expect(schema.properties.total).toMatchObject({ type: "number", "x-xmap-decimal": 2, "x-xmap-searchable": true });
    expect(schema.properties.customer_id).toMatchObject({ "x-xmap-reference": "customers" });
    expect(schema.properties.updated_at).toMatchObject({ format: "date-time" });
    expect(schema.properties.note).toMatchObject({ maxLength: 10 });
    expect(schema.properties.order_lines.items.properties.sku).toMatchObject({ type: "string" });
    const description = await session.describe?.(["orders", "stock", "paid_orders"]);
    expect(description?.resources).toMatchObject({
      orders: { changes: "cursor", joins: ["order_lines"] },
      stock: { changes: "fullScan" },
      paid_orders: { writable: [] },
    });
  });
});
