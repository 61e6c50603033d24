import type { Clock } from "@xmap/contract";

/** The time of a system and of the session with it. */
export interface StageClock extends Clock {
  /** Goes on by so much, or back by a negative number; where time passes by itself, at least until another second. */
  move(milliseconds: number): void | Promise<void>;
}

/** Time that stands still until it is moved, and that passes at once for whoever waits. */
export class SuiteClock implements StageClock {
  #now = Date.UTC(2026, 2, 4, 12);

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = setImmediate(() => {
      this.#now += milliseconds;
      callback();
    });
    return () => clearImmediate(timer);
  }

  move(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
