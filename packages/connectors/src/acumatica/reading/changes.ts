import type { ChangedRecord, ChangesPage, ChangesRequest } from "@xmap/contract";
import { formatInstant, isSettled } from "../../shared/instants.ts";
import { isJsonObject } from "../../shared/json-shape.ts";
import type { StampedRecord } from "./stamped-lists.ts";
import { type AskRows, nextRows, type WindowPlace } from "./time-windows.ts";

/** Where polling stands; stamps are milliseconds since 1970. */
interface Cursor {
  /** The newest stamp that was seen, from which the next poll reaches back. */
  readonly newest?: number;
  /** Paging under way goes on here. */
  readonly place?: { readonly from: number; readonly after?: string };
}

export interface ChangeSource {
  readonly ask: AskRows<StampedRecord>;
  keyOf(row: StampedRecord): readonly string[];
  /** The server's own time of the last answer. */
  serverTime(): number | undefined;
  /** How far each poll reaches back: changes become visible after their stamp. */
  readonly overlapSeconds: number;
}

/** Finds changed records by the time of their last change, page by page. */
export async function changesPage(source: ChangeSource, request: ChangesRequest): Promise<ChangesPage> {
  const cursor = parseCursor(request.cursor);
  const limit = Math.max(1, request.limit);
  const place = cursor.place ?? { from: beginning(cursor, source.overlapSeconds) };
  const { rows, next } = await nextRows(source.ask, place, limit);
  const newest = Math.max(cursor.newest ?? 0, ...rows.map(({ stamp }) => stamp ?? 0));
  const changed = rows.map((row): ChangedRecord => {
    const stamp = formatInstant(row.stamp ?? 0);
    return { key: source.keyOf(row), stamp, settled: isSettled(stamp, source.serverTime()), record: row.record };
  });
  return { changed, cursor: cursorText(newest, next), more: next !== undefined };
}

function beginning({ newest }: Cursor, overlapSeconds: number): number | undefined {
  return newest === undefined ? undefined : newest - overlapSeconds * 1_000;
}

function cursorText(newest: number, next: WindowPlace | undefined): string {
  return JSON.stringify({ ...(newest === 0 ? {} : { newest }), ...(next === undefined ? {} : { place: next }) });
}

function parseCursor(text: string | undefined): Cursor {
  const cursor: unknown = text === undefined ? {} : JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
