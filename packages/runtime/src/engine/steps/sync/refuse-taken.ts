import { formatRecordReference, type RecordReference } from "@xmap/contract";
import { heed } from "../../problems.ts";
import { describeReference } from "../../record-keys.ts";
import type { Sync } from "./sync.ts";

/** Holds when the right record is linked with another left one. */
export async function refuseTaken({ context, binding, left }: Sync, right: RecordReference): Promise<void> {
  const others = await context.services.links.crossReferencesTo(binding.link, formatRecordReference(right));
  const other = others.find((one) => formatRecordReference(one.left) !== formatRecordReference(left));
  if (other === undefined || other.cardinality !== "one") return;
  const message = `${describeReference(right)} belongs to ${describeReference(other.left)} already`;
  await heed(context, [{ word: "hold", rule: binding.name, message }]);
}
