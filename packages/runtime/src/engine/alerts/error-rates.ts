/** The runs of a flow that ended within one minute. */
export type MinuteCount = {
  readonly flow: string;
  /** Minutes since 1970. */
  readonly minute: number;
  readonly runs: number;
  /** Those that needed a person. */
  readonly failed: number;
};

const MINUTE_MILLISECONDS = 60_000;

/** Counts runs and failed ones over the last minutes, in steps of a minute. */
export class ErrorRates {
  readonly #counts = new Map<string, MinuteCount[]>();

  constructor(stored: readonly MinuteCount[]) {
    for (const count of stored) this.#of(count.flow).push(count);
  }

  /** Counts a run; what is older than so many minutes is forgotten. */
  ended(flow: string, failed: boolean, now: number, minutes: number): void {
    const minute = Math.floor(now / MINUTE_MILLISECONDS);
    const counts = this.#of(flow);
    const last = counts.at(-1);
    const open = last?.minute === minute ? last : { flow, minute, runs: 0, failed: 0 };
    if (open === last) counts.pop();
    counts.push({ ...open, runs: open.runs + 1, failed: open.failed + (failed ? 1 : 0) });
    while ((counts[0]?.minute ?? minute) <= minute - minutes) counts.shift();
  }

  /** The runs of the last minutes. */
  within(flow: string, now: number, minutes: number): { readonly runs: number; readonly failed: number } {
    const after = Math.floor(now / MINUTE_MILLISECONDS) - minutes;
    const recent = (this.#counts.get(flow) ?? []).filter(({ minute }) => minute > after);
    return {
      runs: recent.reduce((total, { runs }) => total + runs, 0),
      failed: recent.reduce((total, { failed }) => total + failed, 0),
    };
  }

  all(): readonly MinuteCount[] {
    return [...this.#counts.values()].flat();
  }

  #of(flow: string): MinuteCount[] {
    const counts = this.#counts.get(flow) ?? [];
    this.#counts.set(flow, counts);
    return counts;
  }
}
