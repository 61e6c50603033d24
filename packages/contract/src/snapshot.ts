import type { DataRecord, Value } from "./values.ts";

/** The bound fields of a right record as last sent and as read back afterwards. */
export interface Snapshot {
  readonly link: string;
  /** Text of the left record's reference. */
  readonly left: string;
  readonly sent: DataRecord;
  readonly seen: DataRecord;
  /** For each list of lines: identity → the target line's key and what was sent for it. */
  readonly lines: Readonly<Record<string, Readonly<Record<string, SentLine>>>>;
  readonly mappingHash: string;
}

export interface SentLine {
  readonly key: string;
  readonly sent: { readonly [field: string]: Value | undefined };
}
