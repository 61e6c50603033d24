import {
  type ConnectorSession,
  type ConnectorSettings,
  type DataRecord,
  type EnvironmentIdentity,
  Failure,
} from "@xmap/contract";
import { sql } from "kysely";
import { flattenFields } from "../shared/field-paths.ts";
import { scanChanges } from "../shared/scan-changes.ts";
import { unsupported } from "../shared/unsupported.ts";
import { TableCatalog } from "./catalog.ts";
import { readSqlChanges } from "./changes.ts";
import { comparable } from "./conditions.ts";
import { copySqlite } from "./copy-sqlite.ts";
import { type Database, openDatabase } from "./database.ts";
import { describeTables, tableDocuments } from "./documents.ts";
import { readSqlOptions, type SqlOptions } from "./options.ts";
import { RowReader } from "./reader.ts";
import { RowWriter } from "./writer.ts";

/** Pages that a poll reads of a table without a column of changes. */
const SCAN_PAGES = 10;

/** A session with one database; tables and views are its resources. */
export function openSqlSession(settings: ConnectorSettings): ConnectorSession {
  const options = readSqlOptions(settings);
  const database = openDatabase(settings, options);
  const catalog = new TableCatalog(database, options, settings);
  const reader = new RowReader(database, catalog, settings.system);
  const writer = new RowWriter(database, catalog, reader, settings.system);
  const noOperation = (resource: string, operation: string): Failure =>
    unsupported(settings, operation, `Tables have no operations: there is no ${operation} of ${resource}`);

  /** Tables may have been changed since they were read. */
  async function current<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.details.class === "SchemaDrift") catalog.forget();
      throw thrown;
    }
  }

  async function list(
    resource: string,
    fields: readonly string[],
    joins: readonly string[],
    cursor: string | undefined,
    limit: number,
  ) {
    const operation = `list ${resource}`;
    const table = await catalog.table(resource, operation);
    const keys = catalog.keyOf(table, operation);
    const columns = reader.columnsFor(table, fields, joins, operation);
    const order = reader.order(table, operation);
    const after = cursor === undefined ? undefined : (JSON.parse(cursor) as readonly string[]);
    const place = reader.place(operation);
    const behind = after?.map((part, index) => {
      const key = keys[index];
      return key === undefined ? part : (comparable(key, part, place) ?? part);
    });
    const conditions = behind === undefined ? [] : [sql`(${order}) > (${sql.join(behind)})`];
    const size = Math.max(1, limit);
    const rows = await reader.rows(table, columns, { conditions, order, limit: size }, operation);
    const records = await reader.withChildren(table, rows, joins, operation);
    const last = rows.at(-1);
    const next = rows.length < size || last === undefined ? undefined : JSON.stringify(keyOf(last, keys));
    return { records, next };
  }

  const { database: kept } = options;
  const isOwn = kept.dialect === "sqlite" && kept.setup !== undefined;
  return {
    ...(isOwn
      ? {
          copyFor: async (folder: string) => {
            const file = copySqlite(kept.file, folder, settings.system);
            return openSqlSession({ ...settings, options: { ...settings.options, file } });
          },
        }
      : {}),
    identify: () => identify(database, options),
    capabilities: async () => [],
    read: ({ resource, key, fields, joins }) =>
      current(async () => {
        const operation = `read ${resource}`;
        const table = await catalog.table(resource, operation);
        const conditions = reader.ofKey(table, key, operation);
        if (conditions === undefined) return undefined;
        const columns = reader.columnsFor(table, fields, joins, operation);
        const request = { conditions, order: reader.order(table, operation), limit: 1 };
        const rows = await reader.rows(table, columns, request, operation);
        return (await reader.withChildren(table, rows, joins, operation))[0];
      }),
    search: ({ resource, match, fields, limit }) =>
      current(async () => {
        const operation = `search ${resource}`;
        const table = await catalog.table(resource, operation);
        const conditions = await reader.conditions(table, flattenFields(match), operation);
        if (conditions === undefined) return [];
        const columns = reader.columnsFor(table, fields, [], operation);
        return reader.rows(table, columns, { conditions, order: reader.order(table, operation), limit }, operation);
      }),
    list: ({ resource, fields, joins, cursor, limit }) => current(() => list(resource, fields, joins, cursor, limit)),
    readChanged: (request) =>
      current(async () => {
        const operation = `changes of ${request.resource}`;
        const table = await catalog.table(request.resource, operation);
        const keys = catalog.keyOf(table, operation);
        const stamp = catalog.stampOf(table, operation);
        if (stamp !== undefined)
          return readSqlChanges({ table, stamp, keys, database, reader, options, clock: settings.clock }, request);
        const page = (cursor: string | undefined, limit: number) => list(request.resource, [], [], cursor, limit);
        return scanChanges({ list: page, keyOf: (record) => keyOf(record, keys), pagesPerPoll: SCAN_PAGES }, request);
      }),
    lookup: (request) => current(() => reader.lookup(request)),
    create: ({ resource, values, lines }) => current(() => writer.create(resource, values, lines)),
    update: ({ resource, key, values, lines }) => current(() => writer.update(resource, key, values, lines)),
    upsert: (request) => current(() => writer.upsert(request)),
    schemaDocuments: (resources) => tableDocuments(catalog, resources, database.dialect),
    describe: (resources) => describeTables(catalog, resources),
    operationFields: (resource, operation) => {
      throw noOperation(resource, operation);
    },
    operationDone: ({ resource, operation }) => {
      throw noOperation(resource, operation);
    },
    operate: ({ resource, operation }) => Promise.reject(noOperation(resource, operation)),
    verifyWebhook: () => {
      throw unsupported(settings, "webhook", "Databases send no webhooks; tables are polled");
    },
    close: () => database.close(),
  };
}

function keyOf(record: DataRecord, keys: readonly { readonly name: string }[]): readonly string[] {
  return keys.map(({ name }) => String(record[name]));
}

/** A copy of a PostgreSQL cluster by its files has the same number; the address tells the rest. */
async function identify(database: Database, { database: place }: SqlOptions): Promise<EnvironmentIdentity> {
  const about = { operation: "identify", writes: false };
  const { label } = database;
  if (place.dialect === "sqlite") {
    await database.run(sql`select count(*) as tables from sqlite_schema`, about);
    return { fingerprint: `file=${place.file}`, label };
  }
  const [row] = await database.run(
    sql`select system_identifier as cluster, current_database() as name from pg_control_system()`,
    about,
  );
  return { fingerprint: `cluster=${String(row?.cluster)};database=${String(row?.name)};schema=${place.schema}`, label };
}
