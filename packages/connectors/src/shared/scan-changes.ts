import {
  type ChangedRecord,
  type ChangesPage,
  type ChangesRequest,
  canonicalJson,
  type DataRecord,
  hashText,
  type ListPage,
} from "@xmap/contract";
import { isJsonObject } from "./json-shape.ts";

/** Where a scan stands. */
interface Place {
  /** The list's own cursor; undefined at its beginning. */
  readonly at?: string;
  /** Pages that were read since the poll began. */
  readonly read: number;
  /** True until the list has been read to its end for the first time. */
  readonly first?: true;
}

export interface Scan {
  /** A page of the list: whatever is there from the first page to the last comes at least once. */
  list(cursor: string | undefined, limit: number): Promise<ListPage>;
  keyOf(record: DataRecord): readonly string[];
  /** At most so many pages a poll once everything has been read a first time. */
  readonly pagesPerPoll: number;
}

/**
 * Finds changes of a resource that cannot be asked for what has changed: reads the whole list again and again and
 * stamps each record with a hash of what the page tells, so that a record whose stamp is known has not changed. The
 * first scan runs to the end at once; later ones read `pagesPerPoll` pages a poll and go on where the last poll ended.
 */
export async function scanChanges(scan: Scan, request: ChangesRequest): Promise<ChangesPage> {
  const place = parsePlace(request.cursor);
  const { records, next } = await scan.list(place.at, request.limit);
  const changed = records.map((record): ChangedRecord => {
    const stamp = hashText(canonicalJson(record)).slice(0, 32);
    return { key: scan.keyOf(record), stamp, settled: true, record };
  });
  if (next === undefined) return { changed, cursor: JSON.stringify({ read: 0 } satisfies Place), more: false };
  const read = place.read + 1;
  const first = place.first === undefined ? {} : { first: place.first };
  const more = place.first === true || read < scan.pagesPerPoll;
  const after: Place = { at: next, read: more ? read : 0, ...first };
  return { changed, cursor: JSON.stringify(after), more };
}

function parsePlace(cursor: string | undefined): Place {
  if (cursor === undefined) return { read: 0, first: true };
  const place: unknown = JSON.parse(cursor);
  if (!isJsonObject(place) || typeof place.read !== "number") return { read: 0, first: true };
  return {
    read: place.read,
    ...(typeof place.at === "string" ? { at: place.at } : {}),
    ...(place.first === true ? { first: true } : {}),
  };
}
