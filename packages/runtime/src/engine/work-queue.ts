import { eventRecord, formatRecordReference, type RecordReference } from "@xmap/contract";
import type { PendingEvent, StoredRun } from "./store.ts";

/** What is to be done for one record of one flow. */
export interface RecordWork {
  readonly flow: string;
  readonly subject: RecordReference;
  /** Text of the subject's reference. */
  readonly record: string;
  /** Events that no run has ended for, in the order of acceptance. */
  events: PendingEvent[];
  /** The run that has begun for the first of them. */
  stored: StoredRun | undefined;
  state: "ready" | "running" | "retrying" | "parked";
  /** True while the next attempt goes on with results of an earlier process, its subject among them. */
  resumes: boolean;
  /** The system that a parked record waits for. */
  parkedFor: string | undefined;
}

/** Records with pending events: one run at a time for each, the longest waiting first. */
export class WorkQueue {
  readonly #records = new Map<string, RecordWork>();
  readonly #ready = new Set<RecordWork>();

  /** Adds an event behind those that its record has; answers the record's work. */
  add(event: PendingEvent): RecordWork {
    const subject = eventRecord(event.event);
    const record = formatRecordReference(subject);
    const name = `${event.flow}\n${record}`;
    const known = this.#records.get(name);
    if (known !== undefined) {
      // An event that came while the unfinished ones were loaded is among them as well.
      if (!known.events.some(({ sequence }) => sequence === event.sequence)) known.events.push(event);
      return known;
    }
    const work: RecordWork = {
      flow: event.flow,
      subject,
      record,
      events: [event],
      stored: undefined,
      resumes: false,
      state: "ready",
      parkedFor: undefined,
    };
    this.#records.set(name, work);
    this.#ready.add(work);
    return work;
  }

  /** Whether an event of this flow and record waits for a run that will read the record anew. */
  isPending(flow: string, record: string): boolean {
    const work = this.#records.get(`${flow}\n${record}`);
    return work !== undefined && work.state !== "running" && !work.resumes;
  }

  /** The next record to work on, which then is running; undefined when none is ready. */
  take(): RecordWork | undefined {
    const [work] = this.#ready;
    if (work === undefined) return undefined;
    this.#ready.delete(work);
    work.state = "running";
    return work;
  }

  /** A record whose turn has come again. */
  makeReady(work: RecordWork): void {
    work.state = "ready";
    work.parkedFor = undefined;
    this.#ready.add(work);
  }

  /** A record whose run waits for its next attempt or for a system. */
  setAside(work: RecordWork, state: "retrying" | "parked"): void {
    this.#ready.delete(work);
    work.state = state;
    work.resumes = false;
  }

  /** The events that a run stood for are done; later ones make the record ready again. */
  settle(work: RecordWork, done: readonly PendingEvent[]): void {
    const sequences = new Set(done.map((event) => event.sequence));
    work.events = work.events.filter((event) => !sequences.has(event.sequence));
    work.stored = undefined;
    work.resumes = false;
    if (work.events.length === 0) this.#records.delete(`${work.flow}\n${work.record}`);
    else this.makeReady(work);
  }

  all(): Iterable<RecordWork> {
    return this.#records.values();
  }

  count(state: RecordWork["state"]): number {
    let count = 0;
    for (const work of this.#records.values()) if (work.state === state) count += 1;
    return count;
  }

  get size(): number {
    return this.#records.size;
  }
}
