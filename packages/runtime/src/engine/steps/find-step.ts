import {
  type BindingModule,
  type DataRecord,
  type FindStepModule,
  formatRecordReference,
  type Value,
} from "@xmap/contract";
import { AnswerBook, BookAnswers } from "../answer-book.ts";
import { isSearchable, keyMatch } from "../cross-references.ts";
import { leavesOf } from "../field-values.ts";
import { attempt } from "../gather.ts";
import { heed, heedOutcome, pure } from "../problems.ts";
import { readRecord } from "../read-record.ts";
import { referenceFromKey, referenceOf } from "../record-keys.ts";
import { searchByKey, severalFound } from "../references.ts";
import type { RunContext } from "../run-context.ts";

/** The record on the other side of the binding, undefined where the step lets the run go on without it; never creates. */
export async function findStep(context: RunContext, step: FindStepModule): Promise<Value | undefined> {
  const record = pure(context, () => step.record(context.state as never));
  const found = record ? await (step.side === "left" ? findRight : findLeft)(context, step.binding, record) : undefined;
  const { otherwise } = step;
  if (found === undefined && otherwise !== undefined)
    await heedOutcome(
      context,
      pure(context, () => otherwise(context.state as never)),
    );
  return found;
}

async function findRight(context: RunContext, binding: BindingModule, record: object): Promise<DataRecord | undefined> {
  const left = referenceOf(binding.left, record);
  if (left === undefined) return undefined;
  const known = await context.services.links.crossReference(binding.link, formatRecordReference(left));
  if (known?.state === "confirmed" && known.right !== undefined) return readRecord(context, binding.right, known.right);
  if (known?.state === "broken" || known?.state === "tombstone") return undefined;
  return findByKey(context, binding, record);
}

/** By key fields that need no answers from elsewhere: those the record gives by itself. */
async function findByKey(context: RunContext, binding: BindingModule, record: object): Promise<DataRecord | undefined> {
  const nothing = new BookAnswers(new AnswerBook());
  const { result: draft } = attempt(binding.name, context, () => binding.map(record as never, nothing, nothing));
  if (draft === undefined) return undefined;
  const match = keyMatch(binding, leavesOf(draft));
  if (!isSearchable(match) || Object.values(match).includes(null)) return undefined;
  const found = await searchByKey(context, binding, match);
  if (found.length > 1) await heed(context, [severalFound(binding, match, found)]);
  const right = found[0] === undefined ? undefined : referenceOf(binding.right, found[0]);
  return right === undefined ? undefined : readRecord(context, binding.right, right);
}

async function findLeft(context: RunContext, binding: BindingModule, record: object): Promise<DataRecord | undefined> {
  const right = referenceOf(binding.right, record);
  if (right === undefined) return undefined;
  const links = await context.services.links.crossReferencesTo(binding.link, formatRecordReference(right));
  const confirmed = links.filter((link) => link.state === "confirmed");
  if (confirmed.length > 1) {
    const lefts = confirmed.map((link) => link.left.key.join("/")).join(", ");
    await heedOutcome(context, {
      word: "hold",
      message: `several ${binding.left.name} records belong to it: ${lefts}`,
    });
  }
  const left = confirmed[0] === undefined ? undefined : referenceFromKey(binding.left, confirmed[0].left.key);
  return left === undefined ? undefined : readRecord(context, binding.left, left);
}
