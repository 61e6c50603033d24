import type { DataRecord, Value } from "./values.ts";

/** What was last sent to a linked pair: to the right record, and in `back` to the left one. */
export interface Snapshot extends SideBase {
  readonly link: string;
  /** Text of the left record's reference. */
  readonly left: string;
  readonly mappingHash: string;
  /** Of the left record, in a two-way binding. */
  readonly back?: SideBase;
}

/** The bound fields of one record of a pair as last sent and as read back afterwards. */
export interface SideBase {
  /** Dotted field → value. */
  readonly sent: DataRecord;
  /** Dotted fields that were read back with another value than was sent. */
  readonly seen: DataRecord;
  /** For each list of lines: identity → the target line's key and what was sent for it. */
  readonly lines: Readonly<Record<string, Readonly<Record<string, SentLine>>>>;
  /** For each list of lines: keys of the target's lines that are not among `lines`. */
  readonly otherLines: Readonly<Record<string, readonly string[]>>;
  /** What a write was to change whose result was not seen: it may be done or not. */
  readonly unsettled?: UnsettledWrite;
}

/** A write that was begun, kept before it is sent. */
export interface UnsettledWrite {
  /** True when it was to create the record, so that all lines of it are ours. */
  readonly creates: boolean;
  /** Dotted fields that it was to set. */
  readonly fields: readonly string[];
  /** For each list of lines: the lines that it was to add. */
  readonly added: Readonly<Record<string, readonly UnsettledLine[]>>;
  /** For each list of lines: identities of the lines that it was to change. */
  readonly changed: Readonly<Record<string, readonly string[]>>;
}

export interface UnsettledLine {
  readonly identity: string;
  readonly values: { readonly [field: string]: Value };
  /** Fields by which this line is found again, instead of the list's. */
  readonly key?: readonly string[];
}

export interface SentLine {
  readonly key: string;
  readonly sent: { readonly [field: string]: Value | undefined };
}
