import type { Clock } from "@xmap/contract";

/** Time that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now = Date.UTC(2026, 2, 4, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    this.#timers.push({ at: this.#now + milliseconds, callback });
    return () => {
      this.#timers = this.#timers.filter((other) => other.callback !== callback);
    };
  }

  /** The clock shows an earlier time; timers under way still take as long as they were to take. */
  putBack(milliseconds: number): void {
    this.#now -= milliseconds;
    this.#timers = this.#timers.map((timer) => ({ ...timer, at: timer.at - milliseconds }));
  }

  /** Milliseconds until the next timer, undefined when there is none. */
  untilNext(): number | undefined {
    const times = this.#timers.map((timer) => timer.at);
    return times.length === 0 ? undefined : Math.max(0, Math.min(...times) - this.#now);
  }

  /** Goes on by so much, letting what each timer starts settle. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settle();
      const due = this.#timers.filter((timer) => timer.at <= end).sort((left, right) => left.at - right.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }
}

/** Lets everything run that needs no time. */
export async function settle(turns = 60): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
