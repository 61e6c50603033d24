import type { EventOrigin } from "./event-envelope.ts";
import { hashText } from "./identifiers.ts";
import { canonicalJson, type Value } from "./values.ts";

/** One field of a write: who said it, and what its value was bound to before and after. */
export interface AuditField {
  /** The rule's stable id. */
  readonly rule: string;
  readonly path: string;
  /** Empty when the field had no value. */
  readonly commitmentBefore: string;
  readonly commitmentAfter: string;
}

/** One write in the audit chain, with its fields. Values lie apart; the chain covers salted commitments. */
export interface AuditRecord {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly origin: EventOrigin;
  readonly event: string;
  readonly run: string;
  readonly step: string;
  readonly mappingHash: string;
  /** Text of the written record's reference. */
  readonly target: string;
  readonly operation: string;
  readonly fields: readonly AuditField[];
  readonly previousHash: string;
  readonly hash: string;
}

/** Stands where a salt was destroyed: what is bound by it can be neither proven nor guessed. */
export const ERASED_SALT = "";
/** The operation of the audit record that says that a record's salts were destroyed; `target` is the record. */
export const ERASE_OPERATION = "erase";

/** Hides a value but binds to it: SHA-256 of salt, path and canonical JSON; empty for a value that is absent. */
export function commitTo(value: Value | undefined, salt: string, path: string): string {
  return value === undefined ? "" : hashText(`${salt}\n${path}\n${canonicalJson(value)}`);
}

/** Adds the hashes that chain a record to the one before it. */
export function chainAuditRecord(
  record: Omit<AuditRecord, "previousHash" | "hash">,
  previousHash: string,
): AuditRecord {
  const { sequence, at, actor, origin, event, run, step, mappingHash, target, operation, fields } = record;
  const covered = fields.map((field) => [field.rule, field.path, field.commitmentBefore, field.commitmentAfter]);
  const parts = [sequence, at, actor, origin, event, run, step, mappingHash, target, operation, covered, previousHash];
  return { ...record, previousHash, hash: hashText(JSON.stringify(parts)) };
}

/** The sequence number of the first record that does not fit the chain, undefined when all do. */
export function findBrokenLink(records: readonly AuditRecord[], startHash: string): number | undefined {
  let previousHash = startHash;
  for (const record of records) {
    const expected = chainAuditRecord(record, previousHash);
    if (record.previousHash !== previousHash || expected.hash !== record.hash) return record.sequence;
    previousHash = record.hash;
  }
  return undefined;
}
