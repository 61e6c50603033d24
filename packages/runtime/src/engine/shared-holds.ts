import type { Problem } from "@xmap/contract";
import type { Store } from "./store.ts";
import type { RecordWork } from "./work-queue.ts";

/** The hold that a record waits for, and the name that its row is parked under. */
export interface JoinedHold {
  readonly name: string;
  readonly run: string;
}

/**
 * Holds that several records share: three customers fit, and every order of that customer needs to know which. A person
 * decides over the first record's hold; the others wait for its end.
 */
export class SharedHolds {
  readonly #store: Store;
  /** Names that rows may be parked under, by the record that holds them. Those of an earlier process are freed when the engine starts. */
  readonly #names = new Map<string, string>();
  /** How many rows this process has parked, by name. */
  readonly #parked = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The hold of another record with the same cause, undefined when there is none: then this record's becomes it. */
  async find(cause: string, { flow, record }: RecordWork): Promise<JoinedHold | undefined> {
    const name = parkedFor(cause);
    const run = await this.#store.note(name);
    if (typeof run !== "string") return undefined;
    const row = await this.#store.waitingRow(run);
    if (row === undefined || (row.flow === flow && row.record === record)) return undefined;
    this.#names.set(holderOf(row), name);
    return { name, run };
  }

  joined(name: string): void {
    this.#parked.set(name, (this.#parked.get(name) ?? 0) + 1);
  }

  /** Rows of a name are worked on again; answers how many of them had joined. */
  left(name: string, count: number): number {
    const parked = this.#parked.get(name) ?? 0;
    const leaving = Math.min(parked, count);
    if (leaving === parked) this.#parked.delete(name);
    else this.#parked.set(name, parked - leaving);
    return leaving;
  }

  async isOpen({ run }: JoinedHold): Promise<boolean> {
    return (await this.#store.waitingRow(run)) !== undefined;
  }

  /** The name to resume when the hold of a record has ended and it is not held again for the same cause. */
  free(holder: { readonly flow: string; readonly record: string }, again: string | undefined): string | undefined {
    const key = holderOf(holder);
    const name = this.#names.get(key);
    if (again !== undefined && name === parkedFor(again)) return undefined;
    this.#names.delete(key);
    return name;
  }
}

/** What rows are parked for that wait for the hold of a cause; the note of this name tells the hold's run. */
export function parkedFor(cause: string): string {
  return `hold/${cause}`;
}

/** The cause that a hold shares with those of other records, undefined when it is the record's own. */
export function sharedCause(problems: readonly Pick<Problem, "cause">[]): string | undefined {
  return problems.find(({ cause }) => cause !== undefined)?.cause;
}

function holderOf({ flow, record }: { readonly flow: string; readonly record: string }): string {
  return `${flow}\n${record}`;
}
