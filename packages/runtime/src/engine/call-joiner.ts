import { Failure } from "@xmap/contract";

/** Sends items that belong to one request, and answers in their order. */
export type SendMany<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Group<Item, Result> {
  readonly send: SendMany<Item, Result>;
  waiting: Waiting<Item, Result>[];
  flying: number;
  isPlanned: boolean;
}

/** A second request of a group may be under way, so that the system is not idle while an answer is being read. */
const MOST_FLYING = 2;

/**
 * Joins calls of one group into few requests: what is asked for in one turn goes together, and what comes while requests
 * are under way waits for the next one. A call alone is never delayed.
 */
export class CallJoiner<Item, Result> {
  readonly #limit: number;
  readonly #weigh: (item: Item) => number;
  readonly #groups = new Map<string, Group<Item, Result>>();

  /** Items of at most the weight `limit` go into one request, or one alone; each weighs 1 unless told otherwise. */
  constructor(limit: number, weigh: (item: Item) => number = () => 1) {
    this.#limit = Math.max(1, limit);
    this.#weigh = weigh;
  }

  /** The result of one item. All calls with one group's name pass the same `send`; it also takes a single item. */
  ask(name: string, item: Item, send: SendMany<Item, Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const group = this.#groups.get(name) ?? { send, waiting: [], flying: 0, isPlanned: false };
      this.#groups.set(name, group);
      group.waiting.push({ item, resolve, reject });
      this.#plan(name, group);
    });
  }

  /** After the turn's other promises have run, so that what one answer has freed goes together. */
  #plan(name: string, group: Group<Item, Result>): void {
    if (group.isPlanned) return;
    group.isPlanned = true;
    setImmediate(() => {
      group.isPlanned = false;
      while (group.waiting.length > 0 && group.flying < MOST_FLYING) this.#fly(name, group);
    });
  }

  /** How many of the first items fit into one request. */
  #fitting(waiting: readonly Waiting<Item, Result>[]): number {
    let weight = 0;
    const beyond = waiting.findIndex(({ item }) => {
      weight += this.#weigh(item);
      return weight > this.#limit;
    });
    return beyond === -1 ? waiting.length : Math.max(1, beyond);
  }

  #fly(name: string, group: Group<Item, Result>): void {
    const batch = group.waiting.splice(0, this.#fitting(group.waiting));
    group.flying += 1;
    void deliver(group.send, batch).finally(() => {
      group.flying -= 1;
      if (group.waiting.length > 0) this.#plan(name, group);
      else if (group.flying === 0) this.#groups.delete(name);
    });
  }
}

/** Sends a batch; one that is refused for something in it is halved, so that the faulty item alone fails. */
async function deliver<Item, Result>(
  send: SendMany<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await send(batch.map(({ item }) => item));
    if (results.length !== batch.length)
      throw new RangeError(`${results.length} answers came to ${batch.length} questions`);
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
  } catch (error) {
    if (batch.length === 1 || !isOfOneItem(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await deliver(send, batch.slice(0, middle));
    await deliver(send, batch.slice(middle));
  }
}

const OF_ONE_ITEM: ReadonlySet<string> = new Set([
  "Invalid",
  "BusinessRule",
  "NotFound",
  "Conflict",
  "AlreadyDone",
  "Forbidden",
  "TooLarge",
  "Unknown",
]);

/** Whether one item may have made the whole request fail, with nothing done. */
function isOfOneItem(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  const { class: kind, effect, scope } = error.details;
  return effect === "none" && scope === "record" && OF_ONE_ITEM.has(kind);
}
