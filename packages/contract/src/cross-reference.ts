import type { RecordReference } from "./record-reference.ts";

/** `one`: each right record belongs to one left record; `many`: many left records may share it (orders of one partner). */
export type Cardinality = "one" | "many";

export type CrossReferenceState = "pending" | "confirmed" | "broken" | "tombstone";

/** That a left and a right record are the same thing, or belong together in the role of the link. */
export interface CrossReference {
  readonly installation: string;
  /** The relation's name: a binding's, shared by bindings that mean the same relation. */
  readonly link: string;
  readonly left: RecordReference;
  /** Undefined while a create is claimed but not confirmed. */
  readonly right: RecordReference | undefined;
  readonly cardinality: Cardinality;
  readonly state: CrossReferenceState;
  /** The run that claimed it. */
  readonly run: string;
  /** Hash of the key fields' values with which the right record was found or made. */
  readonly keyHash: string;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
  readonly confirmedAt: number | undefined;
  readonly lastSeenAt: number;
}

/** The key hash of a cross-reference that a person made: it holds whatever the key fields say. */
export const LINKED_BY_HAND = "by hand";

/** Which cross-references are meant; every given member must agree, none means all. */
export interface LinkFilter {
  readonly link?: string;
  /** Text of a reference on either side. */
  readonly record?: string;
  readonly states?: readonly CrossReferenceState[];
  /** At most so many, by link and left record; 100 when undefined. */
  readonly limit?: number;
}

/** One cross-reference: its link and the text of its left record's reference. */
export interface LinkName {
  readonly link: string;
  readonly left: string;
}

const NEXT_STATES: Readonly<Record<CrossReferenceState, readonly CrossReferenceState[]>> = {
  pending: ["pending", "confirmed", "tombstone"],
  confirmed: ["confirmed", "broken", "tombstone"],
  broken: ["confirmed", "tombstone"],
  tombstone: ["tombstone"],
};

/** Whether a cross-reference may go from one state to the other; a tombstone stays. */
export function mayBecome(from: CrossReferenceState, to: CrossReferenceState): boolean {
  return NEXT_STATES[from].includes(to);
}
