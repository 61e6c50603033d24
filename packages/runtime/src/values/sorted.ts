import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** What a list is sorted by. */
export interface SortTerm<Item> {
  /** A number or text, for all items the same; items without one come last. */
  readonly by: (item: Item) => Input;
  readonly descending?: boolean;
}

/** `^(first, >second)`: the list in order; items that are equal by every term keep theirs. */
export function sorted<Item>(list: readonly Item[], ...terms: readonly SortTerm<Item>[]): readonly Item[] {
  if (list.length < 2) return list;
  const entries = list.map((item) => ({ item, keys: terms.map(({ by }) => keyOf(by(item))) }));
  entries.sort((one, other) => {
    for (const [index, { descending }] of terms.entries()) {
      const order = compare(one.keys[index], other.keys[index], descending === true);
      if (order !== 0) return order;
    }
    return 0;
  });
  return entries.map(({ item }) => item);
}

function keyOf(key: Input): string | number | undefined {
  if (key === undefined || typeof key === "string" || typeof key === "number") return key;
  throw new MappingError("T2008", `A list is sorted by numbers or text, not by ${show(key)}`);
}

function compare(one: string | number | undefined, other: string | number | undefined, descending: boolean): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? 1 : -1;
  if (typeof one !== typeof other)
    throw new MappingError("T2007", `${show(one)} and ${show(other)}, which a list is sorted by, are of two types`);
  if (one === other) return 0;
  return one < other === descending ? 1 : -1;
}
