import type { Clock, FlowModule } from "@xmap/contract";

const MOST_REMEMBERED = 10_000;

/** Keeps runs of one record as far apart as its flow asks (`at most every`). */
export class Pace {
  readonly #begun = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds that the record still has to wait; 0 when its run begins now. */
  begin(record: string, flow: FlowModule | undefined): number {
    const every = flow?.atMostEveryMilliseconds;
    if (flow === undefined || every === undefined) return 0;
    const name = `${flow.name}\n${record}`;
    const now = this.#clock.now();
    const rest = (this.#begun.get(name) ?? Number.NEGATIVE_INFINITY) + every - now;
    if (rest > 0) return rest;
    this.#begun.delete(name);
    this.#begun.set(name, now);
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > MOST_REMEMBERED && oldest !== undefined) this.#begun.delete(oldest);
    return 0;
  }
}
