import {
  type DataRecord,
  formatRecordReference,
  type RecordReference,
  type Snapshot,
  sameValue,
  type Value,
} from "@xmap/contract";
import { crossReferenceOf } from "../../cross-references.ts";
import { fieldAt, sameField } from "../../field-values.ts";
import { lineKey, settleLines } from "../../lines.ts";
import { linesAt, mergeUnsettled, type RecordPatch, unsettledOf } from "../../patch.ts";
import type { StoreChange } from "../../store.ts";
import type { Sync } from "./sync.ts";

/** Whether a new snapshot says nothing new of what was sent. */
export function isSameBase(before: Snapshot | undefined, after: Snapshot): boolean {
  return before !== undefined && sameValue(before.sent, after.sent) && sameValue(identities(before), identities(after));
}

function identities({ lines }: Snapshot): Value {
  return Object.entries(lines).map(([field, sent]) => [field, ...Object.keys(sent).sort()]);
}

/** Link and base of a right record that is as wanted. */
export function remember(sync: Sync, right: RecordReference, snapshot: Snapshot): readonly StoreChange[] {
  const reference = crossReferenceOf(sync.context, { ...sync.link, right, state: "confirmed" });
  return [
    { change: "crossReference", reference },
    { change: "snapshot", snapshot },
  ];
}

/** The base as it is until the result of a write is seen. */
export function beginning(sync: Sync, before: Snapshot | undefined, patch: RecordPatch, creates: boolean): Snapshot {
  const { context, binding, left } = sync;
  const { link } = binding;
  const { mappingHash } = context;
  const empty = { link, left: formatRecordReference(left), sent: patch.sent, seen: {}, lines: {}, otherLines: {} };
  const earlier = before?.unsettled;
  const now = unsettledOf(patch, creates);
  const unsettled = earlier === undefined ? now : mergeUnsettled(earlier, now);
  return { ...empty, ...before, mappingHash, unsettled };
}

/** The base of the next sync: what was sent, and where the record was read back with something else. */
export function snapshotOf(
  sync: Sync,
  patch: RecordPatch,
  current: DataRecord,
  before: Snapshot | undefined,
): Snapshot {
  const { context, binding, left } = sync;
  const { sent } = patch;
  const seen: Record<string, Value> = {};
  for (const [path, value] of Object.entries(sent)) {
    const found = fieldAt(current, path) ?? null;
    if (!sameField(found, value)) seen[path] = found;
  }
  const lines = { ...before?.lines };
  const otherLines: Record<string, readonly string[]> = {};
  for (const list of binding.lines) {
    const there = linesAt(current, list.field);
    const plan = patch.lines[list.field];
    if (plan !== undefined) lines[list.field] = settleLines(list, plan, there);
    const ours = new Set(Object.values(lines[list.field] ?? {}).map(({ key }) => key));
    otherLines[list.field] = there.map(lineKey).filter((key) => !ours.has(key));
  }
  const { link } = binding;
  const { mappingHash } = context;
  return { link, left: formatRecordReference(left), sent, seen, lines, otherLines, mappingHash };
}
