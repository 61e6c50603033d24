import type { FaultKind } from "./fault.ts";

/** How often what has happened on a server. */
export type CounterValues = {
  /** Requests that were worked on, by label: method and path template, or model and method. */
  readonly requests: Readonly<Record<string, number>>;
  /** Refused by the rate limit. */
  readonly refused: number;
  /** Hit by a fault. */
  readonly faults: number;
  /** Hits by kind; one request may be hit by a delay and by something else. */
  readonly faultsByKind: Readonly<Partial<Record<FaultKind, number>>>;
  readonly errors: number;
};

/** Counts what happens on one server. */
export class Counters {
  readonly #requests = new Map<string, number>();
  #refused = 0;
  #faults = 0;
  readonly #faultsByKind = new Map<FaultKind, number>();
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

  /** Faults of these kinds hit one request. */
  fault(kinds: readonly FaultKind[]): void {
    this.#faults += 1;
    for (const kind of kinds) {
      this.#faultsByKind.set(kind, (this.#faultsByKind.get(kind) ?? 0) + 1);
    }
  }

  /** A request ended in an error. */
  error(): void {
    this.#errors += 1;
  }

  /** The counts so far. */
  values(): CounterValues {
    const requests = Object.fromEntries(this.#requests);
    const faultsByKind = Object.fromEntries(this.#faultsByKind);
    return { requests, refused: this.#refused, faults: this.#faults, faultsByKind, errors: this.#errors };
  }
}
