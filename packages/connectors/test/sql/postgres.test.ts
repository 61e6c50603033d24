import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqlConnector } from "../../src/sql/connector.ts";
import { failureOf, settingsFor } from "../support.ts";
import { type PostgresDatabase, startPostgres } from "./databases.ts";

let database: PostgresDatabase;
let session: ConnectorSession;
const opened: ConnectorSession[] = [];

function open(options: ConnectorSettings["options"] = {}, more: Partial<ConnectorSettings> = {}): ConnectorSession {
  const one = sqlConnector.open(settingsFor({ ...database.options, ...options }, more));
  opened.push(one);
  return one;
}

beforeAll(async () => {
  database = await startPostgres();
  await database.execute(`
    create type mood as enum ('good', 'bad');
    create domain price as numeric(10, 3);
    create table things (
      id bigint generated always as identity primary key, code uuid not null default gen_random_uuid(),
      exact numeric, price price, tags text[], data jsonb, mood mood, born timestamptz, ratio double precision,
      doubled integer generated always as (2) stored
    );
    create table counters (id integer primary key, version bigint not null);
    create schema other;
    create table other.here (id integer primary key);
    create role reader login password 'reads';
    grant usage on schema public to reader;
    grant select on things to reader;`);
  session = open({ changedBy: "born, counters.version" });
}, 60_000);
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await database.stop();
});

const create = (values: Parameters<ConnectorSession["create"]>[0]["values"]) =>
  session.create({ resource: "things", values, lines: {}, writeKey: "w" });
const read = (key: readonly string[]) => session.read({ resource: "things", key, fields: [], joins: [] });

test("what PostgreSQL keeps exactly comes back exactly", async () => {
  const values = {
    exact: "123456789012345678901234567890.000000000000000001",
    price: 1234567.891,
    tags: ["a,b", 'say "hi"', "{x}"],
    data: { deep: [1, { two: null }] },
    mood: "bad",
    born: "2026-03-04T16:22:09Z",
    ratio: 0.1,
  };
  const key = await create(values);
  expect(await read(key)).toMatchObject({ ...values, id: key[0], doubled: 2 });
});

test("instants with any offset and microseconds are UTC", async () => {
  await database.execute("insert into things (born, mood) values ('2026-03-04 18:22:09.123456+02', 'good')");
  const match = { born: "2026-03-04T16:22:09Z", mood: "good" };
  const found = await session.search({ resource: "things", match, fields: ["born"], limit: 5 });
  expect(found.map(({ born }) => born)).toEqual(["2026-03-04T16:22:09Z"]);
});

test("a value of no such kind finds nothing instead of failing", async () => {
  const find = (match: Record<string, string>) => session.search({ resource: "things", match, fields: [], limit: 1 });
  expect(await find({ code: "no uuid" })).toEqual([]);
  expect(await find({ mood: "so-so" })).toEqual([]);
  expect(await read(["x"])).toBeUndefined();
});

test("schemas tell enumerations, domains, generated columns and text for unbounded decimals", async () => {
  const [document] = (await session.schemaDocuments?.(["things"])) ?? [];
  expect(JSON.parse(document?.text ?? "{}").properties).toMatchObject({
    id: { type: "string", readOnly: true },
    exact: { type: ["string", "null"] },
    price: { type: ["number", "null"], "x-xmap-decimal": 3 },
    mood: { enum: ["good", "bad", null] },
    tags: { type: ["array", "null"] },
    doubled: { readOnly: true },
  });
});

test("stamps of microseconds are paged through, and those of a moment ago are not settled", async () => {
  await database.execute("delete from things");
  await database.execute(`insert into things (born) select '2026-01-01 00:00:00.5Z' from generate_series(1, 5)`);
  await database.execute("insert into things (born) values (now())");
  const stamps: boolean[] = [];
  let page = await session.readChanged({ resource: "things", cursor: undefined, limit: 2 });
  stamps.push(...page.changed.map(({ settled }) => settled));
  while (page.more) {
    page = await session.readChanged({ resource: "things", cursor: page.cursor, limit: 2 });
    stamps.push(...page.changed.map(({ settled }) => settled));
  }
  expect(stamps).toEqual([true, true, true, true, true, false]);
});

test("a sequence finds changes too, and reaches back over numbers", async () => {
  await database.execute("insert into counters values (1, 5000), (2, 5001)");
  const first = await session.readChanged({ resource: "counters", cursor: undefined, limit: 10 });
  await database.execute("insert into counters values (3, 4500), (4, 3000), (5, 5002)");
  const second = await session.readChanged({ resource: "counters", cursor: first.cursor, limit: 10 });
  expect(second.changed.map(({ key }) => key[0])).toEqual(["3", "1", "2", "5"]);
  expect(second.changed.every(({ settled }) => settled)).toBe(true);
});

test("the cluster, the database and the schema tell which installation it is", async () => {
  const identity = await session.identify();
  expect(identity.fingerprint).toMatch(/^cluster=\d+;database=postgres;schema=public$/);
  expect(identity.label).not.toContain("pa$$");
  expect((await open({ schema: "other" }).identify()).fingerprint).not.toBe(identity.fingerprint);
});

test("only the schema's own tables are there", async () => {
  const request = { resource: "here", match: {}, fields: [], limit: 1 };
  expect(await open({ schema: "other" }).search(request)).toEqual([]);
  expect(await failureOf(session.search(request))).toMatchObject({ class: "SchemaDrift" });
});

test("a wrong password and missing rights are told apart", async () => {
  const wrong = open({ url: database.url.replace(/:[^:@]*@/, ":wrong-secret@") });
  const failure = await failureOf(wrong.identify());
  expect(failure).toMatchObject({ class: "Unauthorized", scope: "system" });
  expect(JSON.stringify(failure)).not.toContain("wrong-secret");
  const reader = open({ url: database.url.replace(/xmap:[^:@]*@/, "reader:reads@") });
  expect(await reader.search({ resource: "things", match: {}, fields: [], limit: 1 })).toHaveLength(1);
  const denied = reader.create({ resource: "things", values: { mood: "bad" }, lines: {}, writeKey: "w" });
  expect(await failureOf(denied)).toMatchObject({ class: "Forbidden", effect: "none" });
  expect(await failureOf(reader.read({ resource: "counters", key: ["1"], fields: [], joins: [] }))).toMatchObject({
    class: "SchemaDrift",
  });
});

test("a database that is not there pauses the system", async () => {
  const nobody = open({ url: "postgres://xmap:x@127.0.0.1:1/postgres" });
  expect(await failureOf(nobody.identify())).toMatchObject({ class: "Maintenance", scope: "system", effect: "none" });
  const unknown = open({ url: database.url.replace(/\/postgres$/, "/nowhere") });
  expect(await failureOf(unknown.identify())).toMatchObject({ class: "Maintenance" });
});

test("a statement that waits too long for a lock ends as Timeout without effect", async () => {
  const impatient = open({}, { timeoutMilliseconds: 300 });
  const other = await database.connect();
  await other.query("begin");
  await other.query("update counters set version = version where id = 1");
  const update = () =>
    impatient.update({ resource: "counters", key: ["1"], values: { version: "9" }, lines: {}, writeKey: "w" });
  expect(await failureOf(update())).toMatchObject({ class: "Timeout", effect: "none" });
  await other.query("rollback");
  await update();
});

test("a deadlock is Transient, and the work that lost it had no effect", async () => {
  await database.execute(`
    create table parents (id integer primary key, name text);
    create table parts (id integer primary key, parent_id integer references parents (id), name text);
    insert into parents values (1, 'a'); insert into parts values (1, 1, 'b');`);
  const other = await database.connect();
  await other.query("set deadlock_timeout = '10s'");
  await other.query("begin");
  await other.query("update parts set name = 'theirs' where id = 1");
  const change = [{ key: "1", values: { name: "ours" } }];
  const ours = failureOf(
    session.update({
      resource: "parents",
      key: ["1"],
      values: { name: "ours" },
      lines: { parts: { add: [], change, remove: [] } },
      writeKey: "w",
    }),
  );
  const waiting = "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'";
  const watcher = await database.connect();
  await expect.poll(async () => (await watcher.query(waiting)).rows[0].n).toBe(1);
  const theirs = other.query("update parents set name = 'theirs' where id = 1");
  expect(await ours).toMatchObject({ class: "Transient", effect: "none", name: "40P01" });
  await theirs;
  await other.query("rollback");
});

test("a connection that is ended during a write leaves its effect unknown", async () => {
  const other = await database.connect();
  await other.query("begin");
  await other.query("update counters set version = version where id = 2");
  const values = { version: "77" };
  const ended = failureOf(session.update({ resource: "counters", key: ["2"], values, lines: {}, writeKey: "w" }));
  const watcher = await database.connect();
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`;
  await expect.poll(async () => (await watcher.query(end)).rowCount).toBe(1);
  expect(await ended).toMatchObject({ effect: "unknown" });
  await other.query("rollback");
  expect(await session.read({ resource: "counters", key: ["2"], fields: [], joins: [] })).toMatchObject({ id: 2 });
});
