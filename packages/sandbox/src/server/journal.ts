import type { Json } from "./json.ts";

/** One change of a sandbox's state. `at` is ISO 8601; `record` names what changed, e.g. `sale.order/12`. */
export type JournalEntry = {
  readonly sequence: number;
  readonly at: string;
  readonly what: string;
  readonly record: string;
  readonly detail: Json;
};

/** Every state-changing effect in the order in which it was committed. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Appends one effect. */
  append(what: string, record: string, detail: Json): void {
    this.#entries.push({
      sequence: this.#entries.length + 1,
      at: this.#now().toISOString(),
      what,
      record,
      detail,
    });
  }

  /** All effects so far, oldest first. */
  entries(): readonly JournalEntry[] {
    return this.#entries;
  }
}
