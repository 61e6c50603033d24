import type { DatabaseSync } from "node:sqlite";
import type {
  AuditRecord,
  CrossReference,
  EnvironmentPins,
  Erasure,
  ErasureReport,
  LinkFilter,
  Snapshot,
  StoreMeta,
  Value,
  WaitingDetails,
  WaitingFilter,
  WaitingGroup,
  WaitingRecord,
} from "@xmap/contract";
import type {
  Acceptance,
  AcceptedEvent,
  Approval,
  EndAnswer,
  EndedRun,
  LinkedQuery,
  Retention,
  RetrySeed,
  Store,
  StoreChange,
  StoredNames,
  StoredWork,
  StoreState,
  WaitingRow,
  WorkQuery,
} from "../../engine/store.ts";
import { ErasedTexts } from "../../privacy/erased-texts.ts";
import { CardGuard } from "../privacy/keep-out-cards.ts";
import { countByFlow } from "./count-by-flow.ts";
import { FlowNumbers } from "./flow-numbers.ts";
import { GroupCommit } from "./group-commit.ts";
import { LinkTable } from "./link-table.ts";
import { damagedStore, isDamage, openDatabase, type StoreOptions, StoreRefusedError } from "./open-database.ts";
import { type ProcessLock, takeProcessLock } from "./process-lock.ts";
import { readState } from "./read-state.ts";
import { fromJson, fromOptionalJson, optionalNumber, Statements } from "./statements.ts";
import { StoreWriter } from "./store-writer.ts";
import { ThreadCommitter } from "./thread-committer.ts";
import { WaitingTable } from "./waiting-table.ts";
import { WorkTable } from "./work-table.ts";

/** The store on one SQLite file: WAL, every commit synced to disk, one writer with group commit. */
export class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #work: WorkTable;
  readonly #waiting: WaitingTable;
  readonly #commits: GroupCommit;
  readonly #links: LinkTable;
  readonly #lock: ProcessLock;
  readonly #guard: CardGuard;
  /** Of those who were erased since the store was opened. */
  readonly #erasedTexts: ErasedTexts[] = [];
  #isDamaged = false;

  /** Opens or makes the file; throws a StoreRefusedError for a newer or foreign store, and for one that another process uses. */
  constructor(options: StoreOptions) {
    const lock = takeProcessLock(options.path);
    if (lock === undefined) throw new StoreRefusedError(`Another process is running on the store ${options.path}.`);
    this.#lock = lock;
    try {
      this.#database = openDatabase(options);
    } catch (error) {
      lock.release();
      throw error;
    }
    const onError = (error: unknown): void => this.#watch(error, options);
    this.#statements = new Statements(this.#database, onError);
    this.#work = new WorkTable(this.#statements, new FlowNumbers(this.#statements));
    this.#waiting = new WaitingTable(this.#statements);
    this.#links = new LinkTable(this.#statements, options.installation);
    this.#guard = new CardGuard(options.onCardNumber ?? (() => {}));
    const onThread = options.writesOnThread === true;
    const committer = onThread ? new ThreadCommitter(options.path) : new StoreWriter(this.#database);
    this.#commits = new GroupCommit(committer, onError);
  }

  /** Transactions so far, each of them synced to disk. */
  get commits(): number {
    return this.#commits.commits;
  }

  /** What the last transaction failed with; undefined when it did not. */
  get failure(): unknown {
    return this.#commits.failure;
  }

  accept(events: readonly AcceptedEvent[], changes: readonly StoreChange[] = []): Promise<readonly Acceptance[]> {
    const guarded = events.map((event) => this.#guard.event(event));
    return this.#commits.run({ do: "accept", events: guarded, changes: this.#allowed(changes) });
  }

  acceptRetry(event: AcceptedEvent, seed: RetrySeed, changes: readonly StoreChange[]): Promise<StoredWork | undefined> {
    const guarded = { event: this.#guard.event(event), seed: this.#guard.seed(seed) };
    return this.#commits.run({ do: "acceptRetry", ...guarded, changes: this.#allowed(changes) });
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    await this.#commits.run({ do: "write", changes: this.#allowed(changes) });
  }

  end(ended: EndedRun, changes: readonly StoreChange[]): Promise<EndAnswer> {
    return this.#commits.run({ do: "end", ended: this.#guard.ended(ended), changes: this.#allowed(changes) });
  }

  async erase(erasure: Erasure, changes: readonly StoreChange[]): Promise<ErasureReport> {
    this.#erasedTexts.push(new ErasedTexts(erasure.texts));
    const erased = await this.#commits.run({ do: "erase", erasure, changes });
    return { ...erased, clean: await this.#commits.run({ do: "clean" }) };
  }

  async state(): Promise<StoreState> {
    return readState(this.#statements);
  }

  async take(query: WorkQuery): Promise<readonly StoredWork[]> {
    return query.take === "ready" ? this.#work.take(query) : this.#commits.run({ do: "take", query });
  }

  async nextDue(): Promise<number | undefined> {
    return this.#work.nextDue();
  }

  async meta(): Promise<StoreMeta> {
    const named = new Map(
      this.#statements.all("SELECT name, value FROM meta").map((row) => [row.name, String(row.value)]),
    );
    return {
      schemaVersion: Number(this.#statements.get("SELECT max(version) AS version FROM migration")?.version ?? 0),
      contract: Number(named.get("contract")),
      installation: named.get("installation") ?? "",
      createdAt: Number(named.get("created_at")),
    };
  }

  async pins(): Promise<EnvironmentPins> {
    const rows = this.#statements.all("SELECT system, fingerprint, label FROM pin");
    return Object.fromEntries(
      rows.map((row) => [String(row.system), { fingerprint: String(row.fingerprint), label: String(row.label) }]),
    );
  }

  async journal(work: number): Promise<ReadonlyMap<string, Value | undefined>> {
    const rows = this.#statements.all("SELECT step, result FROM journal WHERE work = ?", work);
    return new Map(rows.map((row) => [String(row.step), fromOptionalJson<Value>(row.result)]));
  }

  async crossReference(link: string, left: string): Promise<CrossReference | undefined> {
    return this.#links.one(link, left);
  }

  async crossReferencesTo(link: string, right: string): Promise<readonly CrossReference[]> {
    return this.#links.pointingTo(link, right);
  }

  async linkedRecords(query: LinkedQuery): Promise<readonly string[]> {
    return this.#links.linked(query);
  }

  async storedNames(): Promise<StoredNames> {
    return {
      links: this.#links.counts(),
      systems: this.#links.countsBySystem(),
      flows: countByFlow(this.#statements),
    };
  }

  async crossReferences(filter: LinkFilter): Promise<readonly CrossReference[]> {
    return this.#links.list(filter);
  }

  async snapshot(link: string, left: string): Promise<Snapshot | undefined> {
    const row = this.#statements.get("SELECT body FROM snapshot WHERE link = ? AND left_record = ?", link, left);
    return row === undefined ? undefined : fromJson<Snapshot>(row.body);
  }

  async cursor(system: string, resource: string): Promise<string | undefined> {
    const row = this.#statements.get("SELECT cursor FROM cursor WHERE system = ? AND resource = ?", system, resource);
    return row === undefined ? undefined : String(row.cursor);
  }

  async seenStamp(system: string, resource: string, key: string): Promise<string | undefined> {
    const sql = "SELECT stamp FROM seen WHERE system = ? AND resource = ? AND record_key = ?";
    const row = this.#statements.get(sql, system, resource, key);
    return row === undefined ? undefined : String(row.stamp);
  }

  async note(name: string): Promise<Value | undefined> {
    const row = this.#statements.get("SELECT body FROM note WHERE name = ?", name);
    return row === undefined ? undefined : fromJson<Value>(row.body);
  }

  async isApproved({ flow, record, step, shown }: Approval): Promise<boolean> {
    const sql = "SELECT 1 FROM approval WHERE flow = ? AND record = ? AND step = ? AND shown = ?";
    return this.#statements.get(sql, flow, record, step, shown) !== undefined;
  }

  async oldestPending(): Promise<number | undefined> {
    return optionalNumber(this.#statements.get("SELECT accepted_at FROM work ORDER BY work LIMIT 1")?.accepted_at);
  }

  async waiting(filter: WaitingFilter): Promise<readonly WaitingRecord[]> {
    return this.#waiting.list(filter);
  }

  async waitingGroups(filter: WaitingFilter): Promise<readonly WaitingGroup[]> {
    return this.#waiting.groups(filter);
  }

  async parkedCount(name: string): Promise<number> {
    return Number(this.#statements.get("SELECT count(*) AS count FROM work WHERE parked_for = ?", name)?.count);
  }

  async waitingRow(run: string): Promise<(WaitingRow & Pick<WaitingDetails, "edited" | "done">) | undefined> {
    return this.#waiting.row(run);
  }

  prune(retention: Retention): Promise<boolean> {
    return this.#commits.run({ do: "prune", retention });
  }

  async audit(): Promise<readonly AuditRecord[]> {
    return this.#statements
      .all("SELECT body FROM audit ORDER BY sequence")
      .map((row) => fromJson<AuditRecord>(row.body));
  }

  /** Writes what is waiting and closes the file. */
  async close(): Promise<void> {
    await this.#commits.close();
    this.#database.close();
    this.#lock.release();
  }

  /** What may be kept of the changes: no card numbers, and nothing that memory still holds of an erased person. */
  #allowed(changes: readonly StoreChange[]): readonly StoreChange[] {
    return changes.map((change) => {
      const guarded = this.#guard.change(change);
      if (guarded.change !== "note") return guarded;
      const body = this.#erasedTexts.reduce((kept: Value, texts) => texts.takeOut(kept), guarded.body);
      return body === guarded.body ? guarded : { ...guarded, body };
    });
  }

  #watch(error: unknown, { path, onDamaged }: StoreOptions): void {
    if (this.#isDamaged || !isDamage(error)) return;
    this.#isDamaged = true;
    onDamaged?.(damagedStore(path, error instanceof Error ? error.message : String(error)));
  }
}
