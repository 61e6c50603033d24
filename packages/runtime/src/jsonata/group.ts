import { JsonataError } from "./jsonata-error.ts";
import { put } from "./objects.ts";
import type { Run } from "./run.ts";
import { append, appendAll } from "./sequence.ts";

interface Group {
  data: unknown;
  readonly pair: number;
}

const RESERVED: ReadonlySet<string> = new Set(["_jsonata_lambda", "_jsonata_function"]);

/** The context of an object constructor's values: the members of an array together. */
export function constructorContext(context: unknown): unknown {
  return Array.isArray(context) ? appendAll(context) : context;
}

/** Sorts items into groups by the keys of each pair. Throws T1003 and D1009. */
function collect(
  run: Run,
  at: number,
  items: readonly unknown[],
  keys: readonly ((item: unknown) => unknown)[],
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    run.tick();
    for (let pair = 0; pair < keys.length; pair += 1) {
      const key = keys[pair]?.(item);
      if (key === undefined) continue;
      if (typeof key !== "string") throw new JsonataError("T1003", { at, value: key });
      if (RESERVED.has(key)) throw new JsonataError("D1013", { at, value: key });
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { data: item, pair });
      else if (group.pair !== pair) throw new JsonataError("D1009", { at, value: key });
      else group.data = joined(group.data, item);
    }
  }
  return groups;
}

const GROWING = new WeakSet<unknown[]>();

/** Appends to a group; the list that the group owns grows in place. */
function joined(data: unknown, item: unknown): unknown {
  if (Array.isArray(data) && GROWING.has(data)) {
    if (Array.isArray(item)) data.push(...item);
    else if (item !== undefined) data.push(item);
    return data;
  }
  const list = append(data, item);
  if (Array.isArray(list) && list !== data && list !== item) GROWING.add(list);
  return list;
}

/** Names as the fields of an object come: those that look like integers first. */
function inFieldOrder(groups: ReadonlyMap<string, Group>): readonly string[] {
  const fields = {};
  for (const key of groups.keys()) put(fields, key, true);
  return Object.keys(fields);
}

/** `{ key: value }` over the items of an array or of a path. */
export function groupBy(
  run: Run,
  at: number,
  items: readonly unknown[],
  keys: readonly ((item: unknown) => unknown)[],
  values: readonly ((context: unknown) => unknown)[],
): Record<string, unknown> {
  const groups = collect(run, at, items, keys);
  const result = {};
  for (const key of inFieldOrder(groups)) {
    const group = groups.get(key);
    if (group === undefined) continue;
    const value = values[group.pair]?.(group.data);
    if (value !== undefined) put(result, key, value);
  }
  return result;
}

/** The same over a path that binds variables: the tuples of a group become one, with lists of values. */
export function groupTuples(
  run: Run,
  at: number,
  tuples: readonly unknown[],
  keys: readonly ((item: unknown) => unknown)[],
  values: readonly ((context: unknown) => unknown)[],
): Record<string, unknown> {
  return groupBy(
    run,
    at,
    tuples,
    keys,
    values.map((value) => (data: unknown) => value(Array.isArray(data) ? joinTuples(data) : data)),
  );
}

function joinTuples(tuples: readonly Record<string, unknown>[]): Record<string, unknown> {
  const all: Record<string, unknown> = { ...tuples[0] };
  for (const tuple of tuples.slice(1))
    for (const name of Object.keys(tuple)) all[name] = append(all[name], tuple[name]);
  return all;
}

/** The items of a value that a group follows; nothing is one undefined item. */
export function itemsToGroup(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value];
  return value.length === 0 ? [undefined] : value;
}
