import type { Clock } from "@xmap/contract";

export interface Rate {
  readonly count: number;
  readonly perMilliseconds: number;
}

/** The share of a rate's count that may begin at once after a pause. */
const BURST = 0.1;

/**
 * A token bucket that calls go through in the order asked. Bucket and refill are chosen so that no window of
 * `perMilliseconds`, wherever it begins, sees more than `count` calls.
 */
export class RateLimit {
  readonly #clock: Clock;
  readonly #capacity: number;
  /** Tokens a millisecond. */
  readonly #refill: number;
  readonly #queue: (() => void)[] = [];
  #tokens: number;
  #at: number;
  #timer: (() => void) | undefined;

  constructor({ count, perMilliseconds }: Rate, clock: Clock) {
    this.#clock = clock;
    this.#capacity = Math.max(1, Math.round(count * BURST));
    this.#refill = (count - this.#capacity + 1) / perMilliseconds;
    this.#tokens = this.#capacity;
    this.#at = clock.now();
  }

  /** Resolves when the call may begin. */
  enter(): Promise<void> {
    return new Promise((resolve) => {
      this.#queue.push(resolve);
      this.#release();
    });
  }

  #release(): void {
    if (this.#timer !== undefined) return;
    const now = this.#clock.now();
    // A clock that was put back refills nothing and takes nothing away.
    this.#tokens = Math.min(this.#capacity, this.#tokens + Math.max(0, now - this.#at) * this.#refill);
    this.#at = now;
    while (this.#queue.length > 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      this.#queue.shift()?.();
    }
    if (this.#queue.length === 0) return;
    const wait = Math.max(1, Math.ceil((1 - this.#tokens) / this.#refill));
    this.#timer = this.#clock.after(wait, () => {
      this.#timer = undefined;
      this.#release();
    });
  }
}
