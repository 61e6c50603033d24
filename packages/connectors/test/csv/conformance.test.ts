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
import { csvConnector } from "../../src/csv/connector.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";

interface Folder {
  readonly path: string;
}

const COLUMNS = ["code", "name", "group", "price"];

function rowsOf({ path }: Folder): readonly (readonly string[])[] {
  return parseCsv(readFileSync(join(path, "goods.csv"), "utf8")).slice(1);
}

function write(folder: Folder, rows: readonly (readonly string[])[]): void {
  const quoted = [COLUMNS, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  writeFileSync(join(folder.path, "goods.csv"), `${quoted.join("\r\n")}\r\n`);
}

function add({ server }: Stage<Folder>, name: string, group = "", price = ""): Key {
  const rows = rowsOf(server);
  const code = `C${rows.length + 1}`;
  write(server, [...rows, [code, name, group, price]]);
  return [code];
}

const reads = "files on disk have no connection, status or sign-in";
const fixed = "a file of comma-separated values holds text alone";

const subject: ConnectorSubject<Folder> = {
  name: "csv",
  connector: csvConnector,
  start() {
    const folder: Folder = { path: mkdtempSync(join(tmpdir(), "xmap-csv-conformance-")) };
    write(folder, []);
    return folder;
  },
  stop: ({ path }) => rmSync(path, { recursive: true }),
  wire: notOffered(reads),
  options: ({ path }) => ({ folder: path }),
  secrets: [],
  read: {
    resource: "goods",
    missingKey: ["NOWHERE9"],
    cases: {
      unicode: { field: "name", make: (stage, text) => add(stage, String(text)) },
      decimal: { field: "price", expected: "1234.56", make: (stage, price) => add(stage, "A", "", String(price)) },
      bigNumber: { field: "price", make: (stage, price) => add(stage, "A", "", String(price)) },
      emptyText: { field: "name", make: (stage) => add(stage, "") },
      emptyList: notOffered(fixed),
      instant: notOffered(fixed),
      archived: notOffered("rows are there or not"),
    },
  },
  search: {
    resource: "goods",
    fields: ["code", "name"],
    keyFields: ["code"],
    make: (stage, text) => add(stage, text),
    match: (name) => ({ name }),
    several: { make: (stage, first, second) => add(stage, first, second), match: (name, group) => ({ name, group }) },
    repeats: true,
  },
  list: {
    resource: "goods",
    fields: ["code", "name"],
    keyFields: ["code"],
    make: (stage, text) => add(stage, text),
    remove: notOffered("a file is edited as a whole, between two readings"),
  },
  changes: [
    {
      resource: "goods",
      make: (stage, text) => add(stage, text),
      change: ({ server }, [code], text) =>
        write(
          server,
          rowsOf(server).map((row) => (row[0] === code ? [row[0] ?? "", text, row[2] ?? "", row[3] ?? ""] : row)),
        ),
      lateCommit: notOffered("a file is read whole, whatever the stamps are"),
    },
  ],
  lookup: {
    resource: "goods",
    column: "name",
    result: "code",
    make: (stage, text): Value => add(stage, text)[0] ?? null,
    repeats: true,
    several: {
      columns: ["name", "group"],
      make: (stage, first, second): Value => add(stage, first, second)[0] ?? null,
    },
    callsForFifty: notOffered(reads),
  },
  create: {
    resource: "goods",
    values: (_stage, text) => ({ code: text.replaceAll(/\W/g, "-"), name: text, price: "12.50" }),
    found: (text) => ({ name: text }),
    expected: (text) => ({ name: text, price: "12.50", group: null }),
    commits: () => false,
  },
  update: {
    resource: "goods",
    make: (stage) => add(stage, "Drill", "tools", "10"),
    patch: { price: "12.50" },
    untouched: ["code", "name", "group"],
    commits: () => false,
  },
  lines: notOffered("a row has cells and no lines"),
  upsert: {
    resource: "goods",
    key: ["code"],
    values: (text) => ({ code: "SAME", name: text }),
    match: () => ({ code: "SAME" }),
    commits: () => false,
  },
  operations: {},
  failures: notOffered(reads),
  webhook: notOffered(reads),
  seats: notOffered(reads),
};

describeConnectorConformance(subject);
