import { formatRecordReference, type SyncStepModule, type Value } from "@xmap/contract";
import { hashOfKey, keyMatch } from "../cross-references.ts";
import { gatherAndEvaluate } from "../gather.ts";
import { wantedRecord } from "../patch.ts";
import { heed, heedOutcome, pure } from "../problems.ts";
import { referenceOf } from "../record-keys.ts";
import type { RunContext } from "../run-context.ts";
import { syncLinked } from "./sync/linked.ts";
import type { Sync } from "./sync/sync.ts";
import { syncUnlinked } from "./sync/unlinked.ts";

/** Makes the right record what the binding says: finds or creates it, sends only what changed, remembers link and base. */
export async function syncStep(context: RunContext, step: SyncStepModule, path: string): Promise<Value | undefined> {
  const { binding } = step;
  const record = pure(context, () => step.record(context.state as never));
  if (record === undefined || record === null) return undefined;
  const left = referenceOf(binding.left, record);
  if (left === undefined) {
    await heedOutcome(context, { word: "reject", message: `the ${binding.left.name} to sync has no key` });
    return undefined;
  }
  const { result: draft, problems } = await gatherAndEvaluate(context, {
    name: binding.name,
    stages: binding.lookups.map((stage) => (ask, answers) => stage(record as never, ask, answers)),
    evaluate: (answers, report) => binding.map(record as never, answers, report),
  });
  await heed(context, problems);
  const wanted = wantedRecord(binding, draft ?? {});
  const match = keyMatch(binding, wanted.leaves);
  const keyHash = hashOfKey(match);
  const { links, locks } = context.services;
  return locks.run(`${binding.link}\n${keyHash}`, async () => {
    const before = await links.crossReference(binding.link, formatRecordReference(left));
    const link = { binding, left, cardinality: "one" as const, keyHash, before };
    const sync: Sync = { context, binding, path, left, wanted, link };
    if (before?.right !== undefined && before.state !== "pending") return syncLinked(sync, match, before, before.right);
    return syncUnlinked(sync, match, before);
  });
}
