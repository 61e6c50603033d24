import { isDeepStrictEqual } from "node:util";
import type { Journal } from "../../server/journal.ts";
import { ENTITIES } from "../contract/entities.ts";
import { keyText, type Row, type Scalar } from "./row.ts";

/** Tables that no endpoint shows. */
export const STOCK_LEVEL = "StockLevel";

const INTERNAL_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  [STOCK_LEVEL, ["InventoryID", "WarehouseID", "LocationID"]],
]);

/** One committed change of a record; `before` is missing for a new one, `after` for a deleted one. */
export type RowChange = { readonly table: string; readonly before?: Row; readonly after?: Row };

/** Counts of what documents hold back, by item and warehouse. */
export type Demand = { readonly orders: number; readonly shipments: number };

/** Ids of rows by the value of a field. */
type FieldIndex = Map<string, Set<string>>;

type Table = {
  readonly rows: Map<string, Row>;
  readonly byKey: Map<string, string>;
  /** For the fields that were asked for. */
  readonly byField: Map<string, FieldIndex>;
};

/** The committed state of one tenant. */
export class Store {
  readonly #tables = new Map<string, Table>();
  readonly #journal: Journal;
  readonly #listeners: ((changes: readonly RowChange[]) => void)[] = [];

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Committed records of a table, oldest first. */
  rows(table: string): readonly Row[] {
    return [...this.#table(table).rows.values()];
  }

  /** A committed record by id. */
  byId(table: string, id: string): Row | undefined {
    return this.#table(table).rows.get(id);
  }

  /** A committed record by its keys, in any case. */
  byKey(table: string, keys: readonly (Scalar | undefined)[]): Row | undefined {
    const { rows, byKey } = this.#table(table);
    const id = byKey.get(keyOfValues(keys));
    return id === undefined ? undefined : rows.get(id);
  }

  /** Committed records of a table whose field has this value, in any case. */
  rowsWith(table: string, field: string, value: Scalar | undefined): readonly Row[] {
    const { rows } = this.#table(table);
    return [...this.#idsWith(table, field, value)].flatMap((id) => rows.get(id) ?? []);
  }

  /** How many records `rowsWith` would find. */
  countWith(table: string, field: string, value: Scalar | undefined): number {
    return this.#idsWith(table, field, value).size;
  }

  #idsWith(table: string, field: string, value: Scalar | undefined): ReadonlySet<string> {
    const { rows, byField } = this.#table(table);
    const index = byField.get(field) ?? indexOf(rows.values(), field);
    byField.set(field, index);
    return index.get(keyText(value)) ?? new Set();
  }

  /** Calls back after each commit. */
  onCommit(listener: (changes: readonly RowChange[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Makes changes effective, all at once. Unchanged rows are left out; answers what has changed. */
  commit(changes: readonly RowChange[], options: { readonly quiet?: boolean } = {}): readonly RowChange[] {
    const real = changes.filter(({ before, after }) => !isDeepStrictEqual(before, after));
    for (const { table, before, after } of real) {
      const { rows, byKey, byField } = this.#table(table);
      for (const [field, index] of byField) {
        moveInIndex(index, field, before, after);
      }
      if (before !== undefined) {
        byKey.delete(keyOfRow(table, before));
      }
      if (after === undefined) {
        rows.delete(before?.id ?? "");
      } else {
        rows.set(after.id, after);
        byKey.set(keyOfRow(table, after), after.id);
      }
      if (options.quiet !== true) {
        this.#journal.append(
          after === undefined ? "delete" : before === undefined ? "insert" : "update",
          `${table}/${keysOfRow(table, after ?? before).join("/")}`,
          changedValues(before, after),
        );
      }
    }
    if (real.length > 0) {
      for (const listener of this.#listeners) {
        listener(real);
      }
    }
    return real;
  }

  #table(name: string): Table {
    const found = this.#tables.get(name);
    if (found !== undefined) {
      return found;
    }
    const created: Table = { rows: new Map(), byKey: new Map(), byField: new Map() };
    this.#tables.set(name, created);
    return created;
  }
}

function indexOf(rows: Iterable<Row>, field: string): FieldIndex {
  const index: FieldIndex = new Map();
  for (const row of rows) {
    moveInIndex(index, field, undefined, row);
  }
  return index;
}

function moveInIndex(index: FieldIndex, field: string, before: Row | undefined, after: Row | undefined): void {
  const [from, to] = [before, after].map((row) => row && keyText(row.values[field]));
  if (before !== undefined && from !== undefined && from !== to) {
    index.get(from)?.delete(before.id);
  }
  if (after !== undefined && to !== undefined && from !== to) {
    const ids = index.get(to) ?? new Set();
    index.set(to, ids.add(after.id));
  }
}

/** Key fields of a table. */
export function keyFields(table: string): readonly string[] {
  return ENTITIES.get(table)?.keys ?? INTERNAL_KEYS.get(table) ?? [];
}

/** Key values of a row as text. */
export function keysOfRow(table: string, row: Row | undefined): readonly string[] {
  return keyFields(table).map((field) => String(row?.values[field] ?? ""));
}

/** How the key index knows these values. */
export function keyOfValues(keys: readonly (Scalar | undefined)[]): string {
  return keys.map(keyText).join("\n");
}

function keyOfRow(table: string, row: Row): string {
  return keyOfValues(keyFields(table).map((field) => row.values[field]));
}

function changedValues(before: Row | undefined, after: Row | undefined): { readonly [field: string]: Scalar } {
  const fields = Object.entries(after?.values ?? {}).filter(
    ([field, value]) => value !== null && before?.values[field] !== value,
  );
  return Object.fromEntries(fields);
}
