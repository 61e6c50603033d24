import type { DataRecord, ListPage, ListRequest } from "@xmap/contract";
import { isJsonObject } from "../../shared/json-shape.ts";
import { recordKeys } from "../contract/record-keys.ts";
import { keyOf, type RecordReader } from "./reader.ts";
import type { StampedLists, StampedRecord } from "./stamped-lists.ts";
import { stampField } from "./stamped-lists.ts";
import { nextRows, type WindowPlace } from "./time-windows.ts";

/**
 * A page of all records by the time of their last change, or, where they have none, by key. A record that changes
 * meanwhile comes once more.
 */
export async function listPage(lists: StampedLists, reader: RecordReader, request: ListRequest): Promise<ListPage> {
  const { resource, fields } = request;
  const limit = Math.max(1, request.limit);
  const operation = `list ${resource}`;
  const stamp = stampField(await lists.type(resource));
  if (stamp === undefined) return keyedPage(reader, request, limit, operation);
  const page = await nextRows(lists.asker({ resource, stamp, operation }), parsePlace(request.cursor), limit);
  const next = page.next === undefined ? undefined : JSON.stringify(page.next);
  if (page.rows.length === 0) return { records: [], next };
  const wanted = new Set(page.rows.map(({ key }) => key));
  const whole = await lists.asker({ resource, stamp, fields, operation })(page.window, undefined);
  const isTied = page.next?.after !== undefined || parsePlace(request.cursor).after !== undefined;
  const records = isTied || whole.length > limit ? whole.filter(({ key }) => wanted.has(key)) : whole;
  return { records: records.map((row: StampedRecord) => row.record), next };
}

/** Lists without stamps are short: all of it is asked for each time, in an order of our own. */
async function keyedPage(
  reader: RecordReader,
  { resource, fields, cursor }: ListRequest,
  limit: number,
  operation: string,
): Promise<ListPage> {
  const keys = recordKeys(resource);
  const text = (record: DataRecord): string => keyOf(keys, record).join("/");
  const { records } = await reader.list({ resource, fields, operation });
  const rest = records
    .filter((record) => cursor === undefined || text(record) > cursor)
    .sort((left, right) => (text(left) < text(right) ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { records: page, next: rest.length > limit && last !== undefined ? text(last) : undefined };
}

function parsePlace(cursor: string | undefined): WindowPlace {
  const place: unknown = cursor === undefined ? {} : JSON.parse(cursor);
  if (!isJsonObject(place)) return { from: undefined };
  return {
    from: typeof place.from === "number" ? place.from : undefined,
    ...(typeof place.after === "string" ? { after: place.after } : {}),
  };
}
