import type { BindingModule, LookupModule, Value } from "@xmap/contract";

/** Where a mapping that is tried out has its answers from. Undefined: nobody has said, the question is open. */
export interface AnswerSource {
  /** What is found for a key: nothing, one value, or several. */
  lookup(lookup: LookupModule, key: readonly Value[]): readonly Value[] | undefined;
  /** The referred record's key, or a field of it; null when there is no such record. */
  reference(binding: BindingModule, record: object, field: string | undefined): Value | undefined;
}

/** Leaves every question open. */
export const NO_ANSWERS: AnswerSource = { lookup: () => undefined, reference: () => undefined };
