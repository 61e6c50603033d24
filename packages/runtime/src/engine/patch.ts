import {
  type BindingModule,
  type DataRecord,
  KEEP,
  type Line,
  type LinePatch,
  type SentLine,
  type SideBase,
  type UnsettledWrite,
  type Value,
  valueAt,
} from "@xmap/contract";
import { fieldAt, isEmpty, type Leaves, leavesOf, presentValues, sameField } from "./field-values.ts";
import { isUnchanged, type LinePlan, planLines } from "./lines.ts";

/** A wanted record taken apart: plain fields by dotted name, and its lists of lines. */
export interface WantedRecord {
  readonly leaves: Leaves;
  readonly lines: Readonly<Record<string, readonly Line<object>[]>>;
}

/** What must be sent to make a target record as wanted. */
export interface RecordPatch {
  /** Dotted field → value; null or [] clears. */
  readonly values: Readonly<Record<string, Value>>;
  /** What the base remembers as sent afterwards. */
  readonly sent: Readonly<Record<string, Value>>;
  readonly lines: Readonly<Record<string, LinePlan>>;
}

/** Takes a draft of a binding apart. */
export function wantedRecord(binding: BindingModule, draft: object): WantedRecord {
  const leaves = new Map(leavesOf(draft));
  const lines: Record<string, readonly Line<object>[]> = {};
  for (const { field } of binding.lines) {
    const value = leaves.get(field);
    leaves.delete(field);
    // A list of lines that is left alone is not planned at all.
    if (value !== KEEP) lines[field] = (Array.isArray(value) ? value : []) as unknown as readonly Line<object>[];
  }
  return { leaves, lines };
}

/** The patch of a record that is to be created: all that has a value. */
export function planCreate(binding: BindingModule, wanted: WantedRecord): RecordPatch {
  const values = presentValues(wanted.leaves);
  return { values, sent: values, lines: plan(binding, wanted, undefined, {}, false) };
}

/** The patch of a record that is there: fields whose wanted value differs from what was sent, or, never sent, from what is there. */
export function planUpdate(
  binding: BindingModule,
  wanted: WantedRecord,
  base: SideBase | undefined,
  current: DataRecord,
  ours: boolean,
): RecordPatch {
  const values: Record<string, Value> = {};
  const sent: Record<string, Value> = {};
  const present = presentValues(wanted.leaves);
  const unsettled = new Set(base?.unsettled?.fields);
  for (const [path, value] of Object.entries(base?.sent ?? {})) if (value !== undefined) sent[path] = value;
  for (const path of wantedPaths(binding, wanted.leaves, sent)) {
    if (wanted.leaves.get(path) === KEEP || binding.once.includes(path)) continue;
    const value = present[path];
    if (value === undefined) {
      const before = unsettled.has(path) ? fieldAt(current, path) : sent[path];
      if (!isEmpty(before)) values[path] = Array.isArray(before) ? [] : null;
      delete sent[path];
      continue;
    }
    const isSent = Object.hasOwn(sent, path) && !unsettled.has(path);
    const before = isSent ? sent[path] : fieldAt(current, path);
    if (!sameField(value, before)) values[path] = value;
    sent[path] = value;
  }
  return { values, sent, lines: plan(binding, wanted, base, current, ours) };
}

export function isEmptyPatch({ values, lines }: RecordPatch): boolean {
  return Object.keys(values).length === 0 && Object.values(lines).every(isUnchanged);
}

/** The patches of the lists that change. */
export function linePatches({ lines }: RecordPatch): Readonly<Record<string, LinePatch>> {
  const changed = Object.entries(lines).filter(([, linePlan]) => !isUnchanged(linePlan));
  return Object.fromEntries(changed.map(([field, linePlan]) => [field, linePlan.patch]));
}

/** What a patch is about to change, to be kept before it is sent. */
export function unsettledOf(patch: RecordPatch, creates: boolean): UnsettledWrite {
  const plans = Object.entries(patch.lines).filter(([, linePlan]) => !isUnchanged(linePlan));
  const identityOf = ({ kept }: LinePlan, key: string): readonly string[] =>
    Object.entries(kept).flatMap(([identity, line]) => (line.key === key ? [identity] : []));
  const changedIn = (linePlan: LinePlan): readonly string[] =>
    linePlan.patch.change.flatMap(({ key }) => identityOf(linePlan, key));
  return {
    creates,
    fields: Object.keys(patch.values),
    added: Object.fromEntries(plans.map(([field, linePlan]) => [field, linePlan.added])),
    changed: Object.fromEntries(plans.map(([field, linePlan]) => [field, changedIn(linePlan)])),
  };
}

/** Two writes without a seen result, one after the other. */
export function mergeUnsettled(earlier: UnsettledWrite, later: UnsettledWrite): UnsettledWrite {
  return {
    creates: earlier.creates || later.creates,
    fields: [...new Set([...earlier.fields, ...later.fields])],
    added: joinLists(later.added, earlier.added),
    changed: joinLists(later.changed, earlier.changed),
  };
}

function joinLists<Member>(
  first: Readonly<Record<string, readonly Member[]>>,
  second: Readonly<Record<string, readonly Member[]>>,
): Record<string, readonly Member[]> {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...names].map((name) => [name, [...(first[name] ?? []), ...(second[name] ?? [])]]));
}

/** A record's list of lines as read: records with their key in `id`. */
export function linesAt(record: DataRecord, field: string): readonly DataRecord[] {
  const value = valueAt(record, field.split("."));
  if (!Array.isArray(value)) return [];
  return value.map((line: Value) => (typeof line === "object" && line !== null ? (line as DataRecord) : { id: line }));
}

function wantedPaths(binding: BindingModule, leaves: Leaves, sent: DataRecord): readonly string[] {
  const targets = new Set(binding.rules.map((rule) => rule.target));
  return [...new Set([...leaves.keys(), ...Object.keys(sent).filter((path) => targets.has(path))])];
}

function plan(
  binding: BindingModule,
  wanted: WantedRecord,
  base: SideBase | undefined,
  current: DataRecord,
  ours: boolean,
): Record<string, LinePlan> {
  const plans: Record<string, LinePlan> = {};
  for (const list of binding.lines) {
    const lines = wanted.lines[list.field];
    if (lines === undefined) continue;
    const sent: Readonly<Record<string, SentLine>> | undefined = base?.lines[list.field];
    const seenKeys = new Set(base?.otherLines[list.field]);
    const { added = {}, changed = {}, creates = false } = base?.unsettled ?? {};
    const unsettled = { added: added[list.field] ?? [], changed: changed[list.field] ?? [] };
    const there = linesAt(current, list.field);
    plans[list.field] = planLines({
      list,
      wanted: lines,
      sent,
      seenKeys,
      current: there,
      ours: ours || creates,
      unsettled,
    });
  }
  return plans;
}
