import type { DatabaseSync } from "node:sqlite";
import type { AuditField, AuditRecord, Snapshot, Value } from "@xmap/contract";
import { beginReading } from "./begin-reading.ts";
import { fromJson, type Row, type Statements } from "./statements.ts";

export { AUDIT_START } from "./change-writer.ts";

/** An audit record as the store keeps it. */
export interface StoredAuditRecord {
  /** Where the store keeps it; equal to the record's own number unless somebody changed one. */
  readonly sequence: number;
  /** Undefined when what is kept is no audit record at all. */
  readonly record: AuditRecord | undefined;
  readonly salt: string;
  /** The hash as it is kept beside the record. */
  readonly hash: string;
}

/** A value that the store keeps as the base of the next write. */
export interface KeptValue {
  /** Text of the written record's reference. */
  readonly target: string;
  readonly path: string;
  readonly value: Value;
}

const TEXTS = [
  "actor",
  "origin",
  "event",
  "run",
  "step",
  "mappingHash",
  "target",
  "operation",
  "previousHash",
  "hash",
] as const;
/** What a Date can hold. */
const LATEST_TIME = 8.64e15;
const PAGE_SIZE = 1_000;
const PAGE = "SELECT sequence, body, salt, hash FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?";
const KEPT = `SELECT snapshot.rowid AS number, right_record, body FROM snapshot
  JOIN cross_reference USING (link, left_record)
  WHERE snapshot.rowid > ? AND right_record IS NOT NULL ORDER BY snapshot.rowid LIMIT ?`;
const RUNS_OF_RECORD = "SELECT DISTINCT run FROM ended WHERE record = ?";

/** Reads the audit log of a store on a connection of its own, also while an engine runs on it; changes nothing. */
export class AuditReader {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;

  /** Throws a StoreRefusedError when the file cannot be read or is no store. */
  constructor(path: string) {
    const { database, statements } = beginReading(path);
    this.#database = database;
    this.#statements = statements;
  }

  /** All records that there are now, in their order; only a page of them is in memory. */
  *records(): Generator<StoredAuditRecord> {
    for (const row of this.#pages(PAGE, "sequence")) yield toStored(row);
  }

  /** The values that the store keeps of written records. */
  *keptValues(): Generator<KeptValue> {
    for (const { right_record: target, body } of this.#pages(KEPT, "number")) {
      const { sent } = fromJson<Partial<Snapshot>>(body);
      for (const [path, value] of Object.entries(sent ?? {}))
        if (value !== undefined) yield { target: String(target), path, value };
    }
  }

  /** The runs of a record's flows, as far as the store still knows them. */
  runsOf(record: string): ReadonlySet<string> {
    return new Set(this.#statements.all(RUNS_OF_RECORD, record).map((row) => String(row.run)));
  }

  close(): void {
    this.#database.close();
  }

  *#pages(sql: string, column: string): Generator<Row> {
    let after = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const page = this.#statements.all(sql, after, PAGE_SIZE);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_SIZE) return;
      after = Number(last[column]);
    }
  }
}

function toStored({ sequence, body, salt, hash }: Row): StoredAuditRecord {
  return { sequence: Number(sequence), record: parseRecord(body), salt: String(salt), hash: String(hash) };
}

function parseRecord(body: unknown): AuditRecord | undefined {
  try {
    const record = fromJson<AuditRecord | null>(body);
    return record !== null && isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(record: Partial<AuditRecord>): boolean {
  const { sequence, at, fields, ...texts } = record;
  const isNumbered = Number.isSafeInteger(sequence) && typeof at === "number" && Math.abs(at) <= LATEST_TIME;
  const isWhole = TEXTS.every((name) => typeof texts[name] === "string");
  return isNumbered && isWhole && Array.isArray(fields) && fields.every(isField);
}

function isField(field: Partial<AuditField> | null): boolean {
  const { rule, path, commitmentBefore, commitmentAfter } = field ?? {};
  return [rule, path, commitmentBefore, commitmentAfter].every((member) => typeof member === "string");
}
