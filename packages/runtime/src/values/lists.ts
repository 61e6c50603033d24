import { sameValue, type Value } from "@xmap/contract";
import type { Input } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** A list of what is there: nothing for absent and null, one member for a single value. */
export function list<Member>(value: readonly Member[] | Member | null | undefined): readonly Member[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** The one member of a sequence, undefined when it is empty; a MappingError that names the rule when it has several. */
export function single<Member>(values: readonly Member[], rule: string): Member | undefined {
  if (values.length > 1)
    throw new MappingError("several-values", `one value is needed, but there are ${values.length}`, rule);
  return values[0];
}

/** `single(items.filter(fits).map(read), rule)` without the lists between. */
export function singleOf<Item, Member>(
  items: readonly Item[],
  fits: (item: Item) => boolean,
  read: (item: Item) => Member,
  rule: string,
): Member | undefined {
  let found: { readonly item: Item } | undefined;
  for (const item of items) {
    if (!fits(item)) continue;
    if (found !== undefined) return single(items.filter(fits).map(read), rule);
    found = { item };
  }
  return found === undefined ? undefined : read(found.item);
}

/** One level flatter; absent members are left out, as in a JSONata sequence. */
export function flat<Member>(values: readonly (readonly Member[] | Member | undefined)[]): readonly Member[] {
  const result: Member[] = [];
  for (const member of values) {
    if (member === undefined) continue;
    if (isList(member)) result.push(...member);
    else result.push(member);
  }
  return result;
}

/** `$count`: absent counts 0, a single value 1. */
export function count(value: Input): number {
  if (value === undefined) return 0;
  return Array.isArray(value) ? value.length : 1;
}

/** `$distinct`: the first of each group of equal members. */
export function distinct<Member>(values: readonly Member[]): readonly Member[];
export function distinct<Member>(values: readonly Member[] | undefined): readonly Member[] | undefined;
export function distinct<Member>(values: readonly Member[] | undefined): readonly Member[] | undefined {
  if (values === undefined) return undefined;
  const scalars = new Set<unknown>();
  const records: Member[] = [];
  return values.filter((member) => {
    if (typeof member !== "object" || member === null) {
      if (scalars.has(member)) return false;
      scalars.add(member);
      return true;
    }
    if (records.some((other) => sameValue(other as Value, member as Value))) return false;
    records.push(member);
    return true;
  });
}

/** `$append`: absent sides add nothing. */
export function append<Member>(
  left: readonly Member[] | Member | undefined,
  right: readonly Member[] | Member | undefined,
): readonly Member[] {
  return flat<Member>([left, right]);
}

/** `$reverse`. */
export function reverse<Member>(values: readonly Member[]): readonly Member[];
export function reverse<Member>(values: readonly Member[] | undefined): readonly Member[] | undefined;
export function reverse<Member>(values: readonly Member[] | undefined): readonly Member[] | undefined {
  return values === undefined ? undefined : [...values].reverse();
}

function isList<Member>(value: readonly Member[] | Member): value is readonly Member[] {
  return Array.isArray(value);
}
