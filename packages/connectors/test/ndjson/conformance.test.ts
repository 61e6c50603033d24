import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Value } from "@xmap/contract";
import {
  type ConnectorSubject,
  describeConnectorConformance,
  type Key,
  notOffered,
  type Stage,
} from "@xmap/testing/connector";
import { ndjsonConnector } from "../../src/ndjson/connector.ts";

interface Folder {
  readonly path: string;
}

type Fields = { readonly [name: string]: unknown };

function recordsOf({ path }: Folder): readonly Fields[] {
  const lines = readFileSync(join(path, "goods.ndjson"), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Fields);
}

function write({ path }: Folder, records: readonly Fields[]): void {
  writeFileSync(join(path, "goods.ndjson"), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
}

function add({ server }: Stage<Folder>, fields: Fields): Key {
  const records = recordsOf(server);
  const id = `G${records.length + 1}`;
  write(server, [...records, { id, name: "", price: 0, tags: [], made: null, ...fields }]);
  return [id];
}

const disk = "files on disk have no connection, status or sign-in";

const subject: ConnectorSubject<Folder> = {
  name: "ndjson",
  connector: ndjsonConnector,
  start() {
    const folder = { path: mkdtempSync(join(tmpdir(), "xmap-ndjson-conformance-")) };
    write(folder, []);
    return folder;
  },
  stop: ({ path }) => rmSync(path, { recursive: true }),
  wire: notOffered(disk),
  options: ({ path }) => ({ folder: path }),
  secrets: [],
  read: {
    resource: "goods",
    missingKey: ["NOWHERE9"],
    cases: {
      unicode: { field: "name", make: (stage, name) => add(stage, { name }) },
      decimal: { field: "price", make: (stage, price) => add(stage, { price }) },
      bigNumber: { field: "price", make: (stage, price) => add(stage, { price }) },
      emptyText: { field: "name", make: (stage) => add(stage, { name: "" }) },
      emptyList: { field: "tags", make: (stage) => add(stage, { tags: [] }) },
      instant: { field: "made", make: (stage, made) => add(stage, { made }) },
      archived: notOffered("records are there or not"),
    },
  },
  search: {
    resource: "goods",
    fields: ["id", "name"],
    keyFields: ["id"],
    make: (stage, name) => add(stage, { name }),
    match: (name) => ({ name }),
    several: {
      make: (stage, first, second) => add(stage, { name: first, about: { group: second } }),
      match: (first, second) => ({ name: first, about: { group: second } }),
    },
    repeats: true,
  },
  list: {
    resource: "goods",
    fields: ["id", "name"],
    keyFields: ["id"],
    make: (stage, name) => add(stage, { name }),
    remove: ({ server }, [id]) =>
      write(
        server,
        recordsOf(server).filter((record) => record.id !== id),
      ),
  },
  changes: [
    {
      resource: "goods",
      make: (stage, name) => add(stage, { name }),
      change: ({ server }, [id], name) =>
        write(
          server,
          recordsOf(server).map((record) => (record.id === id ? { ...record, name } : record)),
        ),
      lateCommit: notOffered("a file is read whole, whatever the stamps are"),
    },
  ],
  lookup: {
    resource: "goods",
    column: "name",
    result: "id",
    make: (stage, name): Value => add(stage, { name })[0] ?? null,
    repeats: true,
    several: {
      columns: ["name", "about.group"],
      make: (stage, name, group): Value => add(stage, { name, about: { group } })[0] ?? null,
    },
    callsForFifty: notOffered(disk),
  },
  create: {
    resource: "goods",
    values: (_stage, text) => ({ id: text, name: text, price: 12.5 }),
    found: (text) => ({ id: text }),
    expected: (text) => ({ name: text, price: 12.5 }),
    commits: () => false,
  },
  update: {
    resource: "goods",
    make: (stage) => add(stage, { name: "Drill", price: 10, about: { group: "tools" } }),
    patch: { price: 12.5 },
    untouched: ["name", "about"],
    commits: () => false,
  },
  lines: {
    resource: "goods",
    field: "parts",
    lineKey: "id",
    fields: ["parts"],
    make: (stage, text) => add(stage, { name: "Set", parts: [{ id: "first", text }] }),
    line: (_stage, text) => ({ text }),
    change: (text) => ({ text }),
    tells: ({ text }) => text,
    removes: true,
  },
  upsert: {
    resource: "goods",
    key: ["id"],
    values: (text) => ({ id: "SAME", name: text }),
    match: () => ({ id: "SAME" }),
    commits: () => false,
  },
  operations: {},
  failures: notOffered(disk),
  webhook: notOffered("files send nothing"),
  seats: notOffered("files count nobody"),
};

describeConnectorConformance(subject);
