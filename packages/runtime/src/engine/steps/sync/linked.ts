import {
  type CrossReference,
  type DataRecord,
  formatRecordReference,
  type RecordReference,
  sameRecord,
  type Value,
} from "@xmap/contract";
import { crossReferenceOf, isSearchable } from "../../cross-references.ts";
import { fieldAt, sameField } from "../../field-values.ts";
import { heed, heedOutcome } from "../../problems.ts";
import { readRecord } from "../../read-record.ts";
import { describeReference, referenceOf } from "../../record-keys.ts";
import { searchByKey } from "../../references.ts";
import { auditChange } from "../../run-context.ts";
import type { StoreChange } from "../../store.ts";
import { refuseTaken } from "./refuse-taken.ts";
import type { Sync } from "./sync.ts";
import { update } from "./write-record.ts";

/** A record that is linked: it is updated, or the link is healed or held when the right record is gone. */
export async function syncLinked(
  sync: Sync,
  match: DataRecord,
  before: CrossReference,
  right: RecordReference,
): Promise<Value | undefined> {
  const { context, binding } = sync;
  const isTombstone = before.state === "tombstone";
  const current = isTombstone ? undefined : await readRecord(context, binding.right, right);
  if (current !== undefined) {
    await refuseOther(sync, match, right, current);
    return update(sync, right, current, false);
  }
  const healed = isTombstone ? undefined : await heir(sync, match);
  if (healed !== undefined) return healed;
  if (before.state === "confirmed") {
    const reference = crossReferenceOf(context, { ...sync.link, right, state: "broken" });
    await context.services.store.write([{ change: "crossReference", reference }]);
  }
  const message = `${describeReference(right)} of ${describeReference(sync.left)} was deleted in ${right.system}`;
  await heedOutcome(context, { word: "hold", message });
  return undefined;
}

/** The one record that has the key now that the linked one is gone, as after a merge; undefined when there is not exactly one. */
async function heir(sync: Sync, match: DataRecord): Promise<Value | undefined> {
  const { context, binding, left } = sync;
  if (!isSearchable(match as Record<string, Value>)) return undefined;
  const [found, another] = await searchByKey(context, binding, match);
  const right = found === undefined || another !== undefined ? undefined : referenceOf(binding.right, found);
  if (right === undefined) return undefined;
  await refuseTaken(sync, right);
  const current = await readRecord(context, binding.right, right);
  if (current === undefined) return undefined;
  const reference = crossReferenceOf(context, { ...sync.link, right, state: "confirmed" });
  const audit = auditChange(context, {
    step: sync.path,
    target: formatRecordReference(right),
    operation: "relink",
    fields: [],
  });
  // What was sent to the record that is gone says nothing of this one.
  const forget: StoreChange = { change: "forgetLink", link: binding.link, left: formatRecordReference(left) };
  await context.services.store.write([forget, { change: "crossReference", reference }, audit]);
  return update(sync, right, current, false);
}

/** Holds when the linked record has lost the key to another one: its id may have been given away. */
async function refuseOther(sync: Sync, match: DataRecord, right: RecordReference, current: DataRecord): Promise<void> {
  const { context, binding } = sync;
  const hasLost = binding.key.some((field) => {
    const value = fieldAt(current, field);
    return value !== undefined && !sameField(value, match[field]);
  });
  if (!hasLost || !isSearchable(match as Record<string, Value>)) return;
  const found = await searchByKey(context, binding, match);
  const owners = found.flatMap((record) => referenceOf(binding.right, record) ?? []);
  const isOther = owners.length > 0 && owners.every((one) => !sameRecord(one, right));
  if (!isOther) return;
  const others = owners.map(describeReference).join(", ");
  const message = `${describeReference(right)} is linked with ${describeReference(sync.left)}, but ${others} has its ${binding.key.join(", ")} now`;
  await heed(context, [{ word: "hold", rule: binding.name, message }]);
}
