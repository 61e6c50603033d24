import { type Field, isStored, type Value } from "./field.ts";
import type { Row } from "./model.ts";

/** The rows of one model, with an equality index for each indexed field. */
export class Table {
  readonly #rows = new Map<number, Row>();
  readonly #indexes = new Map<string, Map<Value, Set<number>>>();
  #lastId = 0;

  constructor(fields: { readonly [name: string]: Field }) {
    for (const [name, field] of Object.entries(fields)) {
      if (isStored(field) && (field.type === "many2one" || field.indexed === true)) {
        this.#indexes.set(name, new Map());
      }
    }
  }

  /** The next id; a number once given never comes back, as with a database sequence. */
  nextId(wanted?: number): number {
    this.#lastId = Math.max(this.#lastId + (wanted === undefined ? 1 : 0), wanted ?? 0);
    return wanted ?? this.#lastId;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  ids(): number[] {
    return [...this.#rows.keys()].sort((left, right) => left - right);
  }

  /** The ids of the rows with this value in an indexed field; undefined when the field has no index. */
  find(field: string, value: Value): readonly number[] | undefined {
    const index = this.#indexes.get(field);
    return index === undefined ? undefined : [...(index.get(value) ?? [])].sort((left, right) => left - right);
  }

  put(row: Row): void {
    const before = this.#rows.get(row.id);
    for (const [field, index] of this.#indexes) {
      const old = before?.values[field] ?? null;
      const value = row.values[field] ?? null;
      if (before !== undefined && old !== value) {
        index.get(old)?.delete(row.id);
      }
      const ids = index.get(value) ?? new Set();
      ids.add(row.id);
      index.set(value, ids);
    }
    this.#rows.set(row.id, row);
  }

  remove(id: number): void {
    const before = this.#rows.get(id);
    for (const [field, index] of this.#indexes) {
      index.get(before?.values[field] ?? null)?.delete(id);
    }
    this.#rows.delete(id);
  }
}
