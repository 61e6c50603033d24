import type { BindingModule, CrossReference, DataRecord, RecordReference, Value } from "@xmap/contract";
import type { WantedRecord } from "../../patch.ts";
import type { RunContext } from "../../run-context.ts";

/** One sync under way, from a source record to a target record of the same binding. */
export interface Sync {
  readonly context: RunContext;
  /** Seen from the source: its left side is the source's, whichever way the sync goes. */
  readonly binding: BindingModule;
  /** True when the source is the right record of the binding as it is written. */
  readonly backwards: boolean;
  readonly path: string;
  readonly source: RecordReference;
  readonly record: DataRecord;
  readonly wanted: WantedRecord;
  /** Of the target's key fields. */
  readonly keyHash: string;
  /** Fields of the target that change nothing of what both sides agreed on: they go the other way. */
  readonly goBack?: ReadonlySet<string>;
  /** The cross-reference as it was found. */
  readonly before: CrossReference | undefined;
  /** Brings a target that exists in line. `ours`: a create of ours whose answer was lost made it. */
  readonly bringInLine: (
    sync: Sync,
    target: RecordReference,
    current: DataRecord,
    ours: boolean,
  ) => Promise<Value | undefined>;
}

/** The binding seen from its right side; undefined for a one-way binding. */
export function reversed(binding: BindingModule): BindingModule | undefined {
  const { reverse, left, right, key, once, lines, rules, lookups, map, ...rest } = binding;
  if (reverse === undefined) return undefined;
  return { ...rest, ...reverse, left: right, right: left, reverse: { key, once, lines, rules, lookups, map } };
}
