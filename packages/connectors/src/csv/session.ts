import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type ConnectorSession,
  type ConnectorSettings,
  type DataRecord,
  Failure,
  type FailureClass,
} from "@xmap/contract";
import { comparableKey, flattenFields, valueAtPath } from "../shared/field-paths.ts";
import { requiredText } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import { parseCsv } from "./parse-csv.ts";

/** A session with a folder of CSV files. Files are read anew at every call, so an edit counts at once. */
export function openCsvSession(settings: ConnectorSettings): ConnectorSession {
  const folder = resolve(settings.projectFolder, requiredText(settings, "folder"));
  const fail = (name: FailureClass, operation: string, message: string) =>
    new Failure({ class: name, system: settings.system, operation, message });
  const refuse = (operation: string) => unsupported(settings, operation, `CSV files cannot ${operation}`);

  async function readTable(resource: string): Promise<DataRecord[]> {
    const operation = `read ${resource}`;
    if (!/^[\w-]+(?:\.[\w-]+)*$/.test(resource))
      throw fail("SchemaDrift", operation, `"${resource}" names no CSV file`);
    const text = await readFile(resolve(folder, `${resource}.csv`), "utf8").catch(() => undefined);
    if (text === undefined) throw fail("SchemaDrift", operation, `There is no ${resource}.csv`);
    try {
      const [columns = [], ...rows] = parseCsv(text);
      return rows.map((row) => recordOf(columns, row));
    } catch (thrown) {
      throw fail("Invalid", operation, `${resource}.csv: ${thrown instanceof Error ? thrown.message : "is no CSV"}`);
    }
  }

  async function find(resource: string, match: DataRecord): Promise<DataRecord[]> {
    const wanted = flattenFields(match);
    return (await readTable(resource)).filter((record) =>
      wanted.every(([path, value]) => comparableKey(path, valueAtPath(record, path)) === comparableKey(path, value)),
    );
  }

  return {
    async identify() {
      const found = await stat(folder).catch(() => undefined);
      if (!found?.isDirectory()) throw fail("Maintenance", "identify", `There is no folder ${folder}`);
      return { fingerprint: `folder=${folder}`, label: folder };
    },
    capabilities: async () => [],
    async read({ resource, key }) {
      const table = await readTable(resource);
      const columns = Object.keys(table[0] ?? {}).slice(0, key.length);
      return table.find((record) => columns.every((name, index) => record[name] === key[index]));
    },
    search: async ({ resource, match, limit }) => (await find(resource, match)).slice(0, limit),
    async lookup({ resource, columns, result, keys }) {
      const table = await readTable(resource);
      const missing = [...columns, result].filter((name) => table.length > 0 && !Object.hasOwn(table[0] ?? {}, name));
      if (missing.length > 0) throw fail("SchemaDrift", `lookup ${resource}`, `No column ${missing.join(", ")}`);
      const index = Map.groupBy(table, (record) => keyOf(columns, (column) => valueAtPath(record, column)));
      return keys.map((key) => {
        const hits = index.get(keyOf(columns, (_column, position) => key[position] ?? null)) ?? [];
        return key.includes(null) ? [] : hits.map((record) => valueAtPath(record, result));
      });
    },
    async list({ resource, cursor, limit }) {
      const from = cursor === undefined ? 0 : Number(cursor);
      const table = await readTable(resource);
      const next = from + limit < table.length ? String(from + limit) : undefined;
      return { records: table.slice(from, from + limit), next };
    },
    readChanged: () => Promise.reject(refuse("readChanged")),
    create: () => Promise.reject(refuse("create")),
    update: () => Promise.reject(refuse("update")),
    operate: () => Promise.reject(refuse("operate")),
    operationFields: () => {
      throw refuse("operate");
    },
    operationDone: () => {
      throw refuse("operate");
    },
    verifyWebhook: () => {
      throw refuse("verifyWebhook");
    },
    close: async () => {},
  };
}

function recordOf(columns: readonly string[], row: readonly string[]): DataRecord {
  return Object.fromEntries(columns.map((name, index) => [name.trim(), row[index]?.trim() || null]));
}

function keyOf(
  columns: readonly string[],
  value: (column: string, position: number) => Parameters<typeof comparableKey>[1],
): string {
  return columns.map((column, position) => comparableKey(column, value(column, position))).join("\n");
}
