import type { Clock } from "@xmap/contract";
import type { Logger } from "./logger.ts";
import type { Store, StoredWork } from "./store.ts";
import type { WorkQueue } from "./work-queue.ts";

export interface WorkFeedParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly queue: WorkQueue;
  /** Records of one flow that are kept in memory. */
  readonly window: number;
  /** Called with how many rows that were parked for a name have been taken up again. */
  readonly onUnparked: (name: string, count: number) => void;
  /** Called when there may be something to do. */
  readonly onReady: () => void;
}

/** The store is asked at least this often what is due: the clock may have been put back while a timer was set. */
const LONGEST_WAIT = 5_000;
/** Before the store is read again that could not be read. */
const TRY_AGAIN = 1_000;

/** How far the rows of a flow have been handed out. */
interface Position {
  /** The newest row that was put in memory. */
  cursor: number;
  /** The newest row that is known of. */
  newest: number;
  /** True while the store may hold rows after the cursor. */
  lags: boolean;
}

/** Keeps a bounded part of the pending records in memory, in the order of acceptance, and brings back what was put off. */
export class WorkFeed {
  readonly #parts: WorkFeedParts;
  readonly #positions = new Map<string, Position>();
  /** Names that rows may be parked for though nothing keeps them any longer. */
  readonly #resumed = new Set<string>();
  #isDue = false;
  #nextDue: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #filling: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(parts: WorkFeedParts) {
    this.#parts = parts;
  }

  /** Hands out what an earlier process has left; `resumed` are names that rows may be parked for and need not be. */
  async start(resumed: readonly string[]): Promise<void> {
    for (const name of resumed) this.#resumed.add(name);
    this.#isDue = true;
    await this.fill();
  }

  /** Begins to hand out the rows of flows. */
  add(flows: readonly string[]): void {
    for (const flow of flows)
      if (!this.#positions.has(flow)) this.#positions.set(flow, { cursor: 0, newest: 0, lags: true });
  }

  /** A row that has just been made: it goes to memory unless older ones of its flow wait in the store. */
  offer(stored: StoredWork): void {
    const position = this.#positions.get(stored.flow);
    if (position === undefined || stored.work <= position.cursor) return;
    position.newest = Math.max(position.newest, stored.work);
    if (position.lags || this.#parts.queue.countOf(stored.flow) >= this.#parts.window) {
      position.lags = true;
      return;
    }
    position.cursor = stored.work;
    this.#parts.queue.add(stored);
  }

  /** A row waits until a time, milliseconds since 1970. */
  putOff(dueAt: number): void {
    if (this.#nextDue !== undefined && this.#nextDue <= dueAt) return;
    this.#nextDue = dueAt;
    const { clock } = this.#parts;
    this.#cancelTimer?.();
    if (this.#stopped) return;
    const wait = Math.min(LONGEST_WAIT, Math.max(0, dueAt - clock.now()));
    this.#cancelTimer = clock.after(wait, () => {
      this.#nextDue = undefined;
      this.#isDue = true;
      void this.fill();
    });
  }

  /** Lets rows go that wait for a name. */
  resume(name: string): void {
    this.#resumed.add(name);
    void this.fill();
  }

  /** Keeps rows where they are that are parked for a name. */
  suspend(name: string): void {
    this.#resumed.delete(name);
  }

  /** Whether the window of a flow is to be filled from the store. */
  isLow(flow: string): boolean {
    const position = this.#positions.get(flow);
    const waits = position?.lags === true || this.#resumed.size > 0 || this.#isDue;
    return waits && this.#parts.queue.countOf(flow) < this.#parts.window / 2;
  }

  /** Whether the store may hold records of a flow that are ready and not in memory. */
  isBehind(flow: string): boolean {
    return this.#positions.get(flow)?.lags === true;
  }

  /** Fills the window from the store; joins a filling that is under way. */
  fill(): Promise<void> {
    if (this.#filling !== undefined) {
      this.#again = true;
      return this.#filling;
    }
    this.#filling = this.#fillAll()
      .catch((error: unknown) => this.#tryLater(error))
      .finally(() => {
        this.#filling = undefined;
      });
    return this.#filling;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
  }

  #tryLater(error: unknown): void {
    if (this.#stopped) return;
    const { logger, clock } = this.#parts;
    logger.error({ error }, "pending records could not be read");
    clock.after(TRY_AGAIN, () => {
      if (!this.#stopped) void this.fill();
    });
  }

  async #fillAll(): Promise<void> {
    do {
      this.#again = false;
      if (this.#isDue) await this.#fillDue();
      for (const name of [...this.#resumed]) await this.#fillParked(name);
      for (const [flow, position] of this.#positions) if (position.lags) await this.#fillFlow(flow, position);
      this.#parts.onReady();
    } while (this.#again && !this.#stopped);
  }

  async #fillFlow(flow: string, position: Position): Promise<void> {
    const { store, queue, window } = this.#parts;
    const room = window - queue.countOf(flow);
    if (room < window / 2 || this.#stopped) return;
    const rows = await store.take({ take: "ready", flow, after: position.cursor, limit: room });
    for (const row of rows) {
      position.cursor = Math.max(position.cursor, row.work);
      queue.add(row);
    }
    // Rows that were made while this was read have told their numbers.
    if (rows.length < room && position.newest <= position.cursor) position.lags = false;
    else if (rows.length < room) this.#again = true;
  }

  async #fillDue(): Promise<void> {
    const { store, clock, queue } = this.#parts;
    const room = this.#room();
    if (room <= 0) return;
    const rows = await store.take({ take: "due", now: clock.now(), limit: room });
    for (const row of rows) queue.add(row);
    this.#isDue = rows.length >= room;
    const next = await store.nextDue();
    if (next !== undefined && !this.#isDue) this.putOff(next);
  }

  async #fillParked(name: string): Promise<void> {
    const room = this.#room();
    if (room <= 0) return;
    const rows = await this.#parts.store.take({ take: "parked", name, limit: room });
    for (const row of rows) this.#parts.queue.add(row);
    this.#parts.onUnparked(name, rows.length);
    if (rows.length < room) this.#resumed.delete(name);
  }

  /** What comes back has room beside the windows of all flows, so that a backlog does not keep it out. */
  #room(): number {
    const { queue, window } = this.#parts;
    return this.#stopped ? 0 : window * (this.#positions.size + 1) - queue.size;
  }
}
