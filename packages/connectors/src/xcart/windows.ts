import { Failure } from "@xmap/contract";
import type { JsonObject } from "../shared/json-shape.ts";

/** The rows from `(page - 1) * size` on, as they could be read. */
export interface Window {
  readonly rows: readonly JsonObject[];
  /** The shop's own time in milliseconds. */
  readonly serverTime: number | undefined;
  /** True when the window ends before the list does. */
  readonly full: boolean;
  /** Rows that the shop cannot show: how many rows of `rows` stand before each. */
  readonly holes: readonly number[];
}

/** Reads one page of a list; rejects with a Failure. */
export type ReadPage = (
  page: number,
  size: number,
) => Promise<{ readonly rows: readonly JsonObject[]; readonly serverTime: number | undefined }>;

/** Page sizes that fall apart into small factors, so that a hole is found in few reads; no shop gives more than 100 rows. */
const SIZES = [
  100, 99, 98, 96, 95, 94, 93, 92, 91, 90, 88, 87, 86, 85, 84, 81, 80, 75, 72, 64, 60, 50, 48, 36, 32, 24, 16, 12, 8, 6,
  4, 3, 2,
];

/** The largest page size that falls apart well and is at most `limit`; at least 2. */
export function pageSizeFor(limit: number): number {
  return SIZES.find((size) => size <= limit) ?? 2;
}

/**
 * A window over a list, read around rows that the shop cannot show: one of them makes its whole page answer 500, so the
 * page is divided until the row stands alone. Rejects when no part can be read, for then it is no matter of a row.
 */
export async function readWindow(read: ReadPage, page: number, size: number): Promise<Window> {
  const window = await readPart(read, page, size);
  if (window instanceof Failure) throw window;
  return window;
}

async function readPart(read: ReadPage, page: number, size: number): Promise<Window | Failure> {
  try {
    const { rows, serverTime } = await read(page, size);
    return { rows, serverTime, full: rows.length >= size, holes: [] };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.details.status !== 500) throw thrown;
    if (size === 1) return thrown;
    const parts = smallestFactor(size);
    const rows: JsonObject[] = [];
    const holes: number[] = [];
    let last: Window | Failure = thrown;
    let readable = false;
    for (let part = 0; part < parts; part += 1) {
      last = await readPart(read, (page - 1) * parts + part + 1, size / parts);
      if (last instanceof Failure) {
        for (let row = 0; row < size / parts; row += 1) holes.push(rows.length);
        continue;
      }
      readable = true;
      holes.push(...last.holes.map((before) => before + rows.length));
      rows.push(...last.rows);
      if (!last.full) break;
    }
    if (!readable) return thrown;
    if (last instanceof Failure) return { rows, serverTime: undefined, full: true, holes };
    return { rows, serverTime: last.serverTime, full: last.full, holes };
  }
}

function smallestFactor(size: number): number {
  for (let factor = 2; factor * factor <= size; factor += 1) if (size % factor === 0) return factor;
  return size;
}

/** How far a list in the order of ids has been read. */
interface Place {
  /** Rows that stood before the next one. */
  readonly offset: number;
  /** The highest id so far. */
  readonly last: number;
  /** True once the list has shown that it is not in the order of ids. */
  readonly unsorted?: true;
}

export interface SteadyPage {
  readonly rows: readonly JsonObject[];
  readonly next: string | undefined;
}

/**
 * The next page of a list in the order of ids, which grow. Each page begins with a row that is known already: when rows
 * before it were removed and the list has moved up, that row is missing, and the page is read from further up. So no
 * row that stays is passed over. A list in another order is paged through by place alone, without that promise.
 */
export async function readSteadily(
  read: ReadPage,
  idOf: (row: JsonObject) => number,
  cursor: string | undefined,
  limit: number,
): Promise<SteadyPage> {
  const place = parsePlace(cursor);
  for (let reach = 1; ; reach *= 4) {
    const { page, size } = windowAt(place.offset, Math.max(0, place.offset - reach), limit);
    const window = await readWindow(read, page, size);
    const start = (page - 1) * size;
    const ids = window.rows.map(idOf);
    const [first] = ids;
    const unsorted = place.unsorted === true || ids.some((id, index) => id < (ids[index - 1] ?? 0));
    if (start > 0 && !unsorted && (first === undefined || first > place.last)) continue;
    const known = place.offset - start;
    const fresh = window.rows.filter((row, index) => (unsorted ? index >= known : idOf(row) > place.last));
    const rows = fresh.slice(0, limit);
    const left = fresh.length - rows.length;
    if (left === 0 && !window.full) return { rows, next: undefined };
    const last = rows.reduce((highest, row) => Math.max(highest, idOf(row)), place.last);
    const offset = start + window.rows.length + window.holes.length - left;
    const after: Place = { offset, last, ...(unsorted ? { unsorted } : {}) };
    return { rows, next: JSON.stringify(after) };
  }
}

/** The page that covers the row at `target` and reaches furthest behind `offset`, or just far enough for `limit` rows. */
function windowAt(offset: number, target: number, limit: number): { readonly page: number; readonly size: number } {
  if (offset === 0) return { page: 1, size: pageSizeFor(limit) };
  const windows = SIZES.map((size) => {
    const page = Math.floor(target / size) + 1;
    return { page, size, end: page * size };
  });
  const enough = windows.filter(({ end }) => end >= offset + limit).at(-1);
  return enough ?? windows.reduce((best, window) => (window.end > best.end ? window : best));
}

function parsePlace(cursor: string | undefined): Place {
  return cursor === undefined ? { offset: 0, last: 0 } : (JSON.parse(cursor) as Place);
}
