import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import * as fastCheck from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { csvConnector } from "../../src/csv/connector.ts";
import { CsvRows, renderCsvRow } from "../../src/csv/csv-text.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xmap-csv-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (text: string) => writeFileSync(join(folder, "goods.csv"), text);
const text = () => readFileSync(join(folder, "goods.csv"), "utf8");
const open = (options: ConnectorSettings["options"] = {}): ConnectorSession =>
  csvConnector.open(settingsFor({ folder: ".", ...options }, { projectFolder: folder }));
const create = (session: ConnectorSession, values: Record<string, string | number | null>) =>
  session.create({ resource: "goods", values, lines: {}, writeKey: "w" });
const update = (session: ConnectorSession, key: string, values: Record<string, string | null>) =>
  session.update({ resource: "goods", key: [key], values, lines: {}, writeKey: "w" });
const read = (session: ConnectorSession, key: string, fields: string[] = []) =>
  session.read({ resource: "goods", key: [key], fields, joins: [] });

describe("CSV text", () => {
  const cell = fastCheck.string({ unit: fastCheck.constantFrom("a", ",", ";", '"', "\n", "\r", " ", "ü") });
  const rows = fastCheck.array(fastCheck.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 });

  test("what was written is read again, whatever the delimiter, and in pieces of any size", () => {
    void fastCheck.assert(
      fastCheck.property(
        rows,
        fastCheck.constantFrom(",", ";", "\t", "|"),
        fastCheck.integer({ min: 1, max: 5 }),
        (given, delimiter, size) => {
          const written = given.map((row) => `${renderCsvRow(row, delimiter)}\r\n`).join("");
          expect(parseCsv(written, delimiter)).toEqual(given);
          const pieces = new CsvRows({ delimiter });
          const found = [];
          for (let start = 0; start < written.length; start += size)
            found.push(...pieces.push(written.slice(start, start + size)));
          found.push(...pieces.end());
          expect(found.map(({ cells }) => cells)).toEqual(given);
          expect(found.map((row) => row.text).join("")).toBe(written);
        },
      ),
    );
  });
});

test("a change leaves every other row, the byte order mark and the line ends as they are", async () => {
  put('\uFEFFsku;name;price\r\n"A";  "x ;""y"""  ;1,50\r\n'.replace('  "x ;""y"""  ', '"x ;""y"""'));
  const session = open({ delimiter: ";" });
  await create(session, { sku: "B", name: 'line\nbreak; and "quotes"', price: null });
  await update(session, "B", { price: "2" });
  expect(text()).toBe('\uFEFFsku;name;price\r\n"A";"x ;""y""";1,50\r\nB;"line\nbreak; and ""quotes""";2\r\n');
  expect(await read(session, "A")).toEqual({ sku: "A", name: 'x ;"y"', price: "1,50" });
});

test("a file whose last row has no line end gets one before the next row", async () => {
  put("sku,name\nA,1");
  const session = open();
  await create(session, { sku: "B", name: "2" });
  expect(text()).toBe("sku,name\nA,1\nB,2\n");
  put("sku,name");
  await create(session, { sku: "B", name: "2" });
  expect(text()).toBe("sku,name\nB,2\n");
});

test("formulas are guarded when that is asked for, and read back as they were", async () => {
  put("sku,name\n");
  const guarded = open({ guardFormulas: true });
  const names = ["=1+1", "@SUM(A1)", "+cmd", "-2+3", "-5", "+4,5", "plain", "'quoted"];
  for (const [index, name] of names.entries()) await create(guarded, { sku: `S${index}`, name });
  expect(text()).toContain("S0,'=1+1\n");
  expect(text()).toContain("S4,-5\n");
  expect((await listAll(guarded, { resource: "goods", fields: [], limit: 3 })).records.map(({ name }) => name)).toEqual(
    names,
  );
  await create(open(), { sku: "X", name: "=raw" });
  expect(text()).toContain("X,=raw\n");
});

test("a header that has changed is drift, before anything is written", async () => {
  put("sku,name\nA,1\n");
  const session = open();
  expect(await read(session, "A", ["name"])).toEqual({ sku: "A", name: "1" });
  put("sku,title\nA,1\n");
  expect(await failureOf(read(session, "A", ["name"]))).toMatchObject({
    class: "SchemaDrift",
    message: expect.stringContaining("title"),
  });
  expect(await failureOf(update(session, "A", { name: "2" }))).toMatchObject({ class: "SchemaDrift" });
  put("sku,sku\nA,1\n");
  expect(await failureOf(read(session, "A"))).toMatchObject({ class: "Invalid" });
  put("sku\nA,1\n");
  expect(await failureOf(read(session, "A"))).toMatchObject({
    class: "Invalid",
    message: expect.stringContaining("row 2"),
  });
  expect(text()).toBe("sku\nA,1\n");
});

test("a taken key is a Conflict, a missing one Invalid, and a change of nothing NotFound", async () => {
  put("sku,name\nA,1\n");
  const session = open();
  expect(await failureOf(create(session, { sku: "A", name: "2" }))).toMatchObject({
    class: "Conflict",
    effect: "none",
  });
  expect(await failureOf(create(session, { name: "2" }))).toMatchObject({ class: "Invalid" });
  expect(await failureOf(update(session, "B", { name: "2" }))).toMatchObject({ class: "NotFound" });
  expect(text()).toBe("sku,name\nA,1\n");
  expect(readdirSync(folder)).toEqual(["goods.csv"]);
});

test("many writes at once all arrive, one after the other", async () => {
  put("sku,name\n");
  const session = open();
  await Promise.all(Array.from({ length: 20 }, (_, index) => create(session, { sku: `S${index}`, name: "x" })));
  expect(parseCsv(text())).toHaveLength(21);
});

test("while another process writes, a write is Transient; a lock of a process that is gone is taken over", async () => {
  put("sku,name\n");
  const session = open();
  const lock = join(folder, "goods.csv.lock");
  writeFileSync(lock, "1");
  expect(await failureOf(create(session, { sku: "A", name: "x" }))).toMatchObject({
    class: "Transient",
    effect: "none",
  });
  writeFileSync(lock, "999999999");
  await create(session, { sku: "A", name: "x" });
  expect(existsSync(lock)).toBe(false);
});

test("rights of the file stay, and a file that is no UTF-8 is told", async () => {
  put("sku,name\n");
  chmodSync(join(folder, "goods.csv"), 0o640);
  const session = open();
  await create(session, { sku: "A", name: "x" });
  expect(statSync(join(folder, "goods.csv")).mode & 0o777).toBe(0o640);
  writeFileSync(join(folder, "goods.csv"), Buffer.from([0x73, 0x0a, 0xe4, 0x0a]));
  expect(await failureOf(read(session, "A"))).toMatchObject({
    class: "Invalid",
    message: expect.stringContaining("UTF-8"),
  });
});

test.runIf(existsSync("/proc/self/fd"))(
  "no file stays open, whatever was asked of it and however it ended",
  async () => {
    put("sku,name\nA,1\nB,2\n");
    const session = open();
    const openFiles = () =>
      readdirSync("/proc/self/fd").filter((number) => {
        try {
          return readlinkSync(`/proc/self/fd/${number}`).startsWith(folder);
        } catch {
          return false;
        }
      });
    const page = await session.readChanged({ resource: "goods", cursor: undefined, limit: 1 });
    await session.readChanged({ resource: "goods", cursor: page.cursor, limit: 1 });
    await session.list?.({ resource: "goods", fields: [], joins: [], cursor: undefined, limit: 1 });
    await read(session, "A");
    await failureOf(read(session, "A", ["nope"]));
    await failureOf(update(session, "A", { nope: "x" }));
    await update(session, "A", { name: "x" });
    await expect.poll(openFiles).toEqual([]);
  },
);

test("keys are the columns that the options name", async () => {
  put("name,shop,sku\nMug,eu,1\nCup,us,1\n");
  const session = open({ keys: "goods.shop, goods.sku" });
  const cup = await session.read({ resource: "goods", key: ["us", "1"], fields: [], joins: [] });
  expect(cup?.name).toBe("Cup");
  expect(await create(session, { shop: "de", sku: "1", name: "Hut" })).toEqual(["de", "1"]);
});

test.each([
  [{ delimiter: ";;" }, "Option delimiter"],
  [{ guardFormulas: "yes" }, "Option guardFormulas"],
  [{ keys: "sku" }, "Option keys"],
])("options %j are refused by name", (options, message) => {
  expect(() => open(options)).toThrow(message);
});

test("rows tell `xmap pull` which columns there are, all of them text, and which may be empty", async () => {
  const schemaOf = async () => {
    const [document] = (await open({ delimiter: ";" }).schemaDocuments?.(["goods"])) ?? [];
    return JSON.parse(document?.text ?? "{}");
  };
  put("sku;name;price\nA;x, y;1\nB;;2\n");
  const text = { type: "string", "x-xmap-searchable": true };
  const maybe = { type: ["string", "null"], "x-xmap-searchable": true, "x-xmap-defaulted": true };
  expect(await schemaOf()).toMatchObject({
    title: "goods",
    properties: { sku: text, name: maybe, price: text },
    required: ["sku", "name", "price"],
  });
  put("sku;name\n");
  expect(await schemaOf()).toMatchObject({ properties: { sku: maybe, name: maybe }, required: ["sku", "name"] });
});
