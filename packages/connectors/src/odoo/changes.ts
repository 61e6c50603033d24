import type { ChangedRecord, ChangesPage, ChangesRequest, DataRecord } from "@xmap/contract";
import { formatInstant, isSettled } from "../shared/instants.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import type { FieldCatalog } from "./fields.ts";
import type { RecordReader } from "./reader.ts";
import { toOdooTime } from "./values.ts";

/** Where polling stands; all stamps are UTC instants. */
interface Cursor {
  /** The newest stamp that was seen, from which the next poll reaches back. */
  readonly newest?: string;
  /** Paging under way: goes on from this stamp. */
  readonly from?: string;
  /** Paging within the one second of `from`: goes on after this id. */
  readonly afterId?: number;
}

/**
 * Finds changed records by `write_date`. Odoo keeps microseconds but answers and (since 19) compares whole seconds, so
 * pages end at full seconds, and a second with more records than a page is paged by id. Transactions become visible
 * after their stamp, so each poll reaches back.
 */
export async function readOdooChanges(
  reader: RecordReader,
  fields: FieldCatalog,
  overlapSeconds: number,
  request: ChangesRequest,
): Promise<ChangesPage> {
  const cursor = parseCursor(request.cursor);
  const limit = Math.max(1, request.limit);
  const from = cursor.from ?? (cursor.newest === undefined ? undefined : addSeconds(cursor.newest, -overlapSeconds));
  const references = Object.entries(await fields.of(request.resource))
    .filter(([, field]) => field.type === "many2one" && field.stored)
    .map(([name]) => name);
  const search = { model: request.resource, fields: ["write_date", ...references], archived: true, limit };
  if (from !== undefined && cursor.afterId !== undefined) {
    const domain = [...withinSecond(from), ["id", ">", cursor.afterId]];
    return pageWithinSecond(cursor, from, limit, await reader.search({ ...search, domain, order: "id" }));
  }
  const domain = from === undefined ? [] : [["write_date", ">=", toOdooTime(from)]];
  const found = await reader.search({ ...search, domain, order: "write_date,id" });
  const { records, serverTime } = found;
  const last = stampOf(records.at(-1));
  const newest = later(cursor.newest, last);
  if (records.length < limit || last === undefined) {
    return { changed: changedOf(records, serverTime), cursor: cursorText({ newest }), more: false };
  }
  const whole = records.filter((record) => stampOf(record) !== last);
  if (whole.length > 0)
    return { changed: changedOf(whole, serverTime), cursor: cursorText({ newest, from: last }), more: true };
  const tied = await reader.search({ ...search, domain: withinSecond(last), order: "id" });
  return pageWithinSecond({ ...cursor, newest: newest ?? last }, last, limit, tied);
}

function pageWithinSecond(
  cursor: Cursor,
  second: string,
  limit: number,
  found: { readonly records: readonly DataRecord[]; readonly serverTime: number | undefined },
): ChangesPage {
  const { newest } = cursor;
  const lastId = found.records.at(-1)?.id;
  const next: PartialCursor =
    found.records.length >= limit && typeof lastId === "number"
      ? { newest, from: second, afterId: lastId }
      : { newest, from: addSeconds(second, 1) };
  return { changed: changedOf(found.records, found.serverTime), cursor: cursorText(next), more: true };
}

function withinSecond(second: string): unknown[] {
  return [
    ["write_date", ">=", toOdooTime(second)],
    ["write_date", "<", toOdooTime(addSeconds(second, 1))],
  ];
}

function changedOf(records: readonly DataRecord[], serverTime: number | undefined): ChangedRecord[] {
  return records.map((record) => {
    const stamp = stampOf(record) ?? "";
    return { key: [String(record.id)], stamp, settled: isSettled(stamp, serverTime), record };
  });
}

function stampOf(record: DataRecord | undefined): string | undefined {
  return typeof record?.write_date === "string" ? record.write_date : undefined;
}

function addSeconds(stamp: string, seconds: number): string {
  return formatInstant(Date.parse(stamp) + seconds * 1_000);
}

function later(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left > right ? left : right;
}

type PartialCursor = { readonly [Member in keyof Cursor]: Cursor[Member] | undefined };

function cursorText(cursor: PartialCursor): string {
  return JSON.stringify(cursor);
}

function parseCursor(text: string | undefined): Cursor {
  const cursor: unknown = text === undefined ? {} : JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
