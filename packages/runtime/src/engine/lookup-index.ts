import { type Clock, canonicalJson, Failure, type LookupModule, type Value, valueAt } from "@xmap/contract";
import { lookupIdentity } from "./lookup-cache.ts";
import type { SystemGate } from "./system-gate.ts";

const PAGE_SIZE = 500;
/** A list that was read so recently is not read again because of a miss. */
const FRESH = 5_000;

interface Index {
  readonly readAt: number;
  readonly answers: ReadonlyMap<string, readonly Value[]>;
}

/** Whole lists of systems that cannot be searched by the columns of a lookup. */
export class LookupIndexes {
  readonly #indexes = new Map<string, Index>();
  readonly #reading = new Map<string, Promise<Index>>();
  readonly #clock: Clock;
  readonly #gate: (system: string) => SystemGate;

  constructor(clock: Clock, gate: (system: string) => SystemGate) {
    this.#clock = clock;
    this.#gate = gate;
  }

  /** Answers for each key; the list is read when it is older than the lookup says, and once more before a miss counts. */
  async hits(lookup: LookupModule, keys: readonly (readonly Value[])[]): Promise<readonly (readonly Value[])[]> {
    const names = keys.map((key) => keyName(key));
    const asked = this.#clock.now();
    const known = this.#indexes.get(lookupIdentity(lookup));
    const isOld = known === undefined || asked - known.readAt >= (lookup.indexMilliseconds ?? 0);
    let index = isOld ? await this.#read(lookup) : known;
    const misses = names.some((name) => !index.answers.has(name));
    if (misses && asked - index.readAt >= FRESH) index = await this.#read(lookup);
    return names.map((name) => index.answers.get(name) ?? []);
  }

  #read(lookup: LookupModule): Promise<Index> {
    const identity = lookupIdentity(lookup);
    const underWay = this.#reading.get(identity);
    if (underWay !== undefined) return underWay;
    const reading = this.#readAll(lookup)
      .then((index) => {
        this.#indexes.set(identity, index);
        return index;
      })
      .finally(() => this.#reading.delete(identity));
    this.#reading.set(identity, reading);
    return reading;
  }

  async #readAll({ name, entity, columns, result }: LookupModule): Promise<Index> {
    const { system, resource, joins } = entity;
    const readAt = this.#clock.now();
    const answers = new Map<string, Value[]>();
    // A record that comes on two pages because others moved between them counts once.
    const seen = new Set<string>();
    const keyFields = entity.key.map(({ field }) => field);
    const fields = [...new Set([...keyFields, ...columns, result])];
    let cursor: string | undefined;
    do {
      const from = cursor;
      const page = await this.#gate(system).call(`list for ${name}`, (session) => {
        const message = `${system} cannot list its ${resource}, so ${name} can have no index`;
        if (session.list === undefined) throw new Failure({ class: "SchemaDrift", system, operation: "list", message });
        return session.list({ resource, fields, joins, cursor: from, limit: PAGE_SIZE });
      });
      for (const record of page.records) {
        const key = canonicalJson(keyFields.map((field) => valueAt(record, field.split(".")) ?? null));
        if (seen.has(key)) continue;
        seen.add(key);
        const values = columns.map((column) => valueAt(record, column.split(".")) ?? null);
        const answer = valueAt(record, result.split("."));
        if (values.includes(null) || answer === undefined) continue;
        const known = answers.get(keyName(values));
        if (known === undefined) answers.set(keyName(values), [answer]);
        else known.push(answer);
      }
      cursor = page.next;
    } while (cursor !== undefined);
    return { readAt, answers };
  }
}

/** Blanks around text do not count, and numbers as text are numbers, as in the keys of connectors. */
function keyName(key: readonly Value[]): string {
  return canonicalJson(key.map((part) => (typeof part === "boolean" ? part : String(part ?? "").trim())));
}
