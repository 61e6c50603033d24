import type { ChangedRecord, ChangesPage, ChangesRequest } from "@xmap/contract";
import { formatInstant, isSettled } from "../shared/instants.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import type { XCartApi } from "./api.ts";
import { type OrderPage, pageSizeFor, readOrderPage } from "./order-pages.ts";
import { fromXCart } from "./values.ts";

/** Where polling stands. */
interface Cursor {
  /** Everything changed before this stamp has been reported; undefined while the first walk is under way. */
  readonly since?: string;
  /** A walk by id that is under way: its next page, and the newest stamp when it began. */
  readonly walk?: { readonly page: number; readonly size: number; readonly newest: string };
}

const NEWEST_FIRST = [["order[lastRenewDate]", "desc"] as const, ["order[date]", "desc"] as const];

/** Finds changed orders by their `lastRenewDate`, with and without the shop's filter for it. */
export class OrderChanges {
  readonly #api: XCartApi;
  readonly #overlapSeconds: number;
  /** Older builds ignore the filter in silence; the rows themselves show it. */
  #filterWorks = true;

  constructor(api: XCartApi, overlapSeconds: number) {
    this.#api = api;
    this.#overlapSeconds = overlapSeconds;
  }

  /** One page; a shop without the filter answers all that changed since the cursor at once. */
  async read(request: ChangesRequest): Promise<ChangesPage> {
    const cursor = parseCursor(request.cursor);
    if (cursor.walk !== undefined) return this.#walk(cursor, cursor.walk);
    const size = pageSizeFor(request.limit);
    const lower = this.#lowerBound(cursor);
    const top = await readOrderPage(this.#api, 1, size, NEWEST_FIRST);
    const newest = newestStamp(top.rows) ?? cursor.since;
    const oldest = top.rows.at(-1);
    if (!top.full || newest === undefined || (oldest !== undefined && stampOf(oldest) < lower)) {
      const rows = top.rows.filter((row) => stampOf(row) >= lower);
      return pageOf(rows, top.serverTime, newest === undefined ? {} : { since: newest }, false);
    }
    if (cursor.since === undefined || this.#filterWorks) return this.#walk(cursor, { page: 1, size, newest });
    return this.#readDown(top, lower, size, newest);
  }

  /**
   * Pages in the order of ids. Stamps only grow, so rows can only join the filtered set while it is walked: a row may
   * come twice but none is passed over, however many share one stamp.
   */
  async #walk(cursor: Cursor, walk: NonNullable<Cursor["walk"]>): Promise<ChangesPage> {
    const lower = this.#lowerBound(cursor);
    const filter = cursor.since === undefined ? [] : [["lastRenewDate[after]", lower] as const];
    const page = await readOrderPage(this.#api, walk.page, walk.size, filter);
    if (page.rows.some((row) => stampOf(row) < lower)) {
      this.#filterWorks = false;
      const top = await readOrderPage(this.#api, 1, walk.size, NEWEST_FIRST);
      return this.#readDown(top, lower, walk.size, newestStamp(top.rows) ?? walk.newest);
    }
    const since = cursor.since === undefined ? {} : { since: cursor.since };
    const next = page.full ? { ...since, walk: { ...walk, page: walk.page + 1 } } : { since: walk.newest };
    return pageOf(page.rows, page.serverTime, next, page.full);
  }

  /**
   * From the newest down to the bound. Rows that change meanwhile move to the top and push others down: again none is
   * passed over. The sort has no tie-breaker, so where a page ends within one second the walk is repeated until it
   * shows nothing new.
   */
  async #readDown(top: OrderPage, lower: string, size: number, newest: string): Promise<ChangesPage> {
    const found = new Map<unknown, JsonObject>();
    let first: OrderPage = top;
    for (;;) {
      const before = found.size;
      const tied = await this.#readDownOnce(first, lower, size, found);
      if (!tied || found.size === before) break;
      first = await readOrderPage(this.#api, 1, size, NEWEST_FIRST);
    }
    return pageOf([...found.values()], first.serverTime, { since: newest }, false);
  }

  async #readDownOnce(top: OrderPage, lower: string, size: number, found: Map<unknown, JsonObject>): Promise<boolean> {
    let tied = false;
    let page = top;
    for (let number = 1; ; number += 1) {
      const last = page.rows.at(-1);
      for (const row of page.rows) if (stampOf(row) >= lower) found.set(row.id, row);
      if (!page.full || (last !== undefined && stampOf(last) < lower)) return tied;
      page = await readOrderPage(this.#api, number + 1, size, NEWEST_FIRST);
      const next = page.rows[0];
      tied ||= last !== undefined && next !== undefined && stampOf(last) === stampOf(next);
    }
  }

  #lowerBound(cursor: Cursor): string {
    if (cursor.since === undefined) return "";
    return formatInstant(Date.parse(cursor.since) - this.#overlapSeconds * 1_000);
  }
}

function pageOf(
  rows: readonly JsonObject[],
  serverTime: number | undefined,
  cursor: Cursor,
  more: boolean,
): ChangesPage {
  const changed = rows.map((row): ChangedRecord => {
    const stamp = stampOf(row);
    return { key: [String(row.id)], stamp, settled: isSettled(stamp, serverTime), record: fromXCart(row) };
  });
  return { changed, cursor: JSON.stringify(cursor), more };
}

function newestStamp(rows: readonly JsonObject[]): string | undefined {
  const stamps = rows.map(stampOf).filter((stamp) => stamp !== "");
  return stamps.sort().at(-1);
}

/** UTC text of fixed length, so text order is time order. */
function stampOf(row: JsonObject): string {
  const stamp = fromXCart({ update_date: row.update_date }).update_date;
  return typeof stamp === "string" ? stamp : "";
}

function parseCursor(text: string | undefined): Cursor {
  if (text === undefined) return {};
  const cursor: unknown = JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
