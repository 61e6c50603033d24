import { Poller, type PollerParts } from "./poller.ts";
import { Sweeper } from "./sweeper.ts";

export type PollerSetParts = Pick<PollerParts, "services" | "registry" | "accept">;

/** One poller for each resource that flows watch by polling, and one sweeper for each sweep. */
export class PollerSet {
  readonly #parts: PollerSetParts;
  #pollers: readonly Poller[] = [];
  #sweepers: readonly Sweeper[] = [];
  #started = false;

  constructor(parts: PollerSetParts) {
    this.#parts = parts;
    this.#create();
  }

  start(): void {
    this.#started = true;
    for (const one of [...this.#pollers, ...this.#sweepers]) one.start();
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

  async stop(): Promise<void> {
    await Promise.all([...this.#pollers, ...this.#sweepers].map((one) => one.stop()));
  }

  #create(): void {
    const { registry } = this.#parts;
    this.#pollers = registry.polls().map((poll) => new Poller({ ...this.#parts, ...poll }));
    this.#sweepers = registry.sweeps().map((sweep) => new Sweeper({ ...this.#parts, ...sweep }));
  }
}
