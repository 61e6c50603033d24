/** How often what has happened on a server. */
export type CounterValues = {
  /** Requests that were worked on, by label: method and path template, or model and method. */
  readonly requests: Readonly<Record<string, number>>;
  /** Refused by the rate limit. */
  readonly refused: number;
  /** Hit by a fault. */
  readonly faults: number;
  readonly errors: number;
};

/** Counts what happens on one server. */
export class Counters {
  readonly #requests = new Map<string, number>();
  #refused = 0;
  #faults = 0;
  #errors = 0;

  /** A request was worked on. */
  request(labels: readonly string[]): void {
    for (const label of labels) {
      this.#requests.set(label, (this.#requests.get(label) ?? 0) + 1);
    }
  }

  /** The rate limit refused a request. */
  refuse(): void {
    this.#refused += 1;
  }

  /** A fault hit a request. */
  fault(): void {
    this.#faults += 1;
  }

  /** A request ended in an error. */
  error(): void {
    this.#errors += 1;
  }

  /** The counts so far. */
  values(): CounterValues {
    const requests = Object.fromEntries(this.#requests);
    return { requests, refused: this.#refused, faults: this.#faults, errors: this.#errors };
  }
}
