import { type Clock, canonicalJson, type LookupModule, sameValue, type Value } from "@xmap/contract";

const MOST_ENTRIES = 20_000;

/** What a lookup asks, whatever it is called: lookups that differ only in their misses share answers. */
export function lookupIdentity({ entity, columns, result }: LookupModule): string {
  return JSON.stringify([entity.system, entity.resource, columns, result]);
}

/** Hits of lookups for as long as each lookup says; misses are never kept. */
export class LookupCache {
  readonly #entries = new Map<string, { readonly answers: readonly Value[]; readonly until: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(lookup: LookupModule, key: readonly Value[]): readonly Value[] | undefined {
    const name = entryName(lookup, key);
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.until > this.#clock.now()) return entry.answers;
    this.#entries.delete(name);
    return undefined;
  }

  put(lookup: LookupModule, key: readonly Value[], answers: readonly Value[]): void {
    if (answers.length === 0 || lookup.cacheMilliseconds <= 0) return;
    if (this.#entries.size >= MOST_ENTRIES) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    this.#entries.set(entryName(lookup, key), { answers, until: this.#clock.now() + lookup.cacheMilliseconds });
  }
}

/** Each different answer once: several rows that say the same are one hit. */
export function differentAnswers(answers: readonly Value[]): readonly Value[] {
  return answers.filter((answer, index) => answers.findIndex((other) => sameValue(other, answer)) === index);
}

function entryName(lookup: LookupModule, key: readonly Value[]): string {
  return `${lookupIdentity(lookup)}\n${canonicalJson(key)}`;
}
