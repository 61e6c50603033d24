import type { Clock } from "@xmap/contract";

/** When a change of many records at once is taken for a fault of the system that it comes from. */
export interface FuseSettings {
  /** More than this share of the records, 0 to 1. */
  readonly share: number;
  /** Of at least so many records. */
  readonly records: number;
  /** Within so many milliseconds. */
  readonly withinMilliseconds: number;
  /** A write that empties a field is kept back so long, to see what comes with it. */
  readonly keepBackMilliseconds: number;
}

export const USUAL_FUSE: FuseSettings = {
  share: 0.2,
  records: 20,
  withinMilliseconds: 600_000,
  keepBackMilliseconds: 2_000,
};

/** Half of the records that a window needs must be emptied: a few sold-out products are everyday life. */
const LEAST_EMPTIED = 0.5;

export interface MassChange {
  /** The field that would be emptied in most records. */
  readonly field: string;
  readonly emptied: number;
  readonly of: number;
}

interface Judged {
  readonly at: number;
  readonly record: string;
  readonly emptied: readonly string[];
}

/** Watches one flow: how many of its records would lose a value that they hold. */
export class MassChangeFuse {
  readonly #settings: FuseSettings;
  readonly #clock: Clock;
  /** The newest judgement of each record, oldest first. */
  readonly #judged = new Map<string, Judged>();

  constructor(settings: FuseSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Notes a record with the fields that its write would empty; answers the mass change that it is part of, once it is one. */
  async judge(record: string, emptied: readonly string[]): Promise<MassChange | undefined> {
    this.#note(record, emptied);
    if (emptied.length === 0) return undefined;
    const known = this.#massChange();
    if (known !== undefined || this.#judged.size >= this.#settings.records) return known;
    await new Promise<void>((resolve) => this.#clock.after(this.#settings.keepBackMilliseconds, resolve));
    return this.#massChange();
  }

  /** Begins anew, after a person has decided. */
  reset(): void {
    this.#judged.clear();
  }

  #note(record: string, emptied: readonly string[]): void {
    const at = this.#clock.now();
    this.#judged.delete(record);
    this.#judged.set(record, { at, record, emptied });
    const oldest = at - this.#settings.withinMilliseconds;
    for (const one of this.#judged.values()) {
      if (one.at >= oldest) break;
      this.#judged.delete(one.record);
    }
  }

  #massChange(): MassChange | undefined {
    const { share, records } = this.#settings;
    const of = this.#judged.size;
    if (of < records) return undefined;
    const counts = new Map<string, number>();
    for (const { emptied } of this.#judged.values())
      for (const field of emptied) counts.set(field, (counts.get(field) ?? 0) + 1);
    const [worst] = [...counts].sort((left, right) => right[1] - left[1]);
    if (worst === undefined) return undefined;
    const [field, count] = worst;
    return count >= records * LEAST_EMPTIED && count > of * share ? { field, emptied: count, of } : undefined;
  }
}
