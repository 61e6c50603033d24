import { type Clock, type ConnectorSession, ensureFailure, type Failure, type Random } from "@xmap/contract";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";
import type { Logger } from "./logger.ts";
import type { RateLimit } from "./rate-limit.ts";
import { nextProbe } from "./retry.ts";

export interface SystemGateParts {
  readonly system: string;
  readonly session: ConnectorSession;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly rates: readonly RateLimit[];
  readonly concurrency: ConcurrencyLimit | undefined;
  /** Called when a paused system answers again. */
  readonly onResumed: () => void;
}

/** The one way to a system: rate, concurrency, and a pause while the system as a whole is unusable. */
export class SystemGate {
  readonly system: string;
  readonly session: ConnectorSession;
  readonly #parts: SystemGateParts;
  #pause: { readonly since: number; readonly failure: Failure } | undefined;
  #cancelProbe: (() => void) | undefined;
  #closed = false;

  constructor(parts: SystemGateParts) {
    this.system = parts.system;
    this.session = parts.session;
    this.#parts = parts;
  }

  /** Since when and why the system is paused. */
  get pause(): { readonly since: number; readonly failure: Failure } | undefined {
    return this.#pause;
  }

  /** Calls the system; rejects with a Failure. While the system is paused every call fails as the first one did. */
  async call<Result>(operation: string, work: (session: ConnectorSession) => Promise<Result>): Promise<Result> {
    const { concurrency } = this.#parts;
    return concurrency === undefined
      ? this.#enter(operation, work)
      : concurrency.run(() => this.#enter(operation, work));
  }

  /** Ends probing. */
  close(): void {
    this.#closed = true;
    this.#cancelProbe?.();
  }

  async #enter<Result>(operation: string, work: (session: ConnectorSession) => Promise<Result>): Promise<Result> {
    this.#refuseWhilePaused();
    for (const rate of this.#parts.rates) await rate.enter();
    this.#refuseWhilePaused();
    try {
      return await work(this.session);
    } catch (error) {
      const failure = ensureFailure(error, this.system, operation);
      if (failure.details.scope === "system") this.#pauseFor(failure);
      throw failure;
    }
  }

  #refuseWhilePaused(): void {
    if (this.#pause !== undefined) throw this.#pause.failure;
  }

  #pauseFor(failure: Failure): void {
    if (this.#pause !== undefined) return;
    const { clock, logger, system } = this.#parts;
    this.#pause = { since: clock.now(), failure };
    logger.warn({ system, class: failure.details.class }, `${system} is paused: ${failure.message}`);
    this.#scheduleProbe(0, failure);
  }

  #scheduleProbe(probes: number, failure: Failure): void {
    if (this.#closed) return;
    const { retry } = failure.details;
    const asked = retry.when === "after" ? retry.milliseconds : undefined;
    const delay = Math.max(asked ?? 0, asked === undefined || probes > 0 ? nextProbe(probes, this.#parts.random) : 0);
    this.#cancelProbe = this.#parts.clock.after(delay, () => {
      void this.#probe(probes);
    });
  }

  async #probe(probes: number): Promise<void> {
    const { system, logger, onResumed } = this.#parts;
    try {
      for (const rate of this.#parts.rates) await rate.enter();
      await this.session.identify();
    } catch (error) {
      this.#scheduleProbe(probes + 1, ensureFailure(error, system, "identify"));
      return;
    }
    this.#pause = undefined;
    logger.info({ system }, `${system} answers again`);
    if (!this.#closed) onResumed();
  }
}
