import type { Model, Row } from "./model.ts";
import { userError } from "./odoo-error.ts";
import { Table } from "./table.ts";

/** All tables of a database, with an undo log so that a failed call leaves nothing behind. */
export class Database {
  readonly #filled = new Set<string>();
  readonly #models: ReadonlyMap<string, Model>;
  readonly #tables = new Map<string, Table>();
  readonly #sequences = new Map<string, number>();
  #undo: (() => void)[] = [];

  constructor(models: readonly Model[]) {
    this.#models = new Map(models.map((model) => [model.name, model]));
    for (const model of models) {
      this.#tables.set(model.name, new Table(model.fields));
    }
  }

  models(): readonly Model[] {
    return [...this.#models.values()];
  }

  /** True for a model of an installed module. */
  has(name: string): boolean {
    return this.#models.has(name);
  }

  /** The model of this name; UserError when there is none. */
  model(name: string): Model {
    const model = this.#models.get(name);
    if (model === undefined) {
      throw userError(`Object ${name} doesn't exist`);
    }
    return model;
  }

  /** The table of a model; UserError when there is none. */
  table(name: string): Table {
    const model = this.model(name);
    const table = this.#tables.get(name);
    if (table === undefined) {
      throw userError(`Object ${name} doesn't exist`);
    }
    if (model.rows !== undefined && !this.#filled.has(name)) {
      this.#filled.add(name);
      for (const row of model.rows(this.models())) {
        table.put({ id: table.nextId(row.id), values: row.values });
      }
    }
    return table;
  }

  put(model: string, row: Row): void {
    const table = this.table(model);
    const before = table.get(row.id);
    this.#undo.push(() => (before === undefined ? table.remove(row.id) : table.put(before)));
    table.put(row);
  }

  remove(model: string, id: number): void {
    const table = this.table(model);
    const before = table.get(id);
    if (before !== undefined) {
      this.#undo.push(() => table.put(before));
      table.remove(id);
    }
  }

  /** The next number of a named sequence, from 1. */
  nextNumber(sequence: string): number {
    const next = (this.#sequences.get(sequence) ?? 0) + 1;
    this.#sequences.set(sequence, next);
    return next;
  }

  /** A point to which `rollback` can go back. */
  mark(): number {
    return this.#undo.length;
  }

  /** Keeps what was done since the last commit. */
  commit(): void {
    this.#undo = [];
  }

  /** Undoes what was done since the last commit, or since a mark. */
  rollback(mark = 0): void {
    for (const step of this.#undo.splice(mark).reverse()) {
      step();
    }
  }
}
