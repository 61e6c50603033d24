import type { EntitySchema } from "@xmap/contract";

/** Something in a sample that its schema does not allow. */
export interface SampleFault {
  /** Names of fields and places in lists, from the whole record. */
  readonly path: readonly string[];
  readonly message: string;
}

export interface ToValidator {
  readonly id: number;
  readonly schema: EntitySchema;
  readonly record: unknown;
}

export interface FromValidator {
  readonly id: number;
  readonly faults: readonly SampleFault[];
}
