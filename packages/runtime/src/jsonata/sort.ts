import { JsonataError } from "./jsonata-error.ts";
import type { Run } from "./run.ts";

/**
 * A stable merge sort, halves first, that asks only whether a pair is out of order.
 * Comparisons come in JSONata's order, so that functions with effects or errors behave the same.
 */
export function mergeSort<Item>(items: readonly Item[], isAfter: (first: Item, second: Item) => boolean): Item[] {
  if (items.length <= 1) return items.slice();
  const middle = items.length >> 1;
  const left = mergeSort(items.slice(0, middle), isAfter);
  const right = mergeSort(items.slice(middle), isAfter);
  const merged: Item[] = [];
  let first = 0;
  let second = 0;
  while (first < left.length && second < right.length) {
    const one = left[first] as Item;
    const other = right[second] as Item;
    if (isAfter(one, other)) {
      merged.push(other);
      second += 1;
    } else {
      merged.push(one);
      first += 1;
    }
  }
  for (; first < left.length; first += 1) merged.push(left[first] as Item);
  for (; second < right.length; second += 1) merged.push(right[second] as Item);
  return merged;
}

interface Sorted<Item> {
  readonly item: Item;
  readonly keys: unknown[];
}

/**
 * `^(…)`: sorts by the keys of each item. Keys are computed when they are first compared.
 * @param keyOf the key of an item for a term, counted from 0
 * @param descending for each term whether it sorts from the top
 */
export function sortBy<Item>(
  run: Run,
  at: number,
  items: readonly Item[],
  descending: readonly boolean[],
  keyOf: (item: Item, term: number) => unknown,
): readonly Item[] {
  if (items.length <= 1) return items;
  const entries = items.map((item): Sorted<Item> => ({ item, keys: [] }));
  const keyAt = ({ item, keys }: Sorted<Item>, term: number): unknown => {
    if (keys.length <= term) keys.push(keyOf(item, term));
    return keys[term];
  };
  const isAfter = (one: Sorted<Item>, other: Sorted<Item>): boolean => {
    run.tick();
    for (let term = 0; term < descending.length; term += 1) {
      const order = compareKeys(at, keyAt(one, term), keyAt(other, term), descending[term] === true);
      if (order !== 0) return order > 0;
    }
    return false;
  };
  return mergeSort(entries, isAfter).map(({ item }) => item);
}

/** What is missing comes last, whichever way the term sorts. */
function compareKeys(at: number, first: unknown, second: unknown, isDescending: boolean): number {
  if (first === undefined) return second === undefined ? 0 : 1;
  if (second === undefined) return -1;
  const firstIsOrdered = typeof first === "string" || typeof first === "number";
  if (!firstIsOrdered || !(typeof second === "string" || typeof second === "number"))
    throw new JsonataError("T2008", { at, token: "^", value: firstIsOrdered ? second : first });
  if (typeof first !== typeof second) throw new JsonataError("T2007", { at, token: "^", value: first, value2: second });
  if (first === second) return 0;
  const order = first < second ? -1 : 1;
  return isDescending ? -order : order;
}
