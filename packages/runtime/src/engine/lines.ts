import {
  type DataRecord,
  type Line,
  type LineListModule,
  type LinePatch,
  type SentLine,
  type Value,
  valueAt,
} from "@xmap/contract";
import { isEmpty, type Leaves, leavesOf, nest, presentValues, sameField } from "./field-values.ts";

export interface LineListState {
  readonly list: LineListModule;
  readonly wanted: readonly Line<object>[];
  /** What an earlier run sent, by identity; undefined when none did. */
  readonly sent: Readonly<Record<string, SentLine>> | undefined;
  /** Keys of the target lines that the snapshot knows of. */
  readonly seenKeys: ReadonlySet<string>;
  /** The target's lines as they are now. */
  readonly current: readonly DataRecord[];
  /** True when xmap made the record, so that all of its lines are xmap's. */
  readonly ours: boolean;
}

export interface LinePlan {
  readonly patch: LinePatch;
  /** Lines that stay, by identity. */
  readonly kept: Readonly<Record<string, SentLine>>;
  /** Lines to add, whose keys are known only after the write. */
  readonly added: readonly Line<object>[];
}

/** The key of a target line. */
export function lineKey(line: DataRecord): string {
  return String(line.id ?? "");
}

/** What must be added, changed and removed; only lines that xmap made are removed. */
export function planLines({ list, wanted, sent, seenKeys, current, ours }: LineListState): LinePlan {
  const present = new Set(current.map(lineKey));
  const known = new Map(Object.entries(sent ?? {}));
  const owned = new Set([...known.values()].map((line) => line.key));
  const unknown = wanted.filter((line) => !known.has(line.identity));
  // Lines that came since the last look may be our own, from a write whose answer was lost.
  const free = current.filter((line) => !owned.has(lineKey(line)) && !seenKeys.has(lineKey(line)));
  for (const [identity, key] of matchLines(list, unknown, free, ours && sent === undefined)) {
    const line = free.find((one) => lineKey(one) === key);
    known.set(identity, { key, sent: currentValues(wanted, identity, line) });
  }

  const kept: Record<string, SentLine> = {};
  const added: Line<object>[] = [];
  const change: { key: string; values: DataRecord }[] = [];
  for (const line of wanted) {
    const before = known.get(line.identity);
    const leaves = leavesOf(line.values);
    if (before === undefined) {
      added.push(line);
      continue;
    }
    const changed = changedLeaves(list, leaves, before.sent);
    if (Object.keys(changed).length > 0 && !present.has(before.key)) {
      added.push(line);
      continue;
    }
    if (Object.keys(changed).length > 0) change.push({ key: before.key, values: nest(changed) });
    kept[line.identity] = { key: before.key, sent: sentValues(list, leaves, before.sent) };
  }
  const identities = new Set(wanted.map((line) => line.identity));
  const remove = [...known].filter(([identity, { key }]) => !identities.has(identity) && present.has(key));
  const add = added.map((line) => ({ identity: line.identity, values: nest(presentValues(leavesOf(line.values))) }));
  return { patch: { add, change, remove: remove.map(([, { key }]) => key) }, kept, added };
}

/** Finds added lines among those of the record as read back, and completes what was sent by identity. */
export function settleLines(
  list: LineListModule,
  plan: LinePlan,
  current: readonly DataRecord[],
): Record<string, SentLine> {
  const settled: Record<string, SentLine> = { ...plan.kept };
  const owned = new Set(Object.values(plan.kept).map((line) => line.key));
  const free = current.filter((line) => !owned.has(lineKey(line)));
  const matched = matchLines(list, plan.added, free, true);
  for (const line of plan.added) {
    const key = matched.get(line.identity);
    if (key !== undefined) settled[line.identity] = { key, sent: presentValues(leavesOf(line.values)) };
  }
  return settled;
}

export function isUnchanged({ patch }: LinePlan): boolean {
  return patch.add.length === 0 && patch.change.length === 0 && patch.remove.length === 0;
}

/** Identity → key: by equal values in order, then by key fields, then (for lines that are surely ours) in order. */
function matchLines(
  list: LineListModule,
  wanted: readonly Line<object>[],
  current: readonly DataRecord[],
  inOrder: boolean,
): Map<string, string> {
  const matched = new Map<string, string>();
  const free = [...current];
  const take = (fits: (leaves: Leaves, candidate: DataRecord) => boolean): void => {
    for (const line of wanted) {
      if (matched.has(line.identity)) continue;
      const leaves = leavesOf(line.values);
      const index = free.findIndex((candidate) => fits(leaves, candidate));
      const [found] = index < 0 ? [] : free.splice(index, 1);
      if (found !== undefined) matched.set(line.identity, lineKey(found));
    }
  };
  take((leaves, candidate) =>
    Object.entries(presentValues(leaves)).every(([path, value]) => sameAt(candidate, path, value)),
  );
  if (list.key.length > 0)
    take((leaves, candidate) => list.key.every((path) => sameAt(candidate, path, presentValues(leaves)[path])));
  if (inOrder) take(() => true);
  return matched;
}

function sameAt(record: DataRecord, path: string, value: Value | undefined): boolean {
  return sameField(valueAt(record, path.split(".")), value);
}

function currentValues(wanted: readonly Line<object>[], identity: string, line: DataRecord | undefined): DataRecord {
  const leaves = leavesOf(wanted.find((one) => one.identity === identity)?.values ?? {});
  return Object.fromEntries([...leaves.keys()].map((path) => [path, valueAt(line, path.split("."))]));
}

function changedLeaves(list: LineListModule, leaves: Leaves, sent: DataRecord): Record<string, Value> {
  const wanted = presentValues(leaves);
  const changed: Record<string, Value> = {};
  for (const path of leaves.keys()) {
    const value = wanted[path];
    if (list.once.includes(path)) continue;
    if (value !== undefined && !sameField(value, sent[path])) changed[path] = value;
    else if (isCleared(leaves, path) && !isEmpty(sent[path])) changed[path] = Array.isArray(sent[path]) ? [] : null;
  }
  return changed;
}

function sentValues(list: LineListModule, leaves: Leaves, sent: DataRecord): DataRecord {
  const kept = Object.entries(sent).filter(([path]) => list.once.includes(path) || !isCleared(leaves, path));
  const once = new Set(list.once);
  const now = Object.entries(presentValues(leaves)).filter(([path]) => !once.has(path));
  return Object.fromEntries([...kept, ...now]);
}

function isCleared(leaves: Leaves, path: string): boolean {
  const value = leaves.get(path);
  return leaves.has(path) && (value === undefined || value === null);
}
