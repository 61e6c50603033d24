import type { Clock, FlowModule } from "@xmap/contract";

const MOST_REMEMBERED = 10_000;

/** Keeps runs of one record as far apart as its flow asks (`at most every`). */
export class Pace {
  readonly #begun = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds that the record still has to wait; 0 or less when its run may begin. */
  restOf(record: string, flow: FlowModule | undefined): number {
    const every = flow?.atMostEveryMilliseconds;
    if (flow === undefined || every === undefined) return 0;
    return (this.#begun.get(nameOf(record, flow)) ?? Number.NEGATIVE_INFINITY) + every - this.#clock.now();
  }

  /** As `restOf`; the run begins now when it is 0. */
  begin(record: string, flow: FlowModule | undefined): number {
    const rest = this.restOf(record, flow);
    if (rest > 0) return rest;
    if (flow?.atMostEveryMilliseconds === undefined) return 0;
    const name = nameOf(record, flow);
    this.#begun.delete(name);
    this.#begun.set(name, this.#clock.now());
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > MOST_REMEMBERED && oldest !== undefined) this.#begun.delete(oldest);
    return 0;
  }
}

function nameOf(record: string, { name }: FlowModule): string {
  return `${name}\n${record}`;
}
