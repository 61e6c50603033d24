import { needsPerson, type RunOutcome, type WaitingRecord } from "@xmap/contract";

/** Counts how runs ended, and the open holds and dead letters: one for each flow and record at most. */
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
  readonly #waiting = new Map<string, WaitingRecord>();

  /** Takes over what a store knows. */
  restore(outcomes: Readonly<Partial<Record<RunOutcome, number>>>, waiting: readonly WaitingRecord[]): void {
    Object.assign(this.#outcomes, outcomes);
    for (const record of waiting) this.#waiting.set(nameOf(record), record);
  }

  /** Counts a run's end; an older hold or dead letter of its flow and record is superseded. */
  end(
    run: { readonly flow: string; readonly record: string },
    outcome: RunOutcome,
    waiting: WaitingRecord | undefined,
  ): void {
    this.#outcomes[outcome] += 1;
    const older = this.#waiting.get(nameOf(run));
    if (older !== undefined) {
      this.#outcomes[older.outcome] -= 1;
      this.#outcomes.superseded += 1;
      this.#waiting.delete(nameOf(run));
    }
    if (waiting !== undefined && needsPerson(outcome)) this.#waiting.set(nameOf(run), waiting);
  }

  outcomes(): Readonly<Record<RunOutcome, number>> {
    return { ...this.#outcomes };
  }

  waiting(): readonly WaitingRecord[] {
    return [...this.#waiting.values()];
  }
}

function nameOf({ flow, record }: { readonly flow: string; readonly record: string }): string {
  return `${flow}\n${record}`;
}
