import type { FlowModule } from "@xmap/contract";
import { Poller, type PollerParts } from "./poller.ts";
import { createRemovalWatch } from "./removal-watch.ts";
import type { ScheduledWork } from "./scheduled-work.ts";
import { createSweeper } from "./sweeper.ts";

export type PollerSetParts = Pick<PollerParts, "services" | "registry" | "accept">;

/** One poller for each resource that flows watch by polling, and what is done by a schedule: sweeps, searches for removed records. */
export class PollerSet {
  readonly #parts: PollerSetParts;
  #pollers: readonly Poller[] = [];
  #scheduled: readonly ScheduledWork[] = [];
  #started = false;

  constructor(parts: PollerSetParts) {
    this.#parts = parts;
    this.#create();
  }

  start(): void {
    this.#started = true;
    for (const one of [...this.#pollers, ...this.#scheduled]) one.start();
  }

  /** Asks for what the registry's flows watch now. */
  reload(): void {
    void this.stop();
    this.#create();
    if (this.#started) this.start();
  }

  async poll(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.poll()));
  }

  /** Takes in what the triggers of a flow have to tell until now; rejects with the Failure of a poll. */
  async catchUp({ triggers }: FlowModule): Promise<void> {
    const watched = new Set(triggers.map(({ entity: { system, resource } }) => `${system}/${resource}`));
    const asked = this.#pollers.filter(({ watches }) => watched.has(watches));
    await Promise.all(asked.map((poller) => poller.pollAfresh()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#pollers, ...this.#scheduled].map((one) => one.stop()));
  }

  #create(): void {
    const { registry } = this.#parts;
    this.#pollers = registry.polls().map((poll) => new Poller({ ...this.#parts, ...poll }));
    this.#scheduled = [
      ...registry.sweeps().map((sweep) => createSweeper({ ...this.#parts, ...sweep })),
      ...registry.removals().map((removal) => createRemovalWatch({ ...this.#parts, ...removal })),
    ];
  }
}
