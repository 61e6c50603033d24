import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ndjsonConnector } from "../../src/ndjson/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

let folder: string;
let session: ConnectorSession;
const open = (options: ConnectorSettings["options"] = {}) =>
  ndjsonConnector.open(settingsFor({ folder: ".", ...options }, { projectFolder: folder }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xmap-ndjson-"));
  session = open();
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, "orders.ndjson");
const put = (...lines: string[]) => writeFileSync(file(), lines.map((line) => `${line}\n`).join(""));
const read = (key: string) => session.read({ resource: "orders", key: [key], fields: [], joins: [] });
const poll = (cursor: string | undefined, limit = 100) => session.readChanged({ resource: "orders", cursor, limit });

test("records come with exact numbers and null for empty text, wherever they are nested", async () => {
  put('{"id":1,"total":1234.56,"big":9007199254740993,"note":"","to":{"city":""},"tags":["",1]}');
  expect(await read("1")).toEqual({
    id: 1,
    total: 1234.56,
    big: "9007199254740993",
    note: null,
    to: { city: null },
    tags: [null, 1],
  });
});

test("a last line that is being written is not there yet; any other broken line is told by its number", async () => {
  put('{"id":1}', "", '{"id":2}');
  appendFileSync(file(), '{"id":3,"na');
  expect((await listAll(session, { resource: "orders", fields: [], limit: 9 })).records).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  appendFileSync(file(), 'me":"x"}');
  expect(await read("3")).toEqual({ id: 3, name: "x" });
  put('{"id":1}', "{broken", '{"id":2}');
  expect(await failureOf(read("2"))).toMatchObject({ class: "Invalid", message: expect.stringContaining("line 2") });
  put("[1]", "[2]");
  expect(await failureOf(read("2"))).toMatchObject({ class: "Invalid", message: expect.stringContaining("line 1") });
});

test("a file that has not changed is not read again, and a changed record has another stamp", async () => {
  put('{"id":1,"name":"a"}', '{"id":2,"name":"b"}');
  const first = await poll(undefined);
  expect(first.changed.map(({ key }) => key[0])).toEqual(["1", "2"]);
  expect((await poll(first.cursor)).changed).toEqual([]);
  put('{"id":1,"name":"a"}', '{"id":2,"name":"c"}', '{"id":3}');
  const second = await poll(first.cursor);
  const stamps = new Map(first.changed.map(({ key, stamp }) => [key[0], stamp]));
  expect(second.changed.filter(({ key, stamp }) => stamps.get(key[0]) !== stamp).map(({ key }) => key[0])).toEqual([
    "2",
    "3",
  ]);
});

test("a file that changes while it is polled is polled again", async () => {
  put('{"id":1}', '{"id":2}', '{"id":3}');
  const first = await poll(undefined, 2);
  expect(first.more).toBe(true);
  put('{"id":1,"name":"late"}', '{"id":2}', '{"id":3}');
  const second = await poll(first.cursor, 2);
  expect(second.more).toBe(false);
  expect((await poll(second.cursor, 9)).changed.map(({ record }) => record)).toContainEqual({ id: 1, name: "late" });
});

test("a list begins anew rather than pass over a record that moved", async () => {
  put('{"id":1}', '{"id":2}', '{"id":3}', '{"id":4}');
  const list = (cursor: string | undefined) =>
    session.list?.({ resource: "orders", fields: [], joins: [], cursor, limit: 2 });
  const first = await list(undefined);
  put('{"id":2}', '{"id":3}', '{"id":4}');
  const second = await list(first?.next);
  const third = await list(second?.next);
  const seen = [second, third].flatMap((page) => page?.records.map(({ id }) => id));
  expect(seen).toEqual([2, 3, 4]);
});

test("a write leaves the text of all other records as it is", async () => {
  const odd = '{ "id" : 1.0e0 , "big":9007199254740993 }';
  put(odd, '{"id":2,"to":{"city":"Ulm","zip":"1"}}');
  await session.update({ resource: "orders", key: ["2"], values: { to: { city: "Bonn" } }, lines: {}, writeKey: "w" });
  await session.create({ resource: "orders", values: { id: 3, name: "ü" }, lines: {}, writeKey: "w" });
  expect(readFileSync(file(), "utf8")).toBe(`${odd}\n{"id":2,"to":{"city":"Bonn","zip":"1"}}\n{"id":3,"name":"ü"}\n`);
});

test("other key fields are named by the options", async () => {
  put('{"shop":"eu","number":7,"x":1}');
  const other = open({ keys: "orders.shop, orders.number" });
  expect(await other.read({ resource: "orders", key: ["eu", "7"], fields: [], joins: [] })).toMatchObject({ x: 1 });
  expect(await other.read({ resource: "orders", key: ["eu"], fields: [], joins: [] })).toBeUndefined();
});

test("records tell `xmap pull` their form", async () => {
  put(
    '{"id":1,"at":"2026-03-04T10:00:00Z","total":1,"to":{"zip":"1"},"lines":[{"sku":"a"}],"tags":[]}',
    '{"id":2,"at":null,"total":1.5,"to":{"zip":"2","city":"Ulm"},"lines":[],"tags":["x"],"more":true}',
  );
  const [document] = (await session.schemaDocuments?.(["orders"])) ?? [];
  expect(JSON.parse(document?.text ?? "{}")).toMatchObject({
    required: ["id", "at", "total", "to", "lines", "tags"],
    properties: {
      id: { type: "integer", "x-xmap-searchable": true },
      at: { type: ["string", "null"], format: "date-time" },
      total: { type: "number" },
      to: { type: "object", properties: { zip: { type: "string" }, city: { type: "string" } }, required: ["zip"] },
      lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
      tags: { type: "array", items: { type: "string" } },
      more: { type: "boolean" },
    },
  });
});

test("a file of many records is read and written without holding it", async () => {
  const count = 20_000;
  const filler = "x".repeat(200);
  writeFileSync(file(), Array.from({ length: count }, (_, id) => `{"id":${id},"f":"${filler}"}\n`).join(""));
  await session.update({
    resource: "orders",
    key: [String(count - 1)],
    values: { f: "new" },
    lines: {},
    writeKey: "w",
  });
  expect(await read(String(count - 1))).toEqual({ id: count - 1, f: "new" });
  expect(readFileSync(file(), "utf8").split("\n")).toHaveLength(count + 1);
});
