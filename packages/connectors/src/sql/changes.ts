import type { ChangedRecord, ChangesPage, ChangesRequest, Clock } from "@xmap/contract";
import { sql } from "kysely";
import { formatInstant, isSettled } from "../shared/instants.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import type { Column } from "./columns.ts";
import { selection, tableName } from "./conditions.ts";
import type { Database } from "./database.ts";
import type { SqlOptions } from "./options.ts";
import { ALIAS, type RowReader } from "./reader.ts";
import type { Table } from "./tables.ts";

/** Where polling stands. */
interface Cursor {
  /** The newest stamp that was seen, as the database writes it; the next poll reaches back from it. */
  readonly newest?: string;
  /** Paging under way: goes on behind this stamp and key. */
  readonly after?: readonly string[];
}

export interface ChangeSource {
  readonly table: Table;
  readonly stamp: Column;
  readonly keys: readonly Column[];
  readonly database: Database;
  readonly reader: RowReader;
  readonly options: SqlOptions;
  readonly clock: Clock;
}

/**
 * Finds changed rows by a column that grows with every change, page by page in its order and the key's, so that any number
 * of equal stamps is paged through. Transactions become visible after their stamp, so each poll reaches back.
 */
export async function readSqlChanges(source: ChangeSource, request: ChangesRequest): Promise<ChangesPage> {
  const { table, stamp, keys, database, reader } = source;
  const { dialect } = database;
  const operation = `changes of ${table.name}`;
  const cursor = parseCursor(request.cursor);
  const limit = Math.max(1, request.limit);
  const stampColumn = sql.id(ALIAS, stamp.name);
  const order = sql.join([stampColumn, ...keys.map(({ name }) => sql.id(ALIAS, name))]);
  const from = cursor.newest === undefined ? undefined : reachedBack(cursor.newest, source);
  const place = cursor.after?.map((part) => (dialect === "sqlite" && /^-?\d+$/.test(part) ? BigInt(part) : part));
  const condition =
    place !== undefined
      ? sql`(${order}) > (${sql.join(place)})`
      : from !== undefined
        ? sql`${stampColumn} >= ${dialect === "sqlite" && /^-?\d+$/.test(from) ? BigInt(from) : from}`
        : sql`${stampColumn} is not null`;
  const now = dialect === "postgres" ? sql`clock_timestamp()` : sql`${null}`;
  const statement = sql`
    select ${selection(table.columns, ALIAS)}, ${now} as xmap_now from ${tableName(table)} as ${sql.id(ALIAS)}
    where ${condition} order by ${order} limit ${sql.lit(limit)}`;
  const rows = await database.run(statement, { operation, writes: false });
  const last = rows.at(-1);
  const lastStamp = last === undefined ? undefined : String(last[stamp.name]);
  const told = rows[0]?.xmap_now;
  const serverTime = typeof told === "string" ? Date.parse(isoText(told)) : source.clock.now();
  const changed = rows.map((row): ChangedRecord => {
    const written = String(row[stamp.name]);
    return {
      key: keys.map(({ name }) => String(row[name])),
      stamp: written,
      settled: isNumber(written) || isSettled(isoText(written), serverTime),
      record: reader.record(table.columns, row),
    };
  });
  const newest = later(cursor.newest, lastStamp);
  if (rows.length < limit || last === undefined) return { changed, cursor: cursorText({ newest }), more: false };
  const after = [stamp, ...keys].map(({ name }) => String(last[name]));
  return { changed, cursor: cursorText({ newest, after }), more: true };
}

/** The stamp from which the next poll reads: so much before the newest one. */
function reachedBack(newest: string, { options, database, stamp }: ChangeSource): string {
  if (isNumber(newest) && stamp.kind !== "instant") return String(BigInt(newest) - BigInt(options.overlapNumbers));
  if (isNumber(newest)) {
    const isMilliseconds = Number(newest) >= 1e11;
    return String(BigInt(newest) - BigInt(options.overlapSeconds) * (isMilliseconds ? 1_000n : 1n));
  }
  const instant = formatInstant(Date.parse(isoText(newest)) - options.overlapSeconds * 1_000);
  if (database.dialect === "postgres") return instant;
  // SQLite compares texts: the same separator, and nothing behind the seconds, so that it comes before its equals.
  return instant.slice(0, 19).replace("T", newest.includes("T") ? "T" : " ");
}

function isNumber(stamp: string): boolean {
  return /^-?\d+$/.test(stamp);
}

/** `2026-03-04 16:22:09.123+00` as Date.parse takes it; without an offset it is UTC. */
function isoText(written: string): string {
  const text = written
    .trim()
    .replace(" ", "T")
    .replace(/([+-]\d{2})$/, "$1:00");
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes("T") ? text : `${text}Z`;
}

function later(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (isNumber(left) && isNumber(right)) return BigInt(left) > BigInt(right) ? left : right;
  return Date.parse(isoText(left)) > Date.parse(isoText(right)) ? left : right;
}

function cursorText(cursor: { readonly [Member in keyof Cursor]: Cursor[Member] | undefined }): string {
  return JSON.stringify(cursor);
}

function parseCursor(text: string | undefined): Cursor {
  const cursor: unknown = text === undefined ? {} : JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
