import type { DataRecord, Line, LineListModule, LinePatch, SentLine, UnsettledLine, Value } from "@xmap/contract";
import { fieldAt, isEmpty, type Leaves, leavesOf, nest, presentValues, sameField } from "./field-values.ts";

export interface LineListState {
  readonly list: LineListModule;
  readonly wanted: readonly Line<object>[];
  /** What an earlier run sent, by identity; undefined when none did. */
  readonly sent: Readonly<Record<string, SentLine>> | undefined;
  /** Keys of the target's lines that the snapshot knows of beside those that were sent. */
  readonly seenKeys: ReadonlySet<string>;
  /** The target's lines as they are now. */
  readonly current: readonly DataRecord[];
  /** True when xmap made the record, so that all of its lines are xmap's. */
  readonly ours: boolean;
  /** Lines that an earlier write was to add or to change, without its result being seen. */
  readonly unsettled: { readonly added: readonly UnsettledLine[]; readonly changed: readonly string[] };
}

export interface LinePlan {
  readonly patch: LinePatch;
  /** Lines that stay, by identity. */
  readonly kept: Readonly<Record<string, SentLine>>;
  /** Lines to add, whose keys are known only after the write. */
  readonly added: readonly UnsettledLine[];
}

/** The key of a target line. */
export function lineKey(line: DataRecord): string {
  return String(line.id ?? "");
}

/** What must be added, changed and removed; only lines that xmap made are removed. */
export function planLines(state: LineListState): LinePlan {
  const { list, wanted, sent, seenKeys, current, ours } = state;
  const present = new Set(current.map(lineKey));
  const known = knownLines(state);
  const owned = new Set([...known.values()].map((line) => line.key));
  const unknown = wanted.filter((line) => !known.has(line.identity));
  // Lines that came since the last look may be our own, from a write whose answer was lost.
  const free = current.filter((line) => !owned.has(lineKey(line)) && !seenKeys.has(lineKey(line)));
  const sought = free.length === 0 ? [] : unknown.map(valuesOf);
  for (const [identity, key] of matchLines(list, sought, free, ours && sent === undefined)) {
    const line = free.find((one) => lineKey(one) === key);
    known.set(identity, { key, sent: currentValues(wanted, identity, line) });
  }

  const kept: Record<string, SentLine> = {};
  const added: UnsettledLine[] = [];
  const change: { key: string; values: DataRecord }[] = [];
  for (const line of wanted) {
    const before = known.get(line.identity);
    const leaves = leavesOf(line.values);
    if (before === undefined) {
      added.push(valuesOf(line));
      continue;
    }
    const changed = changedLeaves(list, leaves, before.sent);
    if (Object.keys(changed).length > 0 && !present.has(before.key)) {
      added.push(valuesOf(line));
      continue;
    }
    if (Object.keys(changed).length > 0) change.push({ key: before.key, values: nest(changed) });
    kept[line.identity] = { key: before.key, sent: sentValues(list, leaves, before.sent) };
  }
  const identities = new Set(wanted.map((line) => line.identity));
  const remove = [...known].filter(([identity, { key }]) => !identities.has(identity) && present.has(key));
  const add = added.map(({ identity, values }) => ({ identity, values: nest(values) }));
  return { patch: { add, change, remove: remove.map(([, { key }]) => key) }, kept, added };
}

/** The lines that are ours by what was sent, and by what a write was to send whose result was not seen. */
function knownLines({ list, sent, seenKeys, current, ours, unsettled }: LineListState): Map<string, SentLine> {
  const known = new Map(Object.entries(sent ?? {}));
  const byKey = new Map(current.map((line) => [lineKey(line), line]));
  for (const identity of unsettled.changed) {
    const before = known.get(identity);
    const line = before === undefined ? undefined : byKey.get(before.key);
    if (before === undefined || line === undefined) continue;
    const there = Object.keys(before.sent).map((path) => [path, fieldAt(line, path) ?? null]);
    known.set(identity, { key: before.key, sent: Object.fromEntries(there) });
  }
  const owned = new Set([...known.values()].map((line) => line.key));
  const free = current.filter((line) => !owned.has(lineKey(line)) && !seenKeys.has(lineKey(line)));
  const sought = unsettled.added.filter((line) => !known.has(line.identity));
  const matched = matchLines(list, sought, free, ours);
  for (const { identity, values } of sought) {
    const key = matched.get(identity);
    if (key !== undefined) known.set(identity, { key, sent: values });
  }
  return known;
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
    if (key !== undefined) settled[line.identity] = { key, sent: line.values };
  }
  return settled;
}

export function isUnchanged({ patch }: LinePlan): boolean {
  return patch.add.length === 0 && patch.change.length === 0 && patch.remove.length === 0;
}

/** Identity → key: by equal values in order, then by key fields, then (for lines that are surely ours) in order. */
function matchLines(
  list: LineListModule,
  lines: readonly UnsettledLine[],
  current: readonly DataRecord[],
  inOrder: boolean,
): Map<string, string> {
  const matched = new Map<string, string>();
  if (lines.length === 0 || current.length === 0) return matched;
  const free = [...current];
  const take = (
    fits: (values: UnsettledLine["values"], candidate: DataRecord, line: UnsettledLine) => boolean,
  ): void => {
    for (const line of lines) {
      const { identity, values } = line;
      if (matched.has(identity)) continue;
      const index = free.findIndex((candidate) => fits(values, candidate, line));
      const [found] = index < 0 ? [] : free.splice(index, 1);
      if (found !== undefined) matched.set(identity, lineKey(found));
    }
  };
  take((values, candidate) => {
    for (const path in values) if (!sameAt(candidate, path, values[path])) return false;
    return true;
  });
  take((values, candidate, { key = list.key }) => {
    return key.length > 0 && key.every((path) => sameAt(candidate, path, values[path]));
  });
  if (inOrder) take(() => true);
  return matched;
}

function valuesOf({ identity, values, key }: Line<object>): UnsettledLine {
  return { identity, values: presentValues(leavesOf(values)), ...(key === undefined ? {} : { key }) };
}

function sameAt(record: DataRecord, path: string, value: Value | undefined): boolean {
  return sameField(fieldAt(record, path), value);
}

function currentValues(wanted: readonly Line<object>[], identity: string, line: DataRecord | undefined): DataRecord {
  const leaves = leavesOf(wanted.find((one) => one.identity === identity)?.values ?? {});
  return Object.fromEntries([...leaves.keys()].map((path) => [path, fieldAt(line, path)]));
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
