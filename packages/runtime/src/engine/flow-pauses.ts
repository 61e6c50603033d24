import type { Clock, Failure, Random } from "@xmap/contract";
import type { Logger } from "./logger.ts";
import { type ObservedPause, type Observer, tell } from "./observer.ts";

export interface FlowPausesParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly observers: readonly Observer[];
  /** Lets one record go, to see whether the flow works again; false when none is waiting. */
  readonly tryOne: (flow: string) => Promise<boolean>;
  readonly onResumed: (flow: string) => void;
}

export interface FlowPause {
  readonly since: number;
  readonly reason: string;
  readonly failure: Failure | undefined;
  /** Who paused it; undefined when the engine did, because nothing of its kind can be written. */
  readonly actor: string | undefined;
  readonly tries: number;
}

const FIRST_TRY = 30_000;
const LONGEST_WAIT = 600_000;

/** Flows that are not run: a person said so, or a fault that holds for all of their records would reject each of them. */
export class FlowPauses {
  readonly #parts: FlowPausesParts;
  readonly #pauses = new Map<string, FlowPause>();
  readonly #timers = new Map<string, () => void>();

  constructor(parts: FlowPausesParts) {
    this.#parts = parts;
  }

  get(flow: string): FlowPause | undefined {
    return this.#pauses.get(flow);
  }

  all(): ReadonlyMap<string, FlowPause> {
    return this.#pauses;
  }

  /** A person pauses the flow, until a person resumes it. */
  hold(flow: string, since: number, reason: string, actor: string): void {
    this.#cancel(flow);
    this.#begin(flow, { since, reason, failure: undefined, actor, tries: 0 });
  }

  /** The flow met a fault that is none of its record's; one record is tried now and then. Answers true: it is paused. */
  fail(flow: string, failure: Failure): true {
    const before = this.#pauses.get(flow);
    if (before?.actor !== undefined) return true;
    const tries = (before?.tries ?? -1) + 1;
    const since = before?.since ?? this.#parts.clock.now();
    const pause: FlowPause = { since, reason: failure.message, failure, actor: undefined, tries };
    if (before === undefined) this.#begin(flow, pause);
    else this.#pauses.set(flow, pause);
    this.#schedule(flow, tries);
    return true;
  }

  /** A record of the flow came through, or a person says so. */
  resume(flow: string): void {
    const pause = this.#pauses.get(flow);
    if (pause === undefined) return;
    this.#cancel(flow);
    this.#pauses.delete(flow);
    this.#parts.logger.info({ flow }, `flow ${flow} goes on`);
    tell(this.#parts.observers, (observer) => observer.resumed?.(observed(flow, pause)));
    this.#parts.onResumed(flow);
  }

  close(): void {
    for (const flow of [...this.#timers.keys()]) this.#cancel(flow);
  }

  #begin(flow: string, pause: FlowPause): void {
    this.#pauses.set(flow, pause);
    this.#parts.logger.warn({ flow }, `flow ${flow} is paused: ${pause.reason}`);
    tell(this.#parts.observers, (observer) => observer.paused?.(observed(flow, pause)));
  }

  #schedule(flow: string, tries: number): void {
    this.#cancel(flow);
    const { clock, random } = this.#parts;
    const ceiling = Math.min(LONGEST_WAIT, FIRST_TRY * 2 ** Math.min(tries, 10));
    const cancel = clock.after(Math.round(ceiling * (0.5 + 0.5 * random.fraction())), () => {
      this.#timers.delete(flow);
      void this.#try(flow);
    });
    this.#timers.set(flow, cancel);
  }

  async #try(flow: string): Promise<void> {
    if (this.#pauses.get(flow)?.actor !== undefined) return;
    if (!(await this.#parts.tryOne(flow))) this.resume(flow);
  }

  #cancel(flow: string): void {
    this.#timers.get(flow)?.();
    this.#timers.delete(flow);
  }
}

function observed(flow: string, { since, reason, failure, actor }: FlowPause): ObservedPause {
  return { kind: "flow", name: flow, since, reason, failure: failure?.details, actor };
}
