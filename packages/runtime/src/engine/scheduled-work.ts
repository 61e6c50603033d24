import { ensureFailure, InboxFullError } from "@xmap/contract";
import { nextTime, type Schedule } from "./schedule.ts";
import type { Services } from "./services.ts";

/** Before work goes on that a failure or a full inbox has stopped. */
const GO_ON = 30_000;

export interface ScheduledWorkParts {
  readonly services: Services;
  readonly system: string;
  /** For the log: `sweep of Order`. */
  readonly what: string;
  /** The store's note of when it was last begun. */
  readonly note: string;
  readonly schedule: Schedule;
  /** Whether an earlier turn was cut short, so that this one goes on at once. */
  readonly isUnderWay: () => Promise<boolean>;
  /** One turn; it looks at `isStopped` between its calls. */
  readonly work: (isStopped: () => boolean) => Promise<void>;
}

/** Something that is done again and again by a schedule, which restarts and failures do not lose. */
export class ScheduledWork {
  readonly #parts: ScheduledWorkParts;
  #cancel: (() => void) | undefined;
  #underWay: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: ScheduledWorkParts) {
    this.#parts = parts;
  }

  start(): void {
    void this.#plan();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#underWay;
  }

  /** Waits for the next time, or goes on with a turn that was cut short. */
  async #plan(): Promise<void> {
    const { services, schedule, note, what, isUnderWay } = this.#parts;
    const { clock, store, logger } = services;
    try {
      const now = clock.now();
      const begun = await store.note(note);
      const last = typeof begun === "number" ? Math.min(begun, now) : undefined;
      const at = (await isUnderWay()) ? now : nextTime(schedule, last, now);
      this.#wait(Math.max(0, at - now));
    } catch (error) {
      logger.error({ error }, `a ${what} could not be planned`);
      this.#wait(GO_ON);
    }
  }

  #wait(milliseconds: number): void {
    if (this.#stopped) return;
    this.#cancel = this.#parts.services.clock.after(milliseconds, () => {
      this.#underWay = this.#turn().finally(() => {
        this.#underWay = undefined;
      });
    });
  }

  async #turn(): Promise<void> {
    const { services, system, what, work } = this.#parts;
    try {
      await this.#begin();
      await work(() => this.#stopped);
    } catch (error) {
      const failure = ensureFailure(error, system, what);
      if (!(error instanceof InboxFullError) && failure.details.scope !== "system")
        services.logger.warn({ system }, `a ${what} was cut short: ${failure.message}`);
      this.#wait(GO_ON);
      return;
    }
    await this.#plan();
  }

  async #begin(): Promise<void> {
    const { services, note, isUnderWay } = this.#parts;
    if (await isUnderWay()) return;
    await services.store.write([{ change: "note", name: note, body: services.clock.now() }]);
  }
}
