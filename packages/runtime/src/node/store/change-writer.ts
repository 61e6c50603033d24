import {
  type AuditRecord,
  type CrossReference,
  chainAuditRecord,
  formatRecordReference,
  type PauseState,
  type RunOutcome,
} from "@xmap/contract";
import type { AuditEntry, EndAnswer, EndedRun, RetrySeed, StoreChange, StoredWork } from "../../engine/store.ts";
import type { FlowNumbers } from "./flow-numbers.ts";
import { type Statements, toOptionalJson } from "./statements.ts";
import type { ClosedRow, WaitingTable } from "./waiting-table.ts";
import type { WorkTable } from "./work-table.ts";

/** What the first audit record is chained to. */
export const AUDIT_START = "";

const JOURNAL =
  "INSERT INTO journal (work, step, result) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET result = excluded.result";
const CLEAR_JOURNAL = "DELETE FROM journal WHERE work = ?";
const COPY_JOURNAL = `INSERT INTO journal (work, step, result) SELECT ?, step, result FROM journal WHERE work = ?
  ON CONFLICT DO UPDATE SET result = excluded.result`;
const ENDED = "INSERT INTO ended (run, flow, record, outcome, at) VALUES (?, ?, ?, ?, ?)";
const CROSS_REFERENCE = "INSERT OR REPLACE INTO cross_reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const SNAPSHOT = "INSERT OR REPLACE INTO snapshot (link, left_record, body) VALUES (?, ?, ?)";
const FORGET_REFERENCE = "DELETE FROM cross_reference WHERE link = ? AND left_record = ?";
const FORGET_SNAPSHOT = "DELETE FROM snapshot WHERE link = ? AND left_record = ?";
// What the new name has already is newer.
const RENAME_REFERENCES = "UPDATE OR IGNORE cross_reference SET link = ? WHERE link = ?";
const RENAME_SNAPSHOTS = "UPDATE OR IGNORE snapshot SET link = ?1, body = json_set(body, '$.link', ?1) WHERE link = ?2";
const LINKS_OF_SYSTEM = `SELECT link, left_record FROM cross_reference
  WHERE left_record >= ? AND left_record < ? OR right_record >= ? AND right_record < ?`;
const FORGET_REFERENCES = "DELETE FROM cross_reference WHERE link = ?";
const FORGET_SNAPSHOTS = "DELETE FROM snapshot WHERE link = ?";
const FORGET_WORK = "DELETE FROM work WHERE flow = ? RETURNING work";
const WAITING_OF = "SELECT run FROM waiting WHERE flow = ? AND closed_at IS NULL";
const CURSOR = "INSERT OR REPLACE INTO cursor (system, resource, cursor) VALUES (?, ?, ?)";
const FORGET_CURSOR = "DELETE FROM cursor WHERE system = ? AND resource = ?";
const SEEN = "INSERT OR REPLACE INTO seen (system, resource, record_key, stamp) VALUES (?, ?, ?, ?)";
const METRIC =
  "INSERT INTO metric (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value";
const LAST_AUDIT = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1";
const AUDIT = "INSERT INTO audit (sequence, body, salt, hash) VALUES (?, ?, ?, ?)";
const PIN = "INSERT OR REPLACE INTO pin (system, fingerprint, label) VALUES (?, ?, ?)";
const PAUSE = "INSERT OR REPLACE INTO pause (kind, name, since, reason, actor) VALUES (?, ?, ?, ?, ?)";
const RESUME = "DELETE FROM pause WHERE kind = ? AND name = ?";
const NOTE = "INSERT OR REPLACE INTO note (name, body) VALUES (?, ?)";
const APPROVE = "INSERT OR REPLACE INTO approval (flow, record, step, shown, actor, at) VALUES (?, ?, ?, ?, ?, ?)";

export interface ChangeWriterParts {
  readonly statements: Statements;
  readonly flows: FlowNumbers;
  readonly work: WorkTable;
  readonly waiting: WaitingTable;
}

/** Carries changes out inside the transaction that the caller has opened. */
export class ChangeWriter {
  readonly #parts: ChangeWriterParts;
  #lastAudit: Pick<AuditRecord, "sequence" | "hash"> | undefined;
  /** Counts of the transaction under way: one row each is written at its end, however many runs ended. */
  readonly #counts = new Map<string, number>();

  constructor(parts: ChangeWriterParts) {
    this.#parts = parts;
  }

  /** Forgets what a transaction that was rolled back had left in memory. */
  rolledBack(): void {
    this.#lastAudit = undefined;
    this.#counts.clear();
    this.#parts.flows.read();
    this.#parts.waiting.rolledBack();
  }

  /** Writes what the transaction has counted. */
  beforeCommit(): void {
    for (const [name, add] of this.#counts) this.#parts.statements.run(METRIC, name, add);
    this.#counts.clear();
  }

  apply(change: StoreChange): void {
    const { statements, work, waiting } = this.#parts;
    switch (change.change) {
      case "progress":
        work.progress(change.work, change.progress, undefined);
        return;
      case "putOff":
        work.progress(change.work, change.progress, change.putOff);
        return;
      case "journal":
        statements.run(JOURNAL, change.work, change.step, toOptionalJson(change.result));
        return;
      case "clearJournal":
        statements.run(CLEAR_JOURNAL, change.work);
        return;
      case "crossReference":
        this.#crossReference(change.reference);
        return;
      case "snapshot":
        statements.run(SNAPSHOT, change.snapshot.link, change.snapshot.left, JSON.stringify(change.snapshot));
        return;
      case "forgetLink":
        statements.run(FORGET_REFERENCE, change.link, change.left);
        statements.run(FORGET_SNAPSHOT, change.link, change.left);
        return;
      case "renameLink":
        statements.run(RENAME_REFERENCES, change.to, change.from);
        statements.run(RENAME_SNAPSHOTS, change.to, change.from);
        this.#forgetLinks(change.from);
        return;
      case "forgetLinks":
        this.#forgetLinks(change.link);
        return;
      case "forgetSystem":
        this.#forgetSystem(change.system);
        return;
      case "forgetFlow":
        this.#forgetFlow(change.flow, change.by, change.at);
        return;
      case "cursor":
        statements.run(CURSOR, change.system, change.resource, change.cursor);
        return;
      case "forgetCursor":
        statements.run(FORGET_CURSOR, change.system, change.resource);
        return;
      case "seen": {
        const { system, resource, key, stamp } = change.seen;
        statements.run(SEEN, system, resource, key, stamp);
        return;
      }
      case "audit":
        this.#audit(change.entry);
        return;
      case "metric":
        this.#count(change.name, change.add);
        return;
      case "pin":
        statements.run(PIN, change.system, change.identity.fingerprint, change.identity.label);
        return;
      case "pause":
        this.#pause(change.pause);
        return;
      case "resume":
        statements.run(RESUME, change.kind, change.name);
        return;
      case "note":
        statements.run(NOTE, change.name, JSON.stringify(change.body));
        return;
      case "approve": {
        const { flow, record, step, shown } = change.approval;
        statements.run(APPROVE, flow, record, step, shown, change.actor, change.at);
        return;
      }
      case "editWaiting":
        waiting.edit(change.run, change.input);
        return;
      case "closeWaiting": {
        const closed = waiting.close(change.run, change.by, change.at);
        if (closed !== undefined) this.#closed(closed, change.outcome);
        return;
      }
    }
  }

  /** Ends a run, and what waits for the same record with it. */
  end(ended: EndedRun): EndAnswer {
    const { run, work, flow, record, outcome, at, version, journaled, waiting } = ended;
    const { statements, flows } = this.#parts;
    statements.run(ENDED, run, flows.numberOf(flow), record, outcome, at);
    this.#count(`outcome.${outcome}`, 1);
    const closed = this.#parts.waiting.supersede(flow, record, run, at);
    for (const one of closed) this.#closed(one, "superseded");
    if (waiting !== undefined) this.#parts.waiting.add(waiting);
    else if (journaled) statements.run(CLEAR_JOURNAL, work);
    return { next: this.#parts.work.end(work, version), superseded: closed.map((one) => one.outcome) };
  }

  /** Gives a new row the journal of a run that waits for a person. */
  seed(work: number, { fromWork, mappingHash, keepsJournal, subject }: RetrySeed): StoredWork | undefined {
    const { statements } = this.#parts;
    if (keepsJournal) statements.run(COPY_JOURNAL, work, fromWork);
    if (subject !== undefined)
      statements.run(JOURNAL, work, "subject", JSON.stringify({ value: subject, wrote: false }));
    const before = this.#parts.work.byNumber(work);
    if (before === undefined) return undefined;
    const progress = { ...before.progress, mappingHash, coveredVersion: before.version };
    this.#parts.work.progress(work, progress, undefined);
    return { ...before, progress };
  }

  #closed({ work, outcome }: ClosedRow, becomes: RunOutcome): void {
    this.#parts.statements.run(CLEAR_JOURNAL, work);
    this.#count(`outcome.${outcome}`, -1);
    this.#count(`outcome.${becomes}`, 1);
  }

  #count(name: string, add: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + add);
  }

  #crossReference(reference: CrossReference): void {
    const { link, left, right, cardinality, state, run, keyHash, createdAt, confirmedAt, lastSeenAt } = reference;
    const rightText = right === undefined ? null : formatRecordReference(right);
    const times = [createdAt, confirmedAt ?? null, lastSeenAt] as const;
    const row = [link, formatRecordReference(left), rightText, cardinality, state, run, keyHash] as const;
    this.#parts.statements.run(CROSS_REFERENCE, ...row, ...times);
  }

  #forgetLinks(link: string): void {
    this.#parts.statements.run(FORGET_REFERENCES, link);
    this.#parts.statements.run(FORGET_SNAPSHOTS, link);
  }

  #forgetSystem(system: string): void {
    const { statements } = this.#parts;
    // The sign after the slash ends the range of texts that begin with the system.
    const range = [`${system}/`, `${system}0`] as const;
    for (const { link, left_record: left } of statements.all(LINKS_OF_SYSTEM, ...range, ...range)) {
      statements.run(FORGET_REFERENCE, String(link), String(left));
      statements.run(FORGET_SNAPSHOT, String(link), String(left));
    }
  }

  #forgetFlow(flow: string, by: string, at: number): void {
    const { statements, flows, waiting } = this.#parts;
    const number = flows.find(flow);
    if (number === undefined) return;
    for (const { work } of statements.all(FORGET_WORK, number)) statements.run(CLEAR_JOURNAL, Number(work));
    for (const { run } of statements.all(WAITING_OF, flow)) {
      const closed = waiting.close(String(run), by, at);
      if (closed !== undefined) this.#closed(closed, "discarded");
    }
  }

  #pause({ kind, name, since, reason, actor }: PauseState): void {
    this.#parts.statements.run(PAUSE, kind, name, since, reason, actor ?? null);
  }

  #audit({ salt, ...entry }: AuditEntry): void {
    this.#lastAudit ??= this.#readLastAudit();
    const chained = chainAuditRecord({ ...entry, sequence: this.#lastAudit.sequence + 1 }, this.#lastAudit.hash);
    this.#parts.statements.run(AUDIT, chained.sequence, JSON.stringify(chained), salt, chained.hash);
    this.#lastAudit = chained;
  }

  #readLastAudit(): Pick<AuditRecord, "sequence" | "hash"> {
    const row = this.#parts.statements.get(LAST_AUDIT);
    return { sequence: Number(row?.sequence ?? 0), hash: String(row?.hash ?? AUDIT_START) };
  }
}
