import type { SeededRandom } from "./seeded-random.ts";

/** Which requests a fault hits; every given member must agree. `path` is a prefix. */
export type FaultMatch = {
  readonly method?: string;
  readonly path?: string;
  /** An operation name such as `sale.order.create`, or a request label such as `GET /api/orders/{id}`. */
  readonly operation?: string;
};

/**
 * What goes wrong: `status` answers with an HTTP error, `htmlPage` with a 200 HTML page, `delay` waits and goes on,
 * `resetBefore` destroys the socket with nothing done, `lostAnswer` does the work and then destroys the socket,
 * `lateAnswer` does the work and answers after `delayMilliseconds`, or never when that is not given.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_KINDS = ["status", "htmlPage", "delay", "resetBefore", "lostAnswer", "lateAnswer"] as const;

/** One fault. It ends after `remaining` hits or at `until` (epoch milliseconds), whichever comes first. */
export type Fault = {
  readonly match?: FaultMatch;
  readonly kind: FaultKind;
  readonly remaining?: number;
  readonly until?: number;
  /** For `status`: 503 unless given. */
  readonly status?: number;
  /** For `status`: the Retry-After header, in seconds or as an HTTP date. */
  readonly retryAfter?: number | string;
  /** For `status` and `htmlPage`; for `status` it is sent as JSON when it begins with a brace. */
  readonly body?: string;
  /** For `delay` and `lateAnswer`. */
  readonly delayMilliseconds?: number;
  /** For `delay`: each wait is drawn between this and `delayMilliseconds`. */
  readonly leastDelayMilliseconds?: number;
  /** The share of matching requests that are hit, drawn from the server's seed; 1 unless given. */
  readonly share?: number;
};

/** What a fault is matched against. */
export type FaultTarget = { readonly method: string; readonly path: string; readonly operations: readonly string[] };

/** The faults of one server, changed while it runs. */
export class FaultList {
  #faults: Fault[] = [];
  readonly #now: () => Date;
  readonly #random: SeededRandom;

  constructor(now: () => Date, random: SeededRandom, faults: readonly Fault[] = []) {
    this.#now = now;
    this.#random = random;
    this.#faults = [...faults];
  }

  /** Adds a fault behind the others. */
  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** Replaces all faults. */
  replace(faults: readonly Fault[]): void {
    this.#faults = [...faults];
  }

  /** Removes all faults. */
  clear(): void {
    this.#faults = [];
  }

  /** The faults that are still in force. */
  list(): readonly Fault[] {
    this.#dropEnded();
    return this.#faults;
  }

  /** Uses up one hit of every delay that matches and of the first other fault that matches, in list order. */
  take(target: FaultTarget): readonly Fault[] {
    this.#dropEnded();
    const taken: Fault[] = [];
    let foundOther = false;
    this.#faults = this.#faults.map((fault) => {
      if (!matchesFault(fault.match, target) || (fault.kind !== "delay" && foundOther) || !this.#isDrawn(fault)) {
        return fault;
      }
      foundOther ||= fault.kind !== "delay";
      taken.push(fault);
      return fault.remaining === undefined ? fault : { ...fault, remaining: fault.remaining - 1 };
    });
    return taken;
  }

  /** Milliseconds that a fault waits; undefined for one that never ends. */
  waitOf({ delayMilliseconds, leastDelayMilliseconds }: Fault): number | undefined {
    return delayMilliseconds === undefined || leastDelayMilliseconds === undefined
      ? delayMilliseconds
      : this.#random.whole(leastDelayMilliseconds, delayMilliseconds);
  }

  #isDrawn({ share }: Fault): boolean {
    return share === undefined || this.#random.fraction() < share;
  }

  #dropEnded(): void {
    const now = this.#now().getTime();
    this.#faults = this.#faults.filter((fault) => (fault.remaining ?? 1) > 0 && (fault.until ?? now + 1) > now);
  }
}

/** True when every given member of the match agrees. */
export function matchesFault(match: FaultMatch | undefined, target: FaultTarget): boolean {
  return (
    (match?.method === undefined || match.method === target.method) &&
    (match?.path === undefined || target.path.startsWith(match.path)) &&
    (match?.operation === undefined || target.operations.includes(match.operation))
  );
}
