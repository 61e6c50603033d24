import { lastStep, step } from "./path.ts";
import type { Run } from "./run.ts";

/** Shorter lists are gone through. */
const SHORTEST_INDEXED = 16;
const INDEXES = Symbol("indexes");

interface Index {
  probes: number;
  buckets: Map<unknown, unknown[]> | undefined;
}

type Indexes = WeakMap<readonly unknown[], Map<string, Index>>;

/** Whether a list is worth an index. */
export function isLong(list: unknown): list is readonly unknown[] {
  return Array.isArray(list) && list.length >= SHORTEST_INDEXED;
}

/**
 * The items of a list whose key at a path of names can equal a value: a superset of those that do, in their order.
 * The second question about the same list and path builds an index of it. Lists and objects as keys are not indexed.
 * @param path names joined by line ends
 */
export function candidates(run: Run, list: readonly unknown[], path: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if ((typeof value === "object" && value !== null) || typeof value === "function") return list;
  const indexes: Indexes = run.keep(INDEXES, () => new WeakMap());
  let ofList = indexes.get(list);
  if (ofList === undefined) {
    ofList = new Map();
    indexes.set(list, ofList);
  }
  let index = ofList.get(path);
  if (index === undefined) {
    index = { probes: 0, buckets: undefined };
    ofList.set(path, index);
  }
  index.probes += 1;
  if (index.probes < 2) return list;
  index.buckets ??= buildIndex(run, list, path.split("\n"));
  return index.buckets.get(value) ?? [];
}

function buildIndex(run: Run, list: readonly unknown[], names: readonly string[]): Map<unknown, unknown[]> {
  const buckets = new Map<unknown, unknown[]>();
  const last = names.length - 1;
  for (const item of list) {
    run.tick();
    let key = item;
    for (let at = 0; at < last; at += 1) key = step(key, names[at] ?? "");
    key = lastStep(key, names[last] ?? "");
    if (key === undefined || (typeof key === "object" && key !== null)) continue;
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [item]);
    else bucket.push(item);
  }
  return buckets;
}

/** To be called when the evaluation has changed objects. */
export function forgetIndexes(run: Run): void {
  run.forget(INDEXES);
}
