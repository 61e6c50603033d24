import {
  type CrossReference,
  type DataRecord,
  formatRecordReference,
  KEEP,
  type RecordReference,
  sameRecord,
  type Value,
} from "@xmap/contract";
import { isSearchable } from "../../cross-references.ts";
import { fieldAt, isEmpty, sameField } from "../../field-values.ts";
import { heed, heedOutcome } from "../../problems.ts";
import { readRecord } from "../../read-record.ts";
import { describeReference, referenceOf } from "../../record-keys.ts";
import { searchByKey } from "../../references.ts";
import { auditChange } from "../../run-context.ts";
import { baseIn, forgetChange, linkChange, refuseTaken, snapshotOfPair } from "./link-of.ts";
import type { Sync } from "./sync.ts";

/** A record that is linked: its target is brought in line, or the link is healed or held when the target is gone. */
export async function syncLinked(
  sync: Sync,
  match: DataRecord,
  before: CrossReference,
  target: RecordReference,
): Promise<Value | undefined> {
  const { context, binding } = sync;
  const isTombstone = before.state === "tombstone";
  const current = isTombstone ? undefined : await readRecord(context, binding.right, target);
  if (current !== undefined) {
    await refuseOther(sync, match, target, current);
    return sync.bringInLine(sync, target, current, false);
  }
  const healed = isTombstone ? undefined : await heir(sync, match, target);
  if (healed !== undefined) return healed;
  if (before.state === "confirmed") await context.services.store.write(linkChange(sync, target, "broken"));
  const message = `${describeReference(target)} of ${describeReference(sync.source)} was deleted in ${target.system}`;
  await heedOutcome(context, { word: "hold", message });
  return undefined;
}

/** Goes on with the one record that has the key now that the linked one is gone, as after a merge; undefined when there is not exactly one. */
async function heir(sync: Sync, match: DataRecord, gone: RecordReference): Promise<Value | undefined> {
  const { context, binding, path: step } = sync;
  if (!isSearchable(match)) return undefined;
  const [found, another] = await searchByKey(context, binding, match);
  const target = found === undefined || another !== undefined ? undefined : referenceOf(binding.right, found);
  if (target === undefined) return undefined;
  await refuseTaken(sync, target);
  const current = await readRecord(context, binding.right, target);
  if (current === undefined) return undefined;
  const written = formatRecordReference(target);
  const audit = auditChange(context, { step, target: written, operation: "relink", fields: [] });
  // What was sent to the record that is gone says nothing of this one.
  await context.services.store.write([forgetChange(sync, gone), ...linkChange(sync, target, "confirmed"), audit]);
  return sync.bringInLine(sync, target, current, false);
}

/** Holds when the linked record has lost the key, to another one or with all else: an id may have been given away. */
async function refuseOther(sync: Sync, match: DataRecord, target: RecordReference, current: DataRecord): Promise<void> {
  const { context, binding, source } = sync;
  const hasLost = binding.key.some((field) => {
    const value = fieldAt(current, field);
    return value !== undefined && !sameField(value, match[field]);
  });
  if (!hasLost || !isSearchable(match)) return;
  const found = await searchByKey(context, binding, match);
  const owners = found.flatMap((record) => referenceOf(binding.right, record) ?? []);
  if (owners.length === 0) return refuseReused(sync, target, current);
  if (owners.some((one) => sameRecord(one, target))) return;
  const others = owners.map(describeReference).join(", ");
  const message = `${describeReference(target)} is linked with ${describeReference(source)}, but ${others} has its ${binding.key.join(", ")} now`;
  await heed(context, [{ word: "hold", rule: binding.name, message }]);
}

/** Holds when little of one of the two records is as it was: it is another one under an id that was used before. */
async function refuseReused(sync: Sync, target: RecordReference, current: DataRecord): Promise<void> {
  const { context, binding, source, wanted } = sync;
  const base = baseIn(sync, await snapshotOfPair(sync, target));
  if (base === undefined) return;
  const isKey = (field: string): boolean => binding.key.includes(field);
  const sent = Object.entries(base.sent).filter(([field]) => !isKey(field));
  const left = sent.map(([field, value]): Pair => {
    const now = wanted.leaves.get(field);
    return [value, now === KEEP ? undefined : now];
  });
  const right = sent.map(([field, value]): Pair => [base.seen[field] ?? value, fieldAt(current, field)]);
  const [reused, other] = isUnlike(right) ? [target, source] : isUnlike(left) ? [source, target] : [];
  if (reused === undefined || other === undefined) return;
  const message = `${describeReference(reused)} looks like another record than the one that was linked with ${describeReference(other)}: its ${binding.key.join(", ")} and most else has changed`;
  await heed(context, [{ word: "hold", rule: binding.name, message }]);
}

/** A field's value before and now. */
type Pair = readonly [Value | undefined, Value | undefined];

/** Whether of two or more values that are known both times at most half are equal: constants and choices often are by chance. */
function isUnlike(pairs: readonly Pair[]): boolean {
  const known = pairs.filter(([before, now]) => !isEmpty(before) && !isEmpty(now));
  const equal = known.filter(([before, now]) => sameField(before, now));
  return known.length > 1 && equal.length * 2 <= known.length;
}
