import { hash } from "node:crypto";
import type { DataRecord, EventEnvelope } from "@xmap/contract";
import type { Acceptance, AcceptedEvent, PutOff, RunProgress, StoredWork, WorkQuery } from "../../engine/store.ts";
import type { FlowNumbers } from "./flow-numbers.ts";
import { fromJson, fromOptionalJson, optionalNumber, type Row, type Statements, toOptionalJson } from "./statements.ts";

const KNOWN = "INSERT INTO known_event (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING";
const ACCEPT = `INSERT INTO work (work, flow, record, event, version, accepted_at, content) VALUES (?, ?, ?, ?, 1, ?, ?)
  ON CONFLICT (flow, record) DO UPDATE SET version = version + 1, next_event = excluded.event,
  event = CASE WHEN event ->> '$.xmaporigin' = 'backfill' THEN excluded.event ELSE event END,
  next_at = excluded.accepted_at, content = coalesce(excluded.content, content) RETURNING work, version`;
const DELETE = "DELETE FROM work WHERE work = ? AND version = ?";
const GO_ON = `UPDATE work SET work = ?, event = coalesce(next_event, event), next_event = NULL,
  accepted_at = coalesce(next_at, accepted_at), next_at = NULL, mapping_hash = NULL, covered_version = 0, wrote = 0,
  attempts = 0, failed_since = NULL, due_at = 0, delay = 0, parked_for = NULL WHERE work = ? RETURNING *`;
const PROGRESS = `UPDATE work SET mapping_hash = ?, covered_version = ?, wrote = ?, attempts = ?, failed_since = ?,
  due_at = ?, delay = ?, parked_for = ? WHERE work = ?`;
const READY = `SELECT * FROM work WHERE flow = ? AND work > ? AND due_at = 0 AND parked_for IS NULL
  ORDER BY work LIMIT ?`;
const DUE = `UPDATE work SET due_at = 0, delay = 0 WHERE work IN
  (SELECT work FROM work WHERE due_at > 0 AND due_at <= ? ORDER BY due_at LIMIT ?) RETURNING *`;
const PARKED = `UPDATE work SET parked_for = NULL WHERE work IN
  (SELECT work FROM work WHERE parked_for = ? ORDER BY work LIMIT ?) RETURNING *`;
const CLOCK_WENT_BACK = "UPDATE work SET due_at = ? + delay WHERE due_at > ? + delay";

/** The rows that no run has ended for. Methods run inside the transaction that the caller has opened, or need none. */
export class WorkTable {
  readonly #statements: Statements;
  readonly #flows: FlowNumbers;
  #last: number;
  #lastNow = Number.NEGATIVE_INFINITY;
  #isFirst = true;

  constructor(statements: Statements, flows: FlowNumbers) {
    this.#statements = statements;
    this.#flows = flows;
    // Journals of waiting runs keep the number of a row that is gone: it is not given to another one.
    const row = statements.get(
      "SELECT max(coalesce((SELECT max(work) FROM work), 0), coalesce((SELECT max(work) FROM waiting), 0)) AS last",
    );
    this.#last = Number(row?.last ?? 0);
  }

  accept({ flow, event, at, content, fresh }: AcceptedEvent): Acceptance {
    const { subject } = event;
    if (fresh !== true && this.#statements.run(KNOWN, eventKey(flow, subject, event.id), at) === 0) return undefined;
    const work = this.#last + 1;
    const values = [work, this.#flows.numberOf(flow), subject, JSON.stringify(event), at] as const;
    const row = this.#statements.get(ACCEPT, ...values, toOptionalJson(content));
    const isNew = Number(row?.work) === work;
    if (isNew) this.#last = work;
    return { work: Number(row?.work), version: Number(row?.version), isNew };
  }

  /** Takes the row away, or makes it the row of the events that came meanwhile and answers that. */
  end(work: number, version: number): StoredWork | undefined {
    if (this.#statements.run(DELETE, work, version) > 0) return undefined;
    this.#last += 1;
    const row = this.#statements.get(GO_ON, this.#last, work);
    return row === undefined ? undefined : this.#toWork(row);
  }

  progress(work: number, progress: RunProgress, putOff: PutOff | undefined): void {
    const { mappingHash, coveredVersion, wrote, attempts, failedSince } = progress;
    // What is put off tells the time: an earlier one later on means that the clock was put back.
    if (putOff?.until === "due") this.#lastNow = Math.max(this.#lastNow, putOff.at - putOff.delay);
    const due = putOff?.until === "due" ? ([putOff.at, putOff.delay, null] as const) : ([0, 0, null] as const);
    const wait = putOff?.until === "resumed" ? ([0, 0, putOff.name] as const) : due;
    const run = [mappingHash ?? null, coveredVersion, wrote ? 1 : 0, attempts, failedSince ?? null] as const;
    this.#statements.run(PROGRESS, ...run, ...wait, work);
  }

  take(query: WorkQuery): readonly StoredWork[] {
    switch (query.take) {
      case "ready": {
        const flow = this.#flows.find(query.flow);
        if (flow === undefined) return [];
        return this.#statements.all(READY, flow, query.after, query.limit).map((row) => this.#toWork(row));
      }
      case "due":
        this.#heedClock(query.now);
        return this.#inOrder(this.#statements.all(DUE, query.now, query.limit));
      case "parked":
        return this.#inOrder(this.#statements.all(PARKED, query.name, query.limit));
    }
  }

  nextDue(): number | undefined {
    return optionalNumber(this.#statements.get("SELECT min(due_at) AS due FROM work WHERE due_at > 0")?.due);
  }

  byNumber(work: number): StoredWork | undefined {
    const row = this.#statements.get("SELECT * FROM work WHERE work = ?", work);
    return row === undefined ? undefined : this.#toWork(row);
  }

  /** When the clock was put back, what is put off would wait longer than it was put off for. */
  #heedClock(now: number): void {
    if (this.#isFirst || now < this.#lastNow) this.#statements.run(CLOCK_WENT_BACK, now, now);
    this.#isFirst = false;
    this.#lastNow = now;
  }

  #inOrder(rows: readonly Row[]): readonly StoredWork[] {
    return rows.map((row) => this.#toWork(row)).sort((left, right) => left.work - right.work);
  }

  #toWork(row: Row): StoredWork {
    return {
      work: Number(row.work),
      flow: this.#flows.nameOf(Number(row.flow)),
      record: String(row.record),
      event: fromJson<EventEnvelope>(row.event),
      version: Number(row.version),
      acceptedAt: Number(row.accepted_at),
      content: fromOptionalJson<DataRecord>(row.content),
      progress: {
        mappingHash: row.mapping_hash === null ? undefined : String(row.mapping_hash),
        coveredVersion: Number(row.covered_version),
        wrote: row.wrote === 1,
        attempts: Number(row.attempts),
        failedSince: optionalNumber(row.failed_since),
      },
    };
  }
}

/** Sixteen bytes that stand for an event of a flow and record. */
function eventKey(flow: string, record: string, event: string): Uint8Array {
  return hash("sha256", `${flow}\n${record}\n${event}`, "buffer").subarray(0, 16);
}
