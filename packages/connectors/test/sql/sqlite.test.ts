import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqlConnector } from "../../src/sql/connector.ts";
import { failureOf, settingsFor } from "../support.ts";
import { startSqlite, type TestDatabase, temporaryFolder } from "./databases.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startSqlite();
  await database.execute(`
    create table things (id integer primary key, price decimal(10, 2), is_new boolean, data json, seen datetime);
    create table events (id integer primary key, at timestamp);`);
});
afterAll(() => database.stop());

const open = (timeoutMilliseconds = 10_000) =>
  sqlConnector.open(settingsFor({ ...database.options, changedBy: "events.at" }, { timeoutMilliseconds }));

test("booleans, JSON, instants and decimals of SQLite come back as they were given", async () => {
  const session = open();
  const values = { price: 19.9, is_new: true, data: { a: [1, null] }, seen: "2026-03-04T16:22:09Z" };
  const key = await session.create({ resource: "things", values, lines: {}, writeKey: "w" });
  expect(await session.read({ resource: "things", key, fields: [], joins: [] })).toEqual({ id: 1, ...values });
  const tooExact = { price: "12345678901234567.25" };
  expect(
    await failureOf(session.update({ resource: "things", key, values: tooExact, lines: {}, writeKey: "w" })),
  ).toMatchObject({ class: "Invalid", fields: [{ path: "price" }] });
  await session.close();
});

test("a script makes the file and its tables, and is run again without harm", async () => {
  const { folder, remove } = temporaryFolder();
  const setup = join(folder, "setup.sql");
  writeFileSync(setup, "create table if not exists notes (id integer primary key, text varchar(20))");
  for (const text of ["one", "two"]) {
    const session = sqlConnector.open(settingsFor({ dialect: "sqlite", file: join(folder, "made.sqlite"), setup }));
    await session.create({ resource: "notes", values: { text }, lines: {}, writeKey: text });
    await session.close();
  }
  const again = sqlConnector.open(settingsFor({ dialect: "sqlite", file: join(folder, "made.sqlite"), setup }));
  expect(await again.search({ resource: "notes", match: {}, fields: ["text"], limit: 9 })).toHaveLength(2);
  await again.close();
  remove();
});

test("stamps that are seconds since 1970 find changes as well", async () => {
  await database.execute("insert into events values (1, 1772640000), (2, 1772640001)");
  const session = open();
  const first = await session.readChanged({ resource: "events", cursor: undefined, limit: 1 });
  expect(first.changed[0]?.record).toEqual({ id: 1, at: "2026-03-04T16:00:00Z" });
  const second = await session.readChanged({ resource: "events", cursor: first.cursor, limit: 9 });
  await database.execute("insert into events values (3, 1772639990), (4, 1772600000)");
  const third = await session.readChanged({ resource: "events", cursor: second.cursor, limit: 9 });
  expect(third.changed.map(({ key }) => key[0])).toEqual(["3", "1", "2"]);
  await session.close();
});

test("a file that another process has locked is Transient", async () => {
  const session = open(50);
  const other = new DatabaseSync(String(database.options.file));
  other.exec("begin immediate");
  const create = () => session.create({ resource: "things", values: { price: 1 }, lines: {}, writeKey: "w" });
  expect(await failureOf(create())).toMatchObject({ class: "Transient", effect: "none" });
  other.exec("rollback");
  other.close();
  expect(await create()).toHaveLength(1);
  await session.close();
});

test("a file that is missing or no database pauses the system, and none is made", async () => {
  const { folder, remove } = temporaryFolder();
  const at = (file: string) => sqlConnector.open(settingsFor({ dialect: "sqlite", file: join(folder, file) }));
  const missing = at("none.sqlite");
  expect(await failureOf(missing.identify())).toMatchObject({ class: "Maintenance", scope: "system" });
  writeFileSync(join(folder, "text.sqlite"), "this is no database, however long the text may be".repeat(40));
  const text = at("text.sqlite");
  expect(await failureOf(text.identify())).toMatchObject({ class: "Maintenance" });
  mkdirSync(join(folder, "folder.sqlite"));
  expect(await failureOf(at("folder.sqlite").identify())).toMatchObject({ class: "Maintenance" });
  await Promise.all([missing.close(), text.close()]);
  remove();
});

test.each([
  [{ dialect: "oracle" }, "Option dialect"],
  [{ dialect: "sqlite" }, "Option file is missing"],
  [{ dialect: "postgres", url: "mysql://u:geheim@h/d" }, "Option url"],
  [{ dialect: "sqlite", file: "x", overlap: -1 }, "Option overlap"],
  [{ dialect: "sqlite", file: "x", keys: "a." }, "Option keys"],
])("options %j are refused by name", (options, message) => {
  expect(() => sqlConnector.open(settingsFor(options))).toThrow(message);
  expect(() => sqlConnector.open(settingsFor(options))).not.toThrow("geheim");
});
