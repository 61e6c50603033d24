import { type DataRecord, type EventEnvelope, eventRecord, type Failure, type RecordReference } from "@xmap/contract";
import type { RunProgress, StoredWork } from "./store.ts";

/** A record of a flow that is worked on or is to be next. */
export interface RecordWork {
  readonly work: number;
  readonly flow: string;
  readonly subject: RecordReference;
  /** Text of the subject's reference. */
  readonly record: string;
  /** The event that the run begins with. */
  event: EventEnvelope;
  readonly acceptedAt: number;
  readonly progress: RunProgress;
  /** Grows with each event that comes. */
  version: number;
  content: DataRecord | undefined;
  state: "ready" | "running" | "heldBack";
  /** Whether the flows that come before its flow know what changed before this attempt, or why they cannot. */
  caughtUp?: true | Failure;
}

/** The part of the pending records that is in memory: first come, first served within a flow, and no flow before others. */
export class WorkQueue {
  readonly #records = new Map<string, RecordWork>();
  readonly #ready = new Map<string, RecordWork[]>();
  readonly #running = new Map<string, number>();

  /** Adds a row; answers false when its record is there already. */
  add(stored: StoredWork): boolean {
    const name = nameOf(stored.flow, stored.record);
    if (this.#records.has(name)) return false;
    const { work, flow, record, event, acceptedAt, progress, version, content } = stored;
    const subject = eventRecord(event);
    const added: RecordWork = {
      work,
      flow,
      subject,
      record,
      event,
      acceptedAt,
      progress,
      version,
      content,
      state: "ready",
    };
    this.#records.set(name, added);
    const ready = this.#ready.get(flow);
    if (ready === undefined) this.#ready.set(flow, [added]);
    else ready.push(added);
    return true;
  }

  find(flow: string, record: string): RecordWork | undefined {
    return this.#records.get(nameOf(flow, record));
  }

  /** The next record of the flow that has the fewest under way, which then is running; at most `perFlow` of one flow. */
  take(perFlow: number): RecordWork | undefined {
    let chosen: string | undefined;
    let fewest = perFlow;
    for (const [flow, ready] of this.#ready) {
      const running = this.#running.get(flow) ?? 0;
      if (ready.length === 0 || running >= fewest) continue;
      chosen = flow;
      fewest = running;
    }
    const work = chosen === undefined ? undefined : this.#ready.get(chosen)?.shift();
    if (work === undefined) return undefined;
    work.state = "running";
    this.#running.set(work.flow, (this.#running.get(work.flow) ?? 0) + 1);
    return work;
  }

  /** A record that was taken does not run yet. */
  holdBack(work: RecordWork): void {
    this.#leave(work);
    work.state = "heldBack";
  }

  /** A record that was held back is the next of its flow. */
  giveBack(work: RecordWork): void {
    if (this.find(work.flow, work.record) !== work || work.state !== "heldBack") return;
    work.state = "ready";
    this.#ready.get(work.flow)?.unshift(work);
  }

  /** When the oldest record of a flow was accepted that is here; undefined when none is. */
  oldestOf(flow: string): number | undefined {
    let oldest: number | undefined;
    for (const work of this.#records.values())
      if (work.flow === flow && (oldest === undefined || work.acceptedAt < oldest)) oldest = work.acceptedAt;
    return oldest;
  }

  /** Takes a record out of memory; what is left of it lies in the store. */
  remove(work: RecordWork): void {
    this.#records.delete(nameOf(work.flow, work.record));
    this.#leave(work);
  }

  #leave({ flow, state }: RecordWork): void {
    if (state === "running") this.#running.set(flow, (this.#running.get(flow) ?? 1) - 1);
  }

  /** Records of a flow that are in memory. */
  countOf(flow: string): number {
    return (this.#ready.get(flow)?.length ?? 0) + (this.#running.get(flow) ?? 0);
  }

  get running(): number {
    let count = 0;
    for (const running of this.#running.values()) count += running;
    return count;
  }

  get size(): number {
    return this.#records.size;
  }
}

function nameOf(flow: string, record: string): string {
  return `${flow}\n${record}`;
}
