import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  type AuditRecord,
  type CrossReference,
  type EnvironmentPins,
  type EventEnvelope,
  parseRecordReference,
  type RunOutcome,
  type Snapshot,
  type StoreMeta,
  type Value,
  type WaitingRecord,
} from "@xmap/contract";
import type { AcceptedEvent, Store, StoreChange, UnfinishedWork } from "../../engine/store.ts";
import { ChangeWriter } from "./change-writer.ts";
import { GroupCommit } from "./group-commit.ts";
import { openDatabase, type StoreOptions, StoreRefusedError } from "./open-database.ts";
import { type ProcessLock, takeProcessLock } from "./process-lock.ts";

type Row = Record<string, unknown>;

/** The store on one SQLite file: WAL, every commit synced to disk, one writer with group commit. */
export class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #writer: ChangeWriter;
  readonly #commits: GroupCommit;
  readonly #installation: string;
  readonly #reads = new Map<string, StatementSync>();

  readonly #lock: ProcessLock;

  /** Opens or makes the file; throws a StoreRefusedError for a newer or foreign store, and for one that another process uses. */
  constructor(options: StoreOptions) {
    this.#installation = options.installation;
    const lock = takeProcessLock(options.path);
    if (lock === undefined) throw new StoreRefusedError(`Another process is running on the store ${options.path}.`);
    this.#lock = lock;
    try {
      this.#database = openDatabase(options);
    } catch (error) {
      lock.release();
      throw error;
    }
    this.#writer = new ChangeWriter(this.#database);
    this.#commits = new GroupCommit(this.#database);
  }

  accept(
    events: readonly AcceptedEvent[],
    changes: readonly StoreChange[] = [],
  ): Promise<readonly (number | undefined)[]> {
    return this.#commits.run(() => {
      const sequences = events.map((event) => this.#writer.accept(event));
      for (const change of changes) this.#writer.apply(change);
      return sequences;
    });
  }

  write(changes: readonly StoreChange[]): Promise<void> {
    return this.#commits.run(() => {
      for (const change of changes) this.#writer.apply(change);
    });
  }

  async meta(): Promise<StoreMeta> {
    const named = new Map(this.#all("SELECT name, value FROM meta").map((row) => [row.name, String(row.value)]));
    return {
      schemaVersion: Number(this.#get("SELECT max(version) AS version FROM migration")?.version ?? 0),
      contract: Number(named.get("contract")),
      installation: named.get("installation") ?? "",
      createdAt: Number(named.get("created_at")),
    };
  }

  async pins(): Promise<EnvironmentPins> {
    const rows = this.#all("SELECT system, fingerprint, label FROM pin");
    return Object.fromEntries(
      rows.map((row) => [String(row.system), { fingerprint: String(row.fingerprint), label: String(row.label) }]),
    );
  }

  async unfinished(): Promise<UnfinishedWork> {
    const events = this.#all("SELECT sequence, flow, envelope FROM inbox WHERE settled = 0 ORDER BY sequence");
    const runs = this.#all("SELECT * FROM run WHERE outcome IS NULL");
    const waiting = this.#all("SELECT body FROM waiting WHERE closed_at IS NULL ORDER BY since, run");
    const outcomes = this.#all("SELECT outcome, count(*) AS count FROM run WHERE outcome IS NOT NULL GROUP BY outcome");
    const metrics = this.#all("SELECT name, value FROM metric");
    return {
      events: events.map((row) => ({
        sequence: Number(row.sequence),
        flow: String(row.flow),
        event: fromJson<EventEnvelope>(row.envelope),
      })),
      runs: runs.map((row) => ({
        run: String(row.run),
        flow: String(row.flow),
        record: String(row.record),
        mappingHash: String(row.mapping_hash),
        attempts: Number(row.attempts),
        failedSince: row.failed_since === null ? undefined : Number(row.failed_since),
        dueAt: Number(row.due_at),
      })),
      waiting: waiting.map((row) => fromJson<WaitingRecord>(row.body)),
      outcomes: Object.fromEntries(outcomes.map((row) => [row.outcome as RunOutcome, Number(row.count)])),
      metrics: Object.fromEntries(metrics.map((row) => [String(row.name), Number(row.value)])),
    };
  }

  async journal(run: string): Promise<ReadonlyMap<string, Value | undefined>> {
    const rows = this.#all("SELECT step, result FROM journal WHERE run = ?", run);
    return new Map(
      rows.map((row) => [String(row.step), row.result === null ? undefined : fromJson<Value>(row.result)]),
    );
  }

  async crossReference(link: string, left: string): Promise<CrossReference | undefined> {
    const row = this.#get("SELECT * FROM cross_reference WHERE link = ? AND left_record = ?", link, left);
    return row === undefined ? undefined : this.#toCrossReference(row);
  }

  async crossReferencesTo(link: string, right: string): Promise<readonly CrossReference[]> {
    const rows = this.#all("SELECT * FROM cross_reference WHERE link = ? AND right_record = ?", link, right);
    return rows.map((row) => this.#toCrossReference(row));
  }

  async snapshot(link: string, left: string): Promise<Snapshot | undefined> {
    const row = this.#get("SELECT body FROM snapshot WHERE link = ? AND left_record = ?", link, left);
    return row === undefined ? undefined : fromJson<Snapshot>(row.body);
  }

  async cursor(system: string, resource: string): Promise<string | undefined> {
    const row = this.#get("SELECT cursor FROM cursor WHERE system = ? AND resource = ?", system, resource);
    return row === undefined ? undefined : String(row.cursor);
  }

  async seenStamp(system: string, resource: string, key: string): Promise<string | undefined> {
    const sql = "SELECT stamp FROM seen WHERE system = ? AND resource = ? AND record_key = ?";
    const row = this.#get(sql, system, resource, key);
    return row === undefined ? undefined : String(row.stamp);
  }

  async audit(): Promise<readonly AuditRecord[]> {
    return this.#all("SELECT body FROM audit ORDER BY sequence").map((row) => fromJson<AuditRecord>(row.body));
  }

  /** Writes what is waiting and closes the file. */
  async close(): Promise<void> {
    this.#commits.flush();
    this.#database.close();
    this.#lock.release();
  }

  #toCrossReference(row: Row): CrossReference {
    return {
      installation: this.#installation,
      link: String(row.link),
      left: parseRecordReference(String(row.left_record)),
      right: row.right_record === null ? undefined : parseRecordReference(String(row.right_record)),
      cardinality: row.cardinality as CrossReference["cardinality"],
      state: row.state as CrossReference["state"],
      run: String(row.run),
      keyHash: String(row.key_hash),
      createdAt: Number(row.created_at),
      confirmedAt: row.confirmed_at === null ? undefined : Number(row.confirmed_at),
      lastSeenAt: Number(row.last_seen_at),
    };
  }

  #all(sql: string, ...parameters: readonly string[]): Row[] {
    return this.#read(sql).all(...parameters);
  }

  #get(sql: string, ...parameters: readonly string[]): Row | undefined {
    return this.#read(sql).get(...parameters);
  }

  #read(sql: string): StatementSync {
    const known = this.#reads.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#reads.set(sql, statement);
    return statement;
  }
}

function fromJson<Shape>(text: unknown): Shape {
  return JSON.parse(String(text)) as Shape;
}
