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
      ? await this.#probeBetween(after, Number(until.id), count)
      : await this.#searchByCreation(holes);
    if (this.#searches.size >= REMEMBERED_SEARCHES) this.#searches.clear();
    this.#searches.set(place, found);
    return found;
  }

  async #searchByCreation({ count, since, after = 0, until }: Holes): Promise<readonly JsonObject[]> {
    const list = this.#lists.byCreation(until === undefined ? undefined : createdAt(until));
    const asked = since !== undefined && (await this.#knowsChangeFilter()) ? since : undefined;
    const found: JsonObject[] = [];
    let above: JsonObject | undefined;
    for (let page = 1; page <= PAGES_PER_SEARCH; page += 1) {
      const { rows, holes, full } = await readWindow(list, page, PAGE_SIZE);
      for (const before of new Set(holes)) {
        const upper = rows[before - 1] ?? above;
        const lower = rows[before];
        const from = lower === undefined ? "1970-01-01T00:00:00Z" : createdAt(lower);
        const to = upper === undefined ? undefined : createdAt(upper);
        if (asked !== undefined && !(await this.#lists.hidesChanged(asked, from, to))) continue;
        const here = holes.filter((other) => other === before).length;
        found.push(...(await this.#probeBetween(...idsBetween(lower, upper), here)));
        // Where the shop was asked for each hole, these are the ones; else they may be of other orders.
        if (asked !== undefined && found.length >= count) return found;
      }
      above = rows.at(-1) ?? above;
      if (!full || (above !== undefined && idOf(above) <= after)) break;
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

  /** Reads the ids between two neighbours, from the upper one down, until all holes between them have an id. */
  async #probeBetween(lower: number, upper: number, count: number): Promise<readonly JsonObject[]> {
    const found: JsonObject[] = [];
    const lowest = Math.max(lower + 1, upper - READS_PER_HOLE, 1);
    for (let id = upper - 1; id >= lowest && found.length < count; id -= 1) {
      const order = await this.#probe(id);
      if (order !== undefined) found.push(order);
    }
    return found;
  }

  async #probe(id: number): Promise<JsonObject | undefined> {
    try {
      // It is shown by now when its page failed for a moment only.
      return await this.#lists.read(id);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.details.status !== 500) throw thrown;
      return { id };
    }
  }
}

/** Orders created in one second may have any order, so neighbours need not be lower and upper. */
function idsBetween(one: JsonObject | undefined, other: JsonObject | undefined): [lower: number, upper: number] {
  if (one === undefined) return [0, other === undefined ? READS_PER_HOLE + 1 : idOf(other)];
  if (other === undefined) return [idOf(one), idOf(one) + READS_PER_HOLE];
  return [Math.min(idOf(one), idOf(other)), Math.max(idOf(one), idOf(other))];
}

function idOf(row: JsonObject): number {
  return Number(row.id);
}

function createdAt(row: JsonObject): string {
  const created = fromXCart({ create_date: row.create_date }).create_date;
  return typeof created === "string" ? created : "";
}
