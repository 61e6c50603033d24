import type { Clock } from "@xmap/contract";

export interface Rate {
  readonly count: number;
  readonly perMilliseconds: number;
}

/** Lets at most `count` calls begin in any window of `perMilliseconds`, in the order asked. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #begun: number[] = [];
  readonly #queue: (() => void)[] = [];
  #timer: (() => void) | undefined;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
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
    while (this.#queue.length > 0) {
      const oldest = this.#begun.length < this.#rate.count ? undefined : this.#begun[0];
      const wait = oldest === undefined ? 0 : oldest + this.#rate.perMilliseconds - now;
      if (wait > 0) {
        this.#timer = this.#clock.after(wait, () => {
          this.#timer = undefined;
          this.#release();
        });
        return;
      }
      if (oldest !== undefined) this.#begun.shift();
      this.#begun.push(now);
      this.#queue.shift()?.();
    }
  }
}
