import type { Clock, Value } from "@xmap/contract";
import type { Logger } from "../logger.ts";
import type { AlertMemory } from "./alert-memory.ts";

const SOON_MILLISECONDS = 1_000;

/** Saves a state that changes often: one save at a time, each with the newest state. */
export class StateKeeper {
  readonly #memory: AlertMemory;
  readonly #state: () => Value;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #cancelSoon: (() => void) | undefined;

  constructor(memory: AlertMemory, state: () => Value, clock: Clock, logger: Logger) {
    this.#memory = memory;
    this.#state = state;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Resolves when the state as it is now is saved, or could not be; it never rejects. */
  save(): Promise<void> {
    this.#next ??= this.#saveNext();
    return this.#next;
  }

  /** Saves within a second. */
  saveSoon(): void {
    this.#cancelSoon ??= this.#clock.after(SOON_MILLISECONDS, () => {
      this.#cancelSoon = undefined;
      void this.save();
    });
  }

  close(): void {
    this.#cancelSoon?.();
    this.#cancelSoon = undefined;
  }

  async #saveNext(): Promise<void> {
    await this.#current;
    this.#current = this.#write();
    this.#next = undefined;
    return this.#current;
  }

  async #write(): Promise<void> {
    try {
      await this.#memory.save(this.#state());
    } catch (error) {
      this.#logger.error({ error }, "the state of alerts could not be saved: a restart may tell something twice");
    }
  }
}
