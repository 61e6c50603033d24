import type { DataRecord } from "@xmap/contract";

/** What a flow does to a system. */
export type FlowEffect = WriteEffect | CallEffect | InvokeEffect | NotifyEffect;

/** Fields that it sends to a record. */
export interface WriteEffect {
  readonly kind: "create" | "update";
  readonly system: string;
  readonly resource: string;
  readonly key: string;
  readonly values: DataRecord;
}

/** An operation that it calls on a record. */
export interface CallEffect {
  readonly kind: "call";
  readonly system: string;
  readonly resource: string;
  readonly key: string;
  readonly operation: string;
  readonly arguments: DataRecord;
}

/** A call of the system itself. */
export interface InvokeEffect {
  readonly kind: "invoke";
  readonly system: string;
  readonly invocation: string;
  readonly arguments: DataRecord;
}

/** A message that it sends. */
export interface NotifyEffect {
  readonly kind: "notify";
  /** As it is written: `team` or `team.sales`. */
  readonly channel: string;
  readonly text: string;
}
