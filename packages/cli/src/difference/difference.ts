import type { SourcePlace } from "@xmap/compiler/lineage";
import type { Value } from "@xmap/contract";

export const DIFFERENCE_SCHEMA = "xmap.diff/1";

/** What a change of the mappings means for a record. */
export const RECORD_CHANGES = ["created", "updated", "removed", "skipped", "held", "failing", "unclear"] as const;
/**
 * `created`: it is mapped now and was not; `removed`: the other way round, since the binding is gone; `skipped`, `held`
 * and `failing`: it ends so now and did not; `unclear`: it fails, perhaps because nobody has answered a lookup.
 */
export type RecordChange = (typeof RECORD_CHANGES)[number];

/** What has changed for a set of sample records. */
export interface Difference {
  readonly schema: typeof DIFFERENCE_SCHEMA;
  readonly bindings: readonly BindingDifference[];
  readonly flows: readonly FlowDifference[];
  /** Records that no binding takes. */
  readonly unused: readonly string[];
  /** Bindings that no record was for. */
  readonly untried: readonly string[];
  /** Questions that nobody has answered, whose answers stand for themselves. */
  readonly unanswered: number;
}

export interface BindingDifference {
  readonly binding: string;
  readonly direction: "->" | "<-";
  readonly records: number;
  /** How many records each change is true of. */
  readonly counts: Readonly<Record<RecordChange, number>>;
  readonly groups: readonly ChangeGroup[];
}

/** What has changed in how a flow goes for the sample records. */
export interface FlowDifference {
  readonly flow: string;
  readonly records: number;
  readonly counts: Readonly<Record<RecordChange, number>>;
  readonly groups: readonly ChangeGroup[];
}

/** The same change in one or more records. */
export interface ChangeGroup {
  readonly change: RecordChange;
  /** The target field, `order_line[].name`; undefined when the whole record is meant. */
  readonly field: string | undefined;
  readonly rule: string | undefined;
  readonly place: SourcePlace | undefined;
  readonly count: number;
  readonly example: ChangeExample;
}

export interface ChangeExample {
  readonly record: string;
  /** The field in that record: `order_line[items/8801].name`. */
  readonly at: string | undefined;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  /** Why it ends as it does. */
  readonly reason: string | undefined;
}
