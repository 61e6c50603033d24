import { type ChangedRecord, type ChangesPage, type ChangesRequest, Failure } from "@xmap/contract";
import { formatInstant, isSettled } from "../../shared/instants.ts";
import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";
import { fromXCart } from "../values.ts";
import { pageSizeFor, type ReadPage, readWindow, type Window } from "../windows.ts";
import type { OrderLists } from "./order-lists.ts";
import { UnreadableOrders } from "./unreadable-orders.ts";

/** Where polling stands. */
interface Cursor {
  /** Everything changed before this stamp has been reported; undefined while the first walk is under way. */
  readonly since?: string;
  /** A walk by id that is under way: its next page, the last id, and the newest stamp when it began. */
  readonly walk?: Walk;
}

interface Walk {
  readonly page: number;
  readonly size: number;
  readonly newest: string;
  readonly last?: number;
}

const NEXT_ROWS = 5;

/** Finds changed orders by their `lastRenewDate`, with and without the shop's filter for it. */
export class OrderChanges {
  readonly #lists: OrderLists;
  readonly #overlapSeconds: number;
  readonly #unreadable: UnreadableOrders;
  /** Older builds ignore the filter in silence; the rows themselves show it. */
  #filterWorks: boolean;

  constructor(lists: OrderLists, overlapSeconds: number, filterWorks = true) {
    this.#lists = lists;
    this.#overlapSeconds = overlapSeconds;
    this.#unreadable = new UnreadableOrders(lists);
    this.#filterWorks = filterWorks;
  }

  /** One page; a shop without the filter answers all that changed since the cursor at once. */
  async read(request: ChangesRequest): Promise<ChangesPage> {
    const cursor = parseCursor(request.cursor);
    if (cursor.walk !== undefined) return this.#walk(cursor, cursor.walk);
    const size = pageSizeFor(request.limit);
    const lower = this.#lowerBound(cursor);
    const top = await readWindow(this.#lists.byChange(), 1, size);
    const newest = newestStamp(top.rows) ?? cursor.since;
    const oldest = top.rows.at(-1);
    const isFirst = cursor.since === undefined;
    if (!top.full || newest === undefined || (oldest !== undefined && stampOf(oldest) < lower)) {
      const rows = top.rows.filter((row) => stampOf(row) >= lower);
      const holes = top.holes.filter((before) => before <= rows.length).length;
      const hidden = await this.#unreadable.find({ count: holes, known: top.rows, since: this.#filterBound(lower) });
      return pageOf(rows, hidden, top.serverTime, newest === undefined ? {} : { since: newest }, false);
    }
    if (isFirst || this.#filterWorks) return this.#walk(cursor, { page: 1, size, newest });
    return this.#readDown(top, lower, size, newest);
  }

  /**
   * Pages in the order of ids. Stamps only grow, so rows can only join the filtered set while it is walked: a row may
   * come twice but none is passed over, however many share one stamp.
   */
  async #walk(cursor: Cursor, walk: Walk): Promise<ChangesPage> {
    const lower = this.#lowerBound(cursor);
    const list = this.#lists.byId(cursor.since === undefined ? undefined : lower);
    const page = await readWindow(list, walk.page, walk.size);
    if (page.rows.some((row) => stampOf(row) < lower)) {
      this.#filterWorks = false;
      const top = await readWindow(this.#lists.byChange(), 1, walk.size);
      return this.#readDown(top, lower, walk.size, newestStamp(top.rows) ?? walk.newest);
    }
    const hidden = await this.#hiddenBetween(page, walk, list, this.#filterBound(lower));
    const since = cursor.since === undefined ? {} : { since: cursor.since };
    const last = page.rows.reduce((highest, row) => Math.max(highest, idOf(row)), walk.last ?? 0);
    const next = page.full ? { ...since, walk: { ...walk, page: walk.page + 1, last } } : { since: walk.newest };
    return pageOf(page.rows, hidden, page.serverTime, next, page.full);
  }

  /** The orders behind the holes of a page in the order of ids: their ids lie between those of their neighbours. */
  async #hiddenBetween(page: Window, walk: Walk, list: ReadPage, since: string | undefined): Promise<JsonObject[]> {
    const found: JsonObject[] = [];
    for (const before of new Set(page.holes)) {
      const here = page.holes.filter((other) => other === before).length;
      const left = page.rows[before - 1];
      const isLast = before === page.rows.length && page.full;
      const next = isLast ? await nextRow(list, walk.page * walk.size) : { row: page.rows[before], passed: 0 };
      const { row: right, passed } = next;
      const count = here + passed;
      const after = left === undefined ? (walk.last ?? 0) : idOf(left);
      found.push(...(await this.#unreadable.find({ count, known: page.rows, after, until: right, since })));
    }
    return found;
  }

  /**
   * From the newest down to the bound. Rows that change meanwhile move to the top and push others down: again none is
   * passed over. The sort has no tie-breaker, so where a page ends within one second the walk is repeated until it
   * shows nothing new.
   */
  async #readDown(top: Window, lower: string, size: number, newest: string): Promise<ChangesPage> {
    const found = new Map<unknown, JsonObject>();
    let first: Window = top;
    let holes = 0;
    for (;;) {
      const before = found.size;
      const walked = await this.#readDownOnce(first, lower, size, found);
      holes = Math.max(holes, walked.holes);
      if (!walked.tied || found.size === before) break;
      first = await readWindow(this.#lists.byChange(), 1, size);
    }
    const rows = [...found.values()];
    const hidden = await this.#unreadable.find({ count: holes, known: rows });
    return pageOf(rows, hidden, first.serverTime, { since: newest }, false);
  }

  async #readDownOnce(
    top: Window,
    lower: string,
    size: number,
    found: Map<unknown, JsonObject>,
  ): Promise<{ readonly tied: boolean; readonly holes: number }> {
    let tied = false;
    let holes = 0;
    let page = top;
    for (let number = 1; ; number += 1) {
      const last = page.rows.at(-1);
      const within = page.rows.filter((row) => stampOf(row) >= lower);
      for (const row of within) found.set(row.id, row);
      holes += page.holes.filter((before) => before <= within.length).length;
      if (!page.full || (last !== undefined && stampOf(last) < lower)) return { tied, holes };
      page = await readWindow(this.#lists.byChange(), number + 1, size);
      const next = page.rows[0];
      tied ||= last !== undefined && next !== undefined && stampOf(last) === stampOf(next);
    }
  }

  /** The bound by which the shop itself filters; undefined where it does not. */
  #filterBound(lower: string): string | undefined {
    return this.#filterWorks && lower !== "" ? lower : undefined;
  }

  #lowerBound(cursor: Cursor): string {
    if (cursor.since === undefined) return "";
    return formatInstant(Date.parse(cursor.since) - this.#overlapSeconds * 1_000);
  }
}

/** The first row at or behind an offset of a list that can be shown, among the next few, and how many cannot. */
async function nextRow(
  list: ReadPage,
  offset: number,
): Promise<{ readonly row: JsonObject | undefined; readonly passed: number }> {
  for (let passed = 0; passed < NEXT_ROWS; passed += 1) {
    try {
      return { row: (await readWindow(list, offset + passed + 1, 1)).rows[0], passed };
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.details.status !== 500) throw thrown;
    }
  }
  return { row: undefined, passed: NEXT_ROWS };
}

function pageOf(
  rows: readonly JsonObject[],
  hidden: readonly JsonObject[],
  serverTime: number | undefined,
  cursor: Cursor,
  more: boolean,
): ChangesPage {
  const changed = [...rows, ...hidden].map((row): ChangedRecord => {
    const stamp = stampOf(row);
    const key = [String(row.id)];
    // Nothing but its id is known of an order that cannot be shown.
    if (stamp === "") return { key, stamp: "unreadable", settled: true, record: { id: idOf(row) } };
    return { key, stamp, settled: isSettled(stamp, serverTime), record: fromXCart(row) };
  });
  return { changed, cursor: JSON.stringify(cursor), more };
}

function newestStamp(rows: readonly JsonObject[]): string | undefined {
  const stamps = rows.map(stampOf).filter((stamp) => stamp !== "");
  return stamps.sort().at(-1);
}

function idOf(row: JsonObject): number {
  return Number(row.id);
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
