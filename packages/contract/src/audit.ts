import type { EventOrigin } from "./event-envelope.ts";
import { hashText } from "./identifiers.ts";
import { canonicalJson, type Value } from "./values.ts";

/** One write in the audit chain. Values lie apart, under a key per person; the chain covers salted commitments. */
export interface AuditRecord {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly origin: EventOrigin;
  readonly event: string;
  readonly run: string;
  readonly step: string;
  readonly mappingHash: string;
  readonly rule: string;
  readonly target: string;
  readonly path: string;
  readonly operation: string;
  readonly commitmentBefore: string;
  readonly commitmentAfter: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Hides a value but binds to it: SHA-256 of salt and canonical JSON. */
export function commitTo(value: Value | undefined, salt: string): string {
  return hashText(`${salt}\n${value === undefined ? "absent" : canonicalJson(value)}`);
}

/** Adds the hashes that chain a record to the one before it. */
export function chainAuditRecord(
  record: Omit<AuditRecord, "previousHash" | "hash">,
  previousHash: string,
): AuditRecord {
  const { sequence, at, actor, origin, event, run, step, mappingHash, rule, target, path, operation } = record;
  const { commitmentBefore, commitmentAfter } = record;
  const fields = [sequence, at, actor, origin, event, run, step, mappingHash, rule, target, path, operation];
  const hash = hashText(JSON.stringify([...fields, commitmentBefore, commitmentAfter, previousHash]));
  return { ...record, previousHash, hash };
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
