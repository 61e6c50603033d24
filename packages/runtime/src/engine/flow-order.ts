import type { Clock, FlowModule } from "@xmap/contract";
import type { ModuleRegistry } from "./module-registry.ts";
import type { WorkFeed } from "./work-feed.ts";
import type { WorkQueue } from "./work-queue.ts";

export interface FlowOrderParts {
  readonly clock: Clock;
  readonly registry: ModuleRegistry;
  readonly queue: WorkQueue;
  readonly feed: WorkFeed;
  /** Takes in what the triggers of a flow have to tell until now; rejects with a Failure. */
  readonly poll: (flow: FlowModule) => Promise<void>;
}

interface Waiting {
  readonly flow: string;
  /** What was accepted until then is waited for, milliseconds since 1970. */
  readonly until: number;
  readonly resolve: () => void;
}

/**
 * Lets a flow come after others (`after`): they are asked for what changed until now, and have worked on it. A record that
 * they have tried and put off, or that waits for a person, is not waited for: one that fails must not stop all others.
 */
export class FlowOrder {
  readonly #parts: FlowOrderParts;
  #waiting: readonly Waiting[] = [];

  constructor(parts: FlowOrderParts) {
    this.#parts = parts;
  }

  /** Resolves once all flows before this one know what changed before the call; rejects with the Failure of a poll. */
  async catchUp({ after = [] }: FlowModule): Promise<void> {
    const { registry, poll, clock } = this.#parts;
    const earlier = after.flatMap((name) => registry.current(name)?.flow ?? []);
    await Promise.all(earlier.map(poll));
    const until = clock.now();
    await Promise.all(earlier.map(({ name }) => this.#worked(name, until)));
  }

  /** Looks again whether what is waited for is done; called whenever a record has left the memory. */
  check(): void {
    if (this.#waiting.length === 0) return;
    const still: Waiting[] = [];
    const oldest = new Map<string, number>();
    for (const one of this.#waiting) {
      const { flow, until, resolve } = one;
      const since = oldest.get(flow) ?? this.#oldestOf(flow);
      oldest.set(flow, since);
      if (since <= until) still.push(one);
      else resolve();
    }
    this.#waiting = still;
  }

  #worked(flow: string, until: number): Promise<void> {
    if (this.#oldestOf(flow) > until) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, { flow, until, resolve }];
    });
  }

  #oldestOf(flow: string): number {
    const { queue, feed } = this.#parts;
    if (feed.isBehind(flow)) return Number.NEGATIVE_INFINITY;
    return queue.oldestOf(flow) ?? Number.POSITIVE_INFINITY;
  }
}
