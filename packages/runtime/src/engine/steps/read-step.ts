import type { ReadStepModule, Value } from "@xmap/contract";
import { heedOutcome, pure } from "../problems.ts";
import { readRecord } from "../read-record.ts";
import { describeReference, referenceFromKey } from "../record-keys.ts";
import type { RunContext } from "../run-context.ts";

/** The record as it is now; a missing one holds the run. */
export async function readStep(context: RunContext, step: ReadStepModule): Promise<Value | undefined> {
  const { entity } = step;
  const reference = referenceFromKey(
    entity,
    pure(context, () => step.key(context.state as never)),
  );
  if (reference === undefined) {
    await heedOutcome(context, { word: "reject", message: `the key of the ${entity.name} to read has no value` });
    return undefined;
  }
  const record = await readRecord(context, entity, reference);
  if (record === undefined)
    await heedOutcome(context, { word: "hold", message: `${describeReference(reference)} is not in ${entity.system}` });
  return record;
}
