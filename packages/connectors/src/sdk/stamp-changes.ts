import type { ChangedRecord, ChangesPage, ChangesRequest, DataRecord } from "@xmap/contract";
import { formatInstant, isSettled } from "../shared/instants.ts";
import { isJsonObject } from "../shared/json-shape.ts";

/** A record as a list of changes tells it. */
export interface StampedRecord {
  readonly key: readonly string[];
  /** When it was last changed, as a UTC instant. */
  readonly stamp: string;
  readonly record: DataRecord;
}

export interface StampedPage {
  /** In the system's own order by stamp and then by key, at most as many as asked for. */
  readonly records: readonly StampedRecord[];
  /** The system's own time in milliseconds since 1970; without it no stamp is ever settled. */
  readonly serverTime: number | undefined;
}

export interface StampedList {
  /**
   * Records that were changed at `from` or later, everything when undefined. With `after` only those behind that record,
   * by stamp and then by key, so that records of one moment are paged through by their keys.
   */
  read(place: {
    readonly from: string | undefined;
    readonly after: Pick<StampedRecord, "stamp" | "key"> | undefined;
    readonly limit: number;
  }): Promise<StampedPage>;
  /** How far each poll reaches back, for transactions that become visible after their stamp. */
  readonly overlapSeconds: number;
}

interface Cursor {
  /** The newest stamp that was seen. */
  readonly newest?: string;
  /** Paging under way: from here on, and behind this record. */
  readonly from?: string;
  readonly after?: { readonly stamp: string; readonly key: readonly string[] };
}

/** Changes of a list that can be asked for by time stamp: none is missed, those within the overlap come again. */
export async function changesByStamp(list: StampedList, request: ChangesRequest): Promise<ChangesPage> {
  const limit = Math.max(1, request.limit);
  const cursor = parseCursor(request.cursor);
  const isPaging = cursor.after !== undefined;
  const from = isPaging ? cursor.from : backFrom(cursor.newest, list.overlapSeconds);
  const { records, serverTime } = await list.read({ from, after: cursor.after, limit });
  const changed = records.map(
    ({ key, stamp, record }): ChangedRecord => ({ key, stamp, record, settled: isSettled(stamp, serverTime) }),
  );
  const newest = records.reduce(
    (latest: string | undefined, { stamp }) => (latest === undefined || stamp > latest ? stamp : latest),
    cursor.newest,
  );
  const last = records.at(-1);
  const seen = newest === undefined ? {} : { newest };
  if (last === undefined || records.length < limit) return { changed, cursor: JSON.stringify(seen), more: false };
  const after = { stamp: last.stamp, key: last.key };
  const next: Cursor = { ...seen, ...(from === undefined ? {} : { from }), after };
  return { changed, cursor: JSON.stringify(next), more: true };
}

function backFrom(newest: string | undefined, seconds: number): string | undefined {
  return newest === undefined ? undefined : formatInstant(Date.parse(newest) - seconds * 1_000);
}

function parseCursor(text: string | undefined): Cursor {
  if (text === undefined) return {};
  const cursor: unknown = JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
