import {
  type DataRecord,
  formatRecordReference,
  KEEP,
  type RecordReference,
  type SyncStepModule,
  type Value,
} from "@xmap/contract";
import { hashOfKey, keyMatch, lockOf, targetLockOf } from "../cross-references.ts";
import { isMuted } from "../going-live/muting.ts";
import { type WantedRecord, wantedRecord } from "../patch.ts";
import { heed, heedOutcome, pure } from "../problems.ts";
import { referenceOf } from "../record-keys.ts";
import type { RunContext } from "../run-context.ts";
import { evaluateBinding } from "./evaluate-binding.ts";
import { linkOf, targetOf } from "./sync/link-of.ts";
import { syncLinked } from "./sync/linked.ts";
import { reconcile } from "./sync/reconcile.ts";
import { reversed, type Sync } from "./sync/sync.ts";
import { syncUnlinked } from "./sync/unlinked.ts";
import { update } from "./sync/write-record.ts";

/**
 * Makes the other record what the binding says: finds or creates it, sends only what changed, remembers link and base.
 * In a two-way binding what changed on the other side comes back.
 */
export async function syncStep(context: RunContext, step: SyncStepModule, path: string): Promise<Value | undefined> {
  const backwards = step.side === "right";
  const binding = backwards ? reversed(step.binding) : step.binding;
  if (binding === undefined) throw new RangeError(`${step.binding.name} goes one way only`);
  const record = pure(context, () => step.record(context.state as never)) as DataRecord | null | undefined;
  if (record === undefined || record === null) return undefined;
  const source = referenceOf(binding.left, record);
  if (source === undefined) {
    await heedOutcome(context, { word: "reject", message: `the ${binding.left.name} to sync has no key` });
    return undefined;
  }
  const { result: draft, problems } = await evaluateBinding(context, binding, record);
  await heed(context, problems);
  const wanted = await withoutMuted(context, step, path, wantedRecord(binding, draft ?? {}), source);
  const match = keyMatch(binding, wanted.leaves);
  const keyHash = hashOfKey(match);
  const bringInLine = binding.reverse === undefined ? update : reconcile;
  const { locks } = context.services;
  return locks.run(lockOf(binding, match), async () => {
    const before = await linkOf({ context, binding, backwards, source });
    const sync: Sync = { context, binding, backwards, path, source, record, wanted, keyHash, before, bringInLine };
    const target = before === undefined || before.state === "pending" ? undefined : targetOf(sync, before);
    if (before === undefined || target === undefined)
      return locks.run(targetLockOf(binding, match), () => syncUnlinked(sync, match));
    return syncLinked(sync, match, before, target);
  });
}

/** What is wanted, but for fields that the customer would be told of: those are left as they are. */
async function withoutMuted(
  context: RunContext,
  { mailsCustomer = [] }: SyncStepModule,
  path: string,
  wanted: WantedRecord,
  source: RecordReference,
): Promise<WantedRecord> {
  const leaves = new Map(wanted.leaves);
  for (const field of mailsCustomer) {
    const value = leaves.get(field);
    if (value === undefined || value === KEEP) continue;
    const effect = { step: path, target: formatRecordReference(source), name: field, value };
    if (await isMuted(context, effect)) leaves.set(field, KEEP);
  }
  return { ...wanted, leaves };
}
