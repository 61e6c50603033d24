import { type AuditRecord, ERASED_SALT, findBrokenLink } from "@xmap/contract";
import { CommitmentIndex } from "../store/commitment-index.ts";
import { AUDIT_START, type AuditReader, type KeptValue, type StoredAuditRecord } from "../store/read-audit.ts";
import { ErasedSalts } from "./erased-salts.ts";

/** What a check of an audit chain came to. */
export interface AuditReport {
  /** Records that fit. */
  readonly records: number;
  /** When the first and the last of them were written, milliseconds since 1970; undefined when there are none. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  /** The hash of the last of them: whoever keeps it can prove later that nothing was cut off. */
  readonly lastHash: string;
  /** Those of them whose values were made unprovable when a person was erased, as the log itself says. */
  readonly erased: number;
  /** The first record that does not fit; undefined when all do. */
  readonly broken: BrokenAuditRecord | undefined;
  /** What the store's own values say; not looked at when a record is broken. */
  readonly values: KeptValuesReport | undefined;
}

/** How the values that the store keeps of written records fit what the log is bound to. */
export interface KeptValuesReport {
  /** Those that are the value that a rule wrote last. */
  readonly proven: number;
  /**
   * Those that are another one. A value that means the same to the target system (another order of tags, a fifth digit)
   * is taken over without a write, so a few of them are no sign of harm.
   */
  readonly differing: number;
  readonly firstDiffering: Pick<KeptValue, "target" | "path"> | undefined;
}

export interface BrokenAuditRecord {
  /** Where it stands; undefined when the record that was asked for stands nowhere. */
  readonly sequence: number | undefined;
  readonly reason: string;
}

/** The records so far. */
type Fitting = Pick<AuditReport, "records" | "firstAt" | "lastAt" | "lastHash">;

const COMMITMENT = /^(?:[0-9a-f]{64})?$/;
const SALT = /^[0-9a-f]{32,}$/;
const SALT_GONE = "its salt is gone, so that no value can be proven by it";

/**
 * Follows the chain from its start and stops at the first record that does not fit; then holds the values that the store
 * keeps against the commitments. With `expectedHash` one record must have that hash.
 */
export function verifyAudit(reader: AuditReader, expectedHash?: string): AuditReport {
  const index = new CommitmentIndex();
  try {
    const chain = followChain(reader.records(), index, expectedHash);
    return { ...chain, values: chain.broken === undefined ? compareValues(reader.keptValues(), index) : undefined };
  } finally {
    index.close();
  }
}

function followChain(
  records: Iterable<StoredAuditRecord>,
  index: CommitmentIndex,
  expectedHash: string | undefined,
): Omit<AuditReport, "values"> {
  let fitting: Fitting = { records: 0, firstAt: undefined, lastAt: undefined, lastHash: AUDIT_START };
  const salts = new ErasedSalts<BrokenAuditRecord & Fitting>();
  let isExpectedMet = expectedHash === undefined || expectedHash === AUDIT_START;
  for (const stored of records) {
    const { record, sequence } = stored;
    const { count: erased } = salts;
    if (record === undefined)
      return { ...fitting, erased, broken: { sequence, reason: "what is kept is no audit record" } };
    const reason = misfit(stored, record, fitting);
    if (reason !== undefined) return { ...fitting, erased, broken: { sequence, reason } };
    const isProvable = salts.add(record, stored.salt, { ...fitting, sequence, reason: SALT_GONE });
    const { at, hash } = record;
    fitting = { records: fitting.records + 1, firstAt: fitting.firstAt ?? at, lastAt: at, lastHash: hash };
    isExpectedMet ||= hash === expectedHash;
    if (isProvable) index.add(record, stored.salt);
  }
  const { count: erased, unexplained } = salts;
  if (unexplained !== undefined) {
    const { sequence, reason, ...before } = unexplained;
    return { ...before, erased: 0, broken: { sequence, reason } };
  }
  if (isExpectedMet) return { ...fitting, erased, broken: undefined };
  const reason = `no record has the hash ${expectedHash}: records were cut off or written anew`;
  return { ...fitting, erased, broken: { sequence: undefined, reason } };
}

function compareValues(values: Iterable<KeptValue>, index: CommitmentIndex): KeptValuesReport {
  let proven = 0;
  let differing = 0;
  let firstDiffering: KeptValuesReport["firstDiffering"];
  for (const { target, path, value } of values) {
    const isProven = index.proves(target, path, value);
    if (isProven === true) proven += 1;
    if (isProven !== false) continue;
    differing += 1;
    firstDiffering ??= { target, path };
  }
  return { proven, differing, firstDiffering };
}

/** Why a record does not stand where it stands. */
function misfit(
  { sequence, salt, hash }: StoredAuditRecord,
  record: AuditRecord,
  { records, lastHash }: Fitting,
): string | undefined {
  const expected = records + 1;
  if (sequence > expected) return `the records from ${expected} to ${sequence - 1} are missing`;
  if (sequence < expected) return `a record stands before number ${expected}, where the chain begins`;
  if (record.sequence !== sequence) return `it says that it is number ${record.sequence}`;
  if (record.previousHash !== lastHash)
    return "it does not follow the record before it: one was changed, removed or put in";
  if (findBrokenLink([record], lastHash) !== undefined) return "its content does not fit its hash: it was changed";
  if (hash !== record.hash) return "the hash that is kept beside it is another one";
  if (salt !== ERASED_SALT && !SALT.test(salt)) return SALT_GONE;
  const bare = record.fields.find(
    (field) => !isCommitted(field.commitmentBefore) || !isCommitted(field.commitmentAfter),
  );
  return bare === undefined ? undefined : `the commitment of ${bare.path} is none`;
}

function isCommitted(commitment: string): boolean {
  return COMMITMENT.test(commitment);
}
