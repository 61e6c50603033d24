import {
  type Clock,
  type ConnectorSession,
  ensureFailure,
  Failure,
  type FailureClass,
  type Random,
} from "@xmap/contract";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";
import { type JoinedSession, joinedSession } from "./joined-session.ts";
import type { Logger } from "./logger.ts";
import { type Observer, tell } from "./observer.ts";
import type { RateLimit } from "./rate-limit.ts";
import { nextProbe } from "./retry.ts";

export interface SystemGateParts {
  readonly system: string;
  readonly session: ConnectorSession;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly observers: readonly Observer[];
  readonly rates: readonly RateLimit[];
  readonly concurrency: ConcurrencyLimit;
  /** Called when the system stops and when it answers again. */
  readonly onPaused: () => void;
  readonly onResumed: () => void;
}

/** Why a system is not used. */
export interface SystemPause {
  readonly since: number;
  readonly failure: Failure;
  /** Who paused it; undefined when it did not answer. */
  readonly actor: string | undefined;
}

/** So many failed calls in a row, of any records, mean that the system as a whole is down. */
const FAILURES_IN_A_ROW = 10;
const SIGN_OF_OUTAGE: ReadonlySet<FailureClass> = new Set<FailureClass>(["Transient", "Timeout", "Unknown"]);
const LONGEST_PROBE = 2_000;
/** A system may lock out whoever comes with a wrong key too often. */
const LONGEST_PROBE_WITH_WRONG_KEY = 60_000;
const SECRETS_ARE_READ_EVERY = 1_000;

/** The one way to a system: rate, concurrency, and a pause while the system as a whole is unusable. */
export class SystemGate {
  readonly system: string;
  readonly session: ConnectorSession;
  /** The calls of which the system may take many in one request. */
  readonly joined: JoinedSession;
  readonly #parts: SystemGateParts;
  #pause: SystemPause | undefined;
  #cancelProbe: (() => void) | undefined;
  #failuresInARow = 0;
  /** Probes since the last call that went well: a system that answers only probes is asked less and less. */
  #probes = 0;
  #closed = false;

  constructor(parts: SystemGateParts) {
    this.system = parts.system;
    this.session = parts.session;
    this.joined = joinedSession(parts.session, (operation, work) => this.call(operation, work));
    this.#parts = parts;
  }

  /** Since when and why the system is not used. */
  get pause(): SystemPause | undefined {
    return this.#pause;
  }

  /** Calls the system; rejects with a Failure. While the system is paused every call fails as the first one did. */
  async call<Result>(operation: string, work: (session: ConnectorSession) => Promise<Result>): Promise<Result> {
    return this.#parts.concurrency.run(() => this.#enter(operation, work));
  }

  /** Stops using the system until a person resumes it. */
  hold(since: number, reason: string, actor: string): void {
    this.#cancelProbe?.();
    const failure = new Failure({ class: "Maintenance", system: this.system, operation: "pause", message: reason });
    this.#begin({ since, failure, actor });
  }

  /** A person lets the system be used again. */
  release(): void {
    if (this.#pause !== undefined) this.#end();
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
    const { observers, clock } = this.#parts;
    const began = observers.length === 0 ? 0 : clock.now();
    try {
      const result = await work(this.session);
      this.#failuresInARow = 0;
      this.#probes = 0;
      this.#told(operation, began, undefined);
      return result;
    } catch (error) {
      const failure = ensureFailure(error, this.system, operation);
      this.#told(operation, began, failure);
      this.#judge(failure);
      throw failure;
    }
  }

  #told(operation: string, began: number, failure: Failure | undefined): void {
    const { observers, clock, system } = this.#parts;
    if (observers.length === 0) return;
    const milliseconds = Math.max(0, clock.now() - began);
    tell(observers, (observer) => observer.called?.({ system, operation, milliseconds, failure: failure?.details }));
  }

  #refuseWhilePaused(): void {
    if (this.#pause !== undefined) throw this.#pause.failure;
  }

  #judge(failure: Failure): void {
    const { class: kind, scope } = failure.details;
    if (!SIGN_OF_OUTAGE.has(kind)) this.#failuresInARow = 0;
    else this.#failuresInARow += 1;
    if (scope !== "system" && this.#failuresInARow < FAILURES_IN_A_ROW) return;
    if (this.#pause !== undefined) return;
    const { clock } = this.#parts;
    this.#begin({ since: clock.now(), failure, actor: undefined });
    this.#scheduleProbe(failure, true);
  }

  #begin(pause: SystemPause): void {
    const { logger, system, onPaused } = this.#parts;
    this.#pause = pause;
    this.#failuresInARow = 0;
    const { details, message } = pause.failure;
    logger.warn({ system, class: details.class }, `${system} is paused: ${message}`);
    this.#tellPause(pause, "paused");
    onPaused();
  }

  #end(): void {
    const { system, logger, onResumed } = this.#parts;
    const pause = this.#pause;
    this.#pause = undefined;
    if (pause === undefined) return;
    logger.info({ system }, `${system} is used again`);
    this.#tellPause(pause, "resumed");
    if (!this.#closed) onResumed();
  }

  #tellPause({ since, failure, actor }: SystemPause, what: "paused" | "resumed"): void {
    const { observers, system } = this.#parts;
    const reason = failure.message;
    const observed = { kind: "system", name: system, since, reason, failure: failure.details, actor } as const;
    tell(observers, (observer) => observer[what]?.(observed));
  }

  #scheduleProbe(failure: Failure, isFirst: boolean): void {
    if (this.#closed) return;
    const { random } = this.#parts;
    const { retry, class: kind } = failure.details;
    const probes = this.#probes;
    this.#probes += 1;
    if (kind === "Unauthorized") {
      this.#waitForKey(nextProbe(probes, LONGEST_PROBE_WITH_WRONG_KEY, random));
      return;
    }
    const asked = retry.when === "after" ? retry.milliseconds : undefined;
    const usual = asked === undefined || !isFirst ? nextProbe(probes, LONGEST_PROBE, random) : 0;
    this.#cancelProbe = this.#parts.clock.after(Math.max(asked ?? 0, usual), () => {
      void this.#probe();
    });
  }

  /** Probes when the secrets have changed, or after the delay. */
  #waitForKey(delay: number): void {
    const turn = Math.min(delay, SECRETS_ARE_READ_EVERY);
    this.#cancelProbe = this.#parts.clock.after(turn, () => {
      void this.#tryKey(delay - turn);
    });
  }

  async #tryKey(rest: number): Promise<void> {
    let renewed = false;
    try {
      renewed = (await this.session.renew?.()) ?? false;
    } catch (error) {
      const { system, logger } = this.#parts;
      logger.warn({ system }, `the secrets could not be read: ${ensureFailure(error, system, "renew").message}`);
    }
    if (this.#closed) return;
    if (renewed || rest <= 0) await this.#probe();
    else this.#waitForKey(rest);
  }

  async #probe(): Promise<void> {
    const { system } = this.#parts;
    if (this.#pause === undefined || this.#pause.actor !== undefined) return;
    try {
      for (const rate of this.#parts.rates) await rate.enter();
      await this.session.identify();
    } catch (error) {
      if (this.#pause?.actor === undefined) this.#scheduleProbe(ensureFailure(error, system, "identify"), false);
      return;
    }
    this.#end();
  }
}
