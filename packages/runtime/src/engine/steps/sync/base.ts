import {
  type DataRecord,
  type RecordReference,
  type SideBase,
  type Snapshot,
  sameValue,
  type Value,
} from "@xmap/contract";
import { fieldAt, sameField } from "../../field-values.ts";
import { lineKey, settleLines } from "../../lines.ts";
import { linesAt, mergeUnsettled, type RecordPatch, unsettledOf } from "../../patch.ts";
import type { StoreChange } from "../../store.ts";
import { linkChange, withBase } from "./link-of.ts";
import type { Sync } from "./sync.ts";

/** Whether a new base says nothing new of what was sent. */
export function isSameBase(before: SideBase | undefined, after: SideBase): boolean {
  return before !== undefined && sameValue(before.sent, after.sent) && sameValue(identities(before), identities(after));
}

function identities({ lines }: SideBase): Value {
  return Object.entries(lines).map(([field, sent]) => [field, ...Object.keys(sent).sort()]);
}

/** Link and base of a target that is as wanted. */
export function remember(
  sync: Sync,
  target: RecordReference,
  base: SideBase,
  before: Snapshot | undefined,
): readonly StoreChange[] {
  return [
    ...linkChange(sync, target, "confirmed"),
    { change: "snapshot", snapshot: withBase(sync, target, base, before) },
  ];
}

/** The base as it is until the result of a write is seen. */
export function beginning(before: SideBase | undefined, patch: RecordPatch, creates: boolean): SideBase {
  const empty = { sent: patch.sent, seen: {}, lines: {}, otherLines: {} };
  const earlier = before?.unsettled;
  const now = unsettledOf(patch, creates);
  const unsettled = earlier === undefined ? now : mergeUnsettled(earlier, now);
  return { ...empty, ...before, unsettled };
}

/** The base of the next sync: what was sent, and where the record was read back with something else. */
export function baseOf(
  { binding, goBack }: Pick<Sync, "binding" | "goBack">,
  patch: RecordPatch,
  current: DataRecord,
  before: SideBase | undefined,
): SideBase {
  const { sent } = patch;
  const seen: Record<string, Value> = {};
  for (const [path, value] of Object.entries(sent)) {
    const found = goBack?.has(path) ? (before?.seen[path] ?? value) : (fieldAt(current, path) ?? null);
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
  return { sent, seen, lines, otherLines };
}
