import { Failure } from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import { fromXCart } from "../values.ts";
import { readWindow } from "../windows.ts";
import type { OrderLists } from "./order-lists.ts";

/** At most so many single orders are read in the place of a hole: carts share the ids of orders and lie between. */
const READS_PER_HOLE = 300;
/** At most so many pages are read in search of the place of a hole. */
const PAGES_PER_SEARCH = 20;
const PAGE_SIZE = 100;
/** How far an id may be from that of a neighbour. */
const REACH = 1_000;
const EARLIEST = "1970-01-01T00:00:00Z";
const REMEMBERED_SEARCHES = 50;

/** Holes of a list: orders that make their page answer 500. */
export interface Holes {
  readonly count: number;
  /** Rows that the list shows. */
  readonly known: readonly JsonObject[];
  /** The list holds orders changed since then; undefined when it holds all. */
  readonly since?: string | undefined;
  /** Ids of the holes are above this one, when the list is in the order of ids. */
  readonly after?: number;
  /** The row behind the holes, when the list is in the order of ids and there is one. */
  readonly until?: JsonObject | undefined;
}

/**
 * Finds the ids of orders that the shop cannot show, most often because a product of theirs was deleted. In a list of
 * all orders by id, the ids between the neighbours of a hole are read one by one. In any other list the hole is sought
 * among the orders by date of creation first, in which neighbours have close ids again.
 */
export class UnreadableOrders {
  readonly #lists: OrderLists;
  /** What was found, by the place of the holes: a poll's overlap shows the same ones again. */
  readonly #searches = new Map<string, readonly JsonObject[]>();
  #filterKnown: Promise<boolean> | undefined;

  constructor(lists: OrderLists) {
    this.#lists = lists;
  }

  /** An object with the id for each order found; the whole row where the shop shows the order by now. */
  async find(holes: Holes): Promise<readonly JsonObject[]> {
    const { count, known, since, after, until } = holes;
    if (count === 0) return [];
    const place = JSON.stringify([count, after, until?.id, known.map(({ id }) => id)]);
    const remembered = this.#searches.get(place);
    if (remembered !== undefined) return remembered;
    const isWhole = after !== undefined && since === undefined;
    const isTight = isWhole && until !== undefined && Number(until.id) - after - 1 <= READS_PER_HOLE;
    const found = isTight
      ? await this.#probe(idsBetween(after, Number(until.id)), count)
      : await this.#searchByCreation(holes);
    if (this.#searches.size >= REMEMBERED_SEARCHES) this.#searches.clear();
    this.#searches.set(place, found);
    return found;
  }

  async #searchByCreation({ count, since, after = 0, until }: Holes): Promise<readonly JsonObject[]> {
    const list = this.#lists.byCreation(until === undefined ? undefined : createdAt(until));
    const asked = since !== undefined && (await this.#knowsChangeFilter()) ? since : undefined;
    const found: JsonObject[] = [];
    const ceiling = until === undefined ? Number.POSITIVE_INFINITY : idOf(until);
    let above: readonly JsonObject[] = [];
    for (let page = 1; page <= PAGES_PER_SEARCH; page += 1) {
      const { rows, holes, full } = await readWindow(list, page, PAGE_SIZE);
      const shown = [...above, ...rows];
      for (const before of new Set(holes)) {
        const place = above.length + before;
        const [newer, older] = [shown[place - 1], shown[place]];
        const from = older === undefined ? EARLIEST : createdAt(older);
        const to = newer === undefined ? undefined : createdAt(newer);
        if (asked !== undefined && !(await this.#lists.hidesChanged(asked, from, to))) continue;
        const here = holes.filter((other) => other === before).length;
        const ids = idsAround(shown, place).filter((id) => id > after && id < ceiling);
        found.push(...(await this.#probe(ids, here)));
        // Where the shop was asked for each hole, these are the ones; else they may be of other orders.
        if (asked !== undefined && found.length >= count) return found;
      }
      const last = rows.at(-1);
      above = rows;
      if (!full || (last !== undefined && idOf(last) <= after)) break;
    }
    return found;
  }

  #knowsChangeFilter(): Promise<boolean> {
    this.#filterKnown ??= this.#lists.knowsChangeFilter().catch((thrown) => {
      this.#filterKnown = undefined;
      throw thrown;
    });
    return this.#filterKnown;
  }

  /** Reads these orders until `count` of them cannot be shown. */
  async #probe(ids: readonly number[], count: number): Promise<readonly JsonObject[]> {
    const found: JsonObject[] = [];
    let hidden = 0;
    for (const id of ids.slice(0, READS_PER_HOLE)) {
      if (hidden >= count) break;
      try {
        const order = await this.#lists.read(id);
        // It is shown by now when its page failed for a moment only.
        if (order !== undefined) found.push(order);
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.details.status !== 500) throw thrown;
        found.push({ id });
        hidden += 1;
      }
    }
    return found;
  }
}

/** The ids between two, from the upper one down. */
function idsBetween(lower: number, upper: number): readonly number[] {
  return Array.from({ length: Math.max(0, upper - lower - 1) }, (_id, index) => upper - 1 - index);
}

/**
 * The ids that an order at this place of the list by creation may have, the likeliest first. Orders of one second stand in
 * any order, so it is one of those between the lowest and the highest of its neighbours' seconds and the rows next to these.
 */
function idsAround(rows: readonly JsonObject[], place: number): readonly number[] {
  let start = place - 1;
  while (start > 0 && createdAt(rows[start]) === createdAt(rows[place - 1])) start -= 1;
  let end = place;
  while (end < rows.length - 1 && createdAt(rows[end]) === createdAt(rows[place])) end += 1;
  const ids = rows.slice(Math.max(0, start), end + 1).map(idOf);
  const shown = new Set(rows.map(idOf));
  // Nothing stands above the newest order and below the oldest.
  const upper = start <= 0 ? Math.max(0, ...ids) + READS_PER_HOLE : Math.max(...ids);
  const lower = end >= rows.length - 1 ? 1 : Math.min(...ids);
  const nearest = rows[place] ?? rows[place - 1];
  const middle = nearest === undefined ? 1 : idOf(nearest);
  return idsBetween(Math.max(0, lower - 1, middle - REACH), Math.min(upper, middle + REACH) + 1)
    .filter((id) => !shown.has(id))
    .sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
}

function idOf(row: JsonObject): number {
  return Number(row.id);
}

function createdAt(row: JsonObject | undefined): string {
  const created = row === undefined ? null : fromXCart({ create_date: row.create_date }).create_date;
  return typeof created === "string" ? created : "";
}
