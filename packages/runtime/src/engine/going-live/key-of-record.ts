import { type BindingModule, type DataRecord, type Value, worstWord } from "@xmap/contract";
import { AnswerBook, BookAnswers } from "../answer-book.ts";
import { isSearchable, keyMatch } from "../cross-references.ts";
import { leavesOf } from "../field-values.ts";
import { attempt } from "../gather.ts";
import type { RunContext } from "../run-context.ts";
import { evaluateBinding } from "../steps/evaluate-binding.ts";

type Match = Readonly<Record<string, Value>>;

/** The values by which a record's counterpart is found; else why there are none. */
export type RecordKey =
  | { readonly match: Match }
  /** The binding leaves the record out. */
  | { readonly leftOut: string }
  | { readonly keyless: string };

/** Asks other systems only where the record alone does not give its key. */
export async function keyOfRecord(context: RunContext, binding: BindingModule, record: DataRecord): Promise<RecordKey> {
  const answers = new BookAnswers(new AnswerBook());
  const { result: draft } = attempt(binding.name, context, () => binding.map(record as never, answers, answers));
  const quick = draft === undefined ? undefined : keyMatch(binding, leavesOf(draft));
  const isWhole = quick !== undefined && !Object.values(quick).includes(null);
  const skipped = answers.problems.find(({ word }) => word === "skip");
  if (binding.lookups.length === 0 && skipped !== undefined) return { leftOut: skipped.message };
  if (isWhole && skipped === undefined) return { match: quick };
  return askedKey(context, binding, record);
}

async function askedKey(context: RunContext, binding: BindingModule, record: DataRecord): Promise<RecordKey> {
  const { result: draft, problems } = await evaluateBinding(context, binding, record);
  const messages = problems.map(({ message }) => message).join("; ");
  if (worstWord(problems) === "skip") return { leftOut: messages };
  const match = draft === undefined ? {} : keyMatch(binding, leavesOf(draft));
  if (isSearchable(match)) return { match };
  return { keyless: messages === "" ? `${binding.key.join(", ")} has no value` : messages };
}
