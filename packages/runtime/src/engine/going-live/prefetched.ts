import type { Clock, DataRecord } from "@xmap/contract";

/** How long a page's record stands for the record as it is. */
const KEPT_FOR = 120_000;
const MOST = 5_000;

interface Kept {
  readonly flow: string;
  readonly record: DataRecord;
  readonly until: number;
}

/** Records that a back-fill has listed, so that their runs need not read them once more. In memory only. */
export class Prefetched {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `subject` is the text of the record's reference. */
  put(flow: string, subject: string, record: DataRecord): void {
    const [oldest] = this.#kept.size >= MOST ? this.#kept.keys() : [];
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(subject, { flow, record, until: this.#clock.now() + KEPT_FOR });
  }

  /** Hands the record out once; undefined when it is not there or too old. */
  take(flow: string, subject: string): DataRecord | undefined {
    const kept = this.#kept.get(subject);
    if (kept === undefined || kept.flow !== flow) return undefined;
    this.#kept.delete(subject);
    return kept.until > this.#clock.now() ? kept.record : undefined;
  }

  /** Something newer came of the record. */
  forget(subject: string): void {
    this.#kept.delete(subject);
  }
}
