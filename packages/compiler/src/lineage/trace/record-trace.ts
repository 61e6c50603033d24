import type { DataRecord, OutcomeWord, Problem, Value } from "@xmap/contract";
import type { SourcePlace, SourceRole } from "../lineage.ts";

/** The form of the JSON; a form that changes gets another number. */
export const TRACE_SCHEMA = "xmap.trace/1";

/** One record's way through one mapping. */
export interface RecordTrace {
  readonly schema: typeof TRACE_SCHEMA;
  readonly mapping: string;
  readonly direction: "->" | "<-";
  /** `mapped`, or the outcome that stands in the way. */
  readonly outcome: "mapped" | OutcomeWord;
  /** Undefined when the mapping could not be finished. */
  readonly output: DataRecord | undefined;
  readonly fields: readonly TracedField[];
  readonly problems: readonly TracedProblem[];
  readonly questions: readonly TracedQuestion[];
  /** The other way round: what each field of the input has gone into. */
  readonly inputs: readonly TracedInput[];
}

/** One field of the output. */
export interface TracedField {
  /** `order_line[0].product_id` */
  readonly target: string;
  readonly value: Value | undefined;
  /** The rule left the field as it is in the target. */
  readonly kept: boolean;
  /** The rule that has written it; several when the values do not show which of these it was. */
  readonly rules: readonly TracedRule[];
  readonly from: readonly TracedSource[];
  readonly questions: readonly TracedQuestion[];
}

export interface TracedRule {
  readonly rule: string;
  readonly place: SourcePlace;
  readonly text: string;
}

export interface TracedSource {
  /** `items[0].sku` */
  readonly path: string;
  readonly value: Value | undefined;
  readonly role: SourceRole;
}

/** What the mapping asked a lookup, or a binding for a record. */
export interface TracedQuestion {
  readonly kind: "lookup" | "reference";
  readonly name: string;
  readonly key: readonly Value[];
  /** Of the referred record, when not its key. */
  readonly field: string | undefined;
  /** Nobody has answered it. */
  readonly open: boolean;
  /** What the mapping got; undefined when it got nothing. */
  readonly answer: Value | undefined;
}

export type TracedProblem = Problem & { readonly place: SourcePlace | undefined };

export interface TracedInput {
  readonly path: string;
  readonly value: Value | undefined;
  readonly outputs: readonly string[];
}
