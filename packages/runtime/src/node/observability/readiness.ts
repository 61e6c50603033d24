import type { Clock } from "@xmap/contract";
import type { Store } from "../../engine/store.ts";

/** A store that tells what its last transaction failed with. */
type WatchedStore = Pick<Store, "write"> & { readonly failure: unknown };

/** Where a probe leaves its mark in the store. */
const PROBE = "health";

/** Whether events can be taken in: the process is started, does not stop, and its store can be written. */
export class Readiness {
  readonly #store: WatchedStore;
  readonly #clock: Clock;
  #phase: "starting" | "started" | "stopping" = "starting";

  constructor(store: WatchedStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  started(): void {
    this.#phase = "started";
  }

  stopping(): void {
    this.#phase = "stopping";
  }

  /** Why no events should be sent, as it is known without asking the store; undefined when nothing is in the way. */
  get obstacle(): string | undefined {
    if (this.#phase !== "started") return `xmap is ${this.#phase}`;
    const { failure } = this.#store;
    if (failure === undefined) return undefined;
    return `the store cannot be written: ${failure instanceof Error ? failure.message : String(failure)}`;
  }

  /** Looks whether a store that failed can be written again: while nobody sends events, nothing else would find out. */
  async check(): Promise<string | undefined> {
    if (this.#phase === "started" && this.#store.failure !== undefined) await this.#probe();
    return this.obstacle;
  }

  async #probe(): Promise<void> {
    try {
      await this.#store.write([{ change: "note", name: PROBE, body: this.#clock.now() }]);
    } catch {
      // The store tells of the failure itself.
    }
  }
}
