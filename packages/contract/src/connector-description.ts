import type { EntitySchema } from "./entity-schema.ts";

export const OPERATION_EFFECTS = ["mailsCustomer", "movesStock", "postsMoney"] as const;
export type OperationEffect = (typeof OPERATION_EFFECTS)[number];

/** How a repeat is made safe: by itself, by a key that the system honours, or by looking first. */
export type Idempotency = "natural" | "keyed" | "findFirst";

/** A named operation on a record. */
export interface OperationDescription {
  readonly description: string;
  readonly idempotent: Idempotency;
  readonly effects: readonly OperationEffect[];
  readonly reversible: boolean;
  /** Says in words when there is nothing left to do. */
  readonly doneWhen: string;
  /** Arguments as an object schema. */
  readonly arguments: EntitySchema;
}

/** A named question to the system itself, bound to no record; its answer is a value. */
export interface InvocationDescription {
  readonly description: string;
  readonly idempotent: Idempotency;
  readonly effects: readonly OperationEffect[];
  /** Arguments as an object schema. */
  readonly arguments: EntitySchema;
  readonly answer: EntitySchema;
}

export interface ResourceDescription {
  readonly description: string;
  /** How changes are found: a cursor over time stamps, or only by reading everything. */
  readonly changes: "cursor" | "fullScan" | "none";
  readonly operations: Readonly<Record<string, OperationDescription>>;
  /** Dotted fields that can be written; undefined when every field that is not read-only can. */
  readonly writable?: readonly string[];
  /** Writing these fields has effects beyond the field. */
  readonly writeEffects?: Readonly<Record<string, readonly OperationEffect[]>>;
  /**
   * Fields that the system replaces by values of its own, unless another field is written as true: dotted paths to dotted
   * paths, such as `ShipToAddress` to `ShipToAddressOverride`. What lies below a field is replaced with it.
   */
  readonly overriddenUnless?: Readonly<Record<string, string>>;
  /** Sub-resources that `with` can join. */
  readonly joins: readonly string[];
}

/** What a connector can do, as data: pulled into the repo for the checker, asked by the runtime. */
export interface ConnectorDescription {
  readonly connector: string;
  readonly description: string;
  /** Options of a `system` declaration as an object schema; `x-xmap-secret` marks secrets. */
  readonly options: EntitySchema;
  /** True for connectors that messages can be sent through (`notify`, `alert`). */
  readonly notifies?: boolean;
  /** What some installations offer and others do not (`when shop offers add_tracking`). */
  readonly capabilities: readonly string[];
  readonly resources: Readonly<Record<string, ResourceDescription>>;
  readonly invocations?: Readonly<Record<string, InvocationDescription>>;
}
