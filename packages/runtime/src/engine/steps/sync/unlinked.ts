import type { DataRecord, Value } from "@xmap/contract";
import { isSearchable } from "../../cross-references.ts";
import { heed } from "../../problems.ts";
import { readRecord } from "../../read-record.ts";
import { referenceOf } from "../../record-keys.ts";
import { searchByKey, severalFound } from "../../references.ts";
import { refuseTaken } from "./link-of.ts";
import type { Sync } from "./sync.ts";
import { create, upsert } from "./write-record.ts";

/** A record that has no link yet: its target is found by key, or made. */
export async function syncUnlinked(sync: Sync, match: DataRecord): Promise<Value | undefined> {
  const { context, binding, before } = sync;
  if (!isSearchable(match)) {
    const message = `${binding.right.name} cannot be found: ${binding.key.join(", ")} has no value`;
    await heed(context, [{ word: "reject", rule: binding.name, message }]);
  }
  if (isUpserted(sync)) {
    const upserted = await upsert(sync, match);
    if (upserted !== undefined) return upserted;
  }
  const found = await searchByKey(context, binding, match);
  if (found.length > 1) await heed(context, [severalFound(binding, match, found)]);
  const target = found[0] === undefined ? undefined : referenceOf(binding.right, found[0]);
  if (target === undefined) return create(sync);
  await refuseTaken(sync, target);
  const current = await readRecord(context, binding.right, target);
  // A claim of ours that was never confirmed: the answer of the create was lost.
  const ours = before?.state === "pending";
  if (ours) context.written = true;
  return current === undefined ? create(sync) : sync.bringInLine(sync, target, current, ours);
}

/** Whether the system itself may find or create: only where no field is meant for the creation alone, and none comes back. */
function isUpserted({ context, binding }: Sync): boolean {
  const { session } = context.services.gate(binding.right.system);
  const hasOnce = binding.once.length > 0 || binding.lines.some((list) => list.once.length > 0);
  return session.upsert !== undefined && !hasOnce && binding.reverse === undefined;
}
