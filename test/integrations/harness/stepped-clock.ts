import type { Clock } from "@xmap/contract";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that a test moves; what its timers start goes on by itself, since it may wait for real answers. */
export class SteppedClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2026, 2, 4, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Goes on by so much and calls what is due meanwhile, in its order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [due] = [...this.#timers].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }
}
