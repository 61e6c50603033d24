/** At most `requests` in a row, refilled evenly so that `requests` come back every `perMilliseconds`. */
export type RateLimit = { readonly requests: number; readonly perMilliseconds: number };

/** A token bucket on an injected clock. */
export class TokenBucket {
  readonly #limit: RateLimit;
  readonly #now: () => Date;
  #tokens: number;
  #filledAt: number;

  constructor(limit: RateLimit, now: () => Date) {
    this.#limit = limit;
    this.#now = now;
    this.#tokens = limit.requests;
    this.#filledAt = now().getTime();
  }

  /** Takes a token: 0 when there was one, else the whole seconds until the next one. */
  take(): number {
    const now = this.#now().getTime();
    const perMillisecond = this.#limit.requests / this.#limit.perMilliseconds;
    this.#tokens = Math.min(this.#limit.requests, this.#tokens + (now - this.#filledAt) * perMillisecond);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - this.#tokens) / perMillisecond / 1000));
  }
}
