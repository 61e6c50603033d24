import { needsPerson, type RunOutcome } from "@xmap/contract";
import type { StoreState } from "./store.ts";

/** Counts what is pending and how runs ended; the records themselves lie in the store. */
export class RunLedger {
  readonly #outcomes: Record<RunOutcome, number> = {
    delivered: 0,
    unchanged: 0,
    skipped: 0,
    superseded: 0,
    held: 0,
    rejected: 0,
    dead: 0,
    discarded: 0,
  };
  #pending = 0;
  #setAside = 0;
  #retries = 0;
  #waiting = 0;
  #oldestPendingSince: number | undefined;
  readonly #idle: (() => void)[] = [];

  /** Takes over what a store has counted. */
  restore({ pending, outcomes, metrics, waiting, oldestPendingSince }: StoreState): void {
    Object.assign(this.#outcomes, outcomes);
    this.#pending = pending;
    this.#retries = metrics.retries ?? 0;
    this.#waiting = waiting;
    this.#oldestPendingSince = oldestPendingSince;
  }

  /** What only the store knows. */
  refresh(oldestPendingSince: number | undefined): void {
    this.#oldestPendingSince = oldestPendingSince;
  }

  /** So many records have become pending. */
  accepted(count: number): void {
    this.#pending += count;
  }

  /** So many more pending records wait for a person's decision over another one; negative when they go on. */
  setAside(count: number): void {
    this.#setAside += count;
    this.#tellIdle();
  }

  retried(): void {
    this.#retries += 1;
  }

  /** A run has ended; its record is no longer pending when nothing newer came meanwhile. */
  ended(outcome: RunOutcome, superseded: readonly RunOutcome[], isSettled: boolean): void {
    this.#outcomes[outcome] += 1;
    if (needsPerson(outcome)) this.#waiting += 1;
    for (const older of superseded) this.closed(older, "superseded");
    if (!isSettled) return;
    this.#pending -= 1;
    this.#tellIdle();
  }

  /** A hold or dead letter waits no longer. */
  closed(from: RunOutcome, to: RunOutcome): void {
    this.#outcomes[from] -= 1;
    this.#outcomes[to] += 1;
    this.#waiting -= 1;
  }

  /** Resolves when no record is pending that could go on by itself. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#tellIdle();
    });
  }

  get outcomes(): Readonly<Record<RunOutcome, number>> {
    return { ...this.#outcomes };
  }

  get pending(): number {
    return this.#pending;
  }

  /** Pending records that wait for a person's decision over another one. */
  get behindHolds(): number {
    return this.#setAside;
  }

  /** Pending records that need nobody's decision. */
  get active(): number {
    return this.#pending - this.#setAside;
  }

  get retries(): number {
    return this.#retries;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get oldestPendingSince(): number | undefined {
    return this.#pending === 0 ? undefined : this.#oldestPendingSince;
  }

  #tellIdle(): void {
    if (this.active > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
