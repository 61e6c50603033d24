import { setTimeout as wait } from "node:timers/promises";

/** What the licence allows. */
export type License = {
  /** API users that may be signed in at a time; 2 (a trial's) unless given. */
  readonly apiUsers?: number;
  /** What a login without a free seat is answered with; 500 unless given. */
  readonly loginLimitStatus?: 429 | 500;
  /** Requests a minute; no limit unless given. Beyond half of it, requests are slowed down. */
  readonly requestsPerMinute?: number;
  /** Requests that are worked on at a time; no limit unless given. */
  readonly concurrentRequests?: number;
  /** Requests that may wait for their turn before others are declined; 20 unless given. */
  readonly waitingRequests?: number;
  /** How long each request is worked on; 0 unless given. */
  readonly workMilliseconds?: number;
};

const MINUTE = 60_000;
const LONGEST_WAIT = 10 * MINUTE;

/** Slows requests down and declines them, as the licence says. */
export class Throttle {
  readonly #license: License;
  readonly #now: () => Date;
  #windowStart = 0;
  #used = 0;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(license: License, now: () => Date) {
    this.#license = license;
    this.#now = now;
  }

  /** Runs work in its turn; undefined when it is declined. */
  async run<Result>(work: () => Promise<Result> | Result): Promise<Result | undefined> {
    const isAdmitted = await this.#enter();
    if (!isAdmitted) {
      return undefined;
    }
    try {
      const milliseconds = this.#delay() + (this.#license.workMilliseconds ?? 0);
      if (milliseconds > 0) {
        await wait(milliseconds);
      }
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<boolean> {
    if (this.#running < (this.#license.concurrentRequests ?? Number.POSITIVE_INFINITY)) {
      this.#running += 1;
      return true;
    }
    if (this.#waiting.length >= (this.#license.waitingRequests ?? 20)) {
      return false;
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(start), 1);
        resolve(false);
      }, LONGEST_WAIT).unref();
      const start = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.#waiting.push(start);
    });
  }

  // Whoever leaves hands the place on, so that nobody overtakes the queue.
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#running -= 1;
    } else {
      next();
    }
  }

  #delay(): number {
    const limit = this.#license.requestsPerMinute;
    if (limit === undefined) {
      return 0;
    }
    const now = this.#now().getTime();
    if (now - this.#windowStart >= MINUTE) {
      this.#windowStart = now;
      this.#used = 0;
    }
    const left = this.#windowStart + MINUTE - now;
    const delay = slowDown(limit, this.#used, left);
    this.#used += 1;
    return delay;
  }
}

/** Milliseconds that a request waits when `used` of `limit` were made and the minute lasts `left` milliseconds more. */
export function slowDown(limit: number, used: number, left: number): number {
  return used < limit / 2 ? 0 : left / Math.max(1, limit - used);
}
