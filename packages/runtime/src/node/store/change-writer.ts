import type { DatabaseSync, StatementSync } from "node:sqlite";
import { chainAuditRecord, eventRecord, formatRecordReference, type Value } from "@xmap/contract";
import type { AcceptedEvent, AuditEntry, EndedRun, StoreChange } from "../../engine/store.ts";

/** What the first audit record is chained to. */
export const AUDIT_START = "";

const STATEMENTS = {
  accept: `INSERT INTO inbox (flow, record, event_id, envelope, accepted_at, settled) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING RETURNING sequence`,
  run: `INSERT INTO run (run, flow, record, mapping_hash, attempts, failed_since, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run) DO UPDATE SET mapping_hash = excluded.mapping_hash, attempts = excluded.attempts,
    failed_since = excluded.failed_since, due_at = excluded.due_at`,
  journal:
    "INSERT INTO journal (run, step, result) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET result = excluded.result",
  clearJournal: "DELETE FROM journal WHERE run = ?",
  endRun: `INSERT INTO run (run, flow, record, mapping_hash, attempts, due_at, outcome, ended_at)
    VALUES (?, ?, ?, '', 0, 0, ?, ?)
    ON CONFLICT (run) DO UPDATE SET outcome = excluded.outcome, ended_at = excluded.ended_at`,
  settle: "UPDATE inbox SET settled = 1 WHERE sequence = ?",
  supersede: `UPDATE run SET outcome = 'superseded'
    WHERE run IN (SELECT run FROM waiting WHERE flow = ? AND record = ? AND closed_at IS NULL AND run <> ?)`,
  closeWaiting: `UPDATE waiting SET closed_at = ?, closed_by = ?
    WHERE flow = ? AND record = ? AND closed_at IS NULL AND run <> ?`,
  wait: "INSERT OR REPLACE INTO waiting (run, flow, record, body, input, since) VALUES (?, ?, ?, ?, ?, ?)",
  crossReference: "INSERT OR REPLACE INTO cross_reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  snapshot: "INSERT OR REPLACE INTO snapshot (link, left_record, body) VALUES (?, ?, ?)",
  cursor: "INSERT OR REPLACE INTO cursor (system, resource, cursor) VALUES (?, ?, ?)",
  seen: "INSERT OR REPLACE INTO seen (system, resource, record_key, stamp) VALUES (?, ?, ?, ?)",
  metric: "INSERT INTO metric (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value",
  lastAudit: "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1",
  audit: "INSERT INTO audit (sequence, body, salt, hash) VALUES (?, ?, ?, ?)",
  pin: "INSERT OR REPLACE INTO pin (system, fingerprint, label) VALUES (?, ?, ?)",
} as const;

/** Carries changes out inside the transaction that the caller has opened. */
export class ChangeWriter {
  readonly #statements: Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;

  constructor(database: DatabaseSync) {
    const entries = Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)] as const);
    this.#statements = Object.fromEntries(entries) as Record<keyof typeof STATEMENTS, StatementSync>;
  }

  accept({ flow, event, at, merged }: AcceptedEvent): number | undefined {
    const record = formatRecordReference(eventRecord(event));
    const row = this.#statements.accept.get(flow, record, event.id, JSON.stringify(event), at, merged ? 1 : 0);
    return row === undefined ? undefined : Number(row.sequence);
  }

  apply(change: StoreChange): void {
    const statements = this.#statements;
    switch (change.change) {
      case "run": {
        const { run, flow, record, mappingHash, attempts, failedSince, dueAt } = change.run;
        statements.run.run(run, flow, record, mappingHash, attempts, failedSince ?? null, dueAt);
        return;
      }
      case "journal":
        statements.journal.run(change.run, change.step, toJson(change.result));
        return;
      case "clearJournal":
        statements.clearJournal.run(change.run);
        return;
      case "endRun":
        this.#endRun(change.ended);
        return;
      case "crossReference": {
        const { link, left, right, cardinality, state, run, keyHash, createdAt, confirmedAt, lastSeenAt } =
          change.reference;
        const rightText = right === undefined ? null : formatRecordReference(right);
        const times = [createdAt, confirmedAt ?? null, lastSeenAt] as const;
        statements.crossReference.run(
          link,
          formatRecordReference(left),
          rightText,
          cardinality,
          state,
          run,
          keyHash,
          ...times,
        );
        return;
      }
      case "snapshot":
        statements.snapshot.run(change.snapshot.link, change.snapshot.left, JSON.stringify(change.snapshot));
        return;
      case "cursor":
        statements.cursor.run(change.system, change.resource, change.cursor);
        return;
      case "seen":
        statements.seen.run(change.seen.system, change.seen.resource, change.seen.key, change.seen.stamp);
        return;
      case "audit":
        this.#audit(change.entry);
        return;
      case "metric":
        statements.metric.run(change.name, change.add);
        return;
      case "pin":
        statements.pin.run(change.system, change.identity.fingerprint, change.identity.label);
        return;
    }
  }

  #endRun({ run, flow, record, outcome, at, events, waiting }: EndedRun): void {
    const statements = this.#statements;
    statements.endRun.run(run, flow, record, outcome, at);
    for (const sequence of events) statements.settle.run(sequence);
    statements.supersede.run(flow, record, run);
    statements.closeWaiting.run(at, run, flow, record, run);
    if (waiting === undefined) {
      statements.clearJournal.run(run);
      return;
    }
    const { input, ...body } = waiting;
    statements.wait.run(run, flow, record, JSON.stringify(body), toJson(input), waiting.since);
  }

  #audit({ salt, ...entry }: AuditEntry): void {
    const last = this.#statements.lastAudit.get();
    const sequence = Number(last?.sequence ?? 0) + 1;
    const chained = chainAuditRecord({ ...entry, sequence }, String(last?.hash ?? AUDIT_START));
    this.#statements.audit.run(sequence, JSON.stringify(chained), salt, chained.hash);
  }
}

function toJson(value: Value | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
