import type { Clock } from "@xmap/contract";
import type { Logger } from "./logger.ts";
import type { RunLedger } from "./run-ledger.ts";
import type { Store } from "./store.ts";

export interface RetentionPeriods {
  /** Days that ended runs and ids of events are kept. */
  readonly finishedDays: number;
  /** Days that closed holds and dead letters are kept. */
  readonly deadLetterDays: number;
}

export interface MaintenanceParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ledger: RunLedger;
  readonly retention: RetentionPeriods;
}

export const USUAL_RETENTION: RetentionPeriods = { finishedDays: 30, deadLetterDays: 90 };

const DAY = 86_400_000;
const EVERY = 10_000;
/** While there is more to forget it goes on at once, but lets other work in between. */
const NEXT_CHUNK = 50;

/** What an engine does beside its runs: it forgets what is old and looks how long the oldest record waits. */
export class Maintenance {
  readonly #parts: MaintenanceParts;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(parts: MaintenanceParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#schedule(EVERY);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #schedule(delay: number): void {
    if (this.#stopped) return;
    this.#cancel = this.#parts.clock.after(delay, () => {
      void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    const { store, clock, logger, ledger, retention } = this.#parts;
    let more = false;
    try {
      const now = clock.now();
      ledger.refresh(await store.oldestPending());
      more = await store.prune({
        finishedBefore: now - retention.finishedDays * DAY,
        deadLettersBefore: now - retention.deadLetterDays * DAY,
      });
    } catch (error) {
      logger.error({ error }, "the store could not be tidied");
    }
    this.#schedule(more ? NEXT_CHUNK : EVERY);
  }
}
