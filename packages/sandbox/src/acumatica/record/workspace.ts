import { isDeepStrictEqual } from "node:util";
import { ENTITIES } from "../contract/entities.ts";
import { blankRow, keyText, type Row, type Scalar } from "./row.ts";
import { keyFields, keyOfValues, type RowChange, type Store } from "./store.ts";

type Draft = { readonly table: string; readonly before: Row | undefined; row: Row | undefined; silent: boolean };

/** Who works: what a session brings into a transaction. */
export type Work = {
  readonly user: string;
  /** The branch that documents take when they name none. */
  readonly branch: string;
  /** The date that documents take when they name none. */
  readonly businessDate: string;
};

/** One transaction over the store: it sees its own changes, and nobody else does before the commit. */
export class Workspace {
  readonly at: string;
  readonly work: Work;
  readonly nextId: () => string;
  readonly #store: Store;
  readonly #drafts = new Map<string, Draft>();

  constructor(store: Store, options: { readonly at: string; readonly work: Work; readonly nextId: () => string }) {
    this.#store = store;
    this.at = options.at;
    this.work = options.work;
    this.nextId = options.nextId;
  }

  /** Records of a table, with this transaction's changes. */
  rows(table: string): readonly Row[] {
    const stored = this.#store.rows(table).flatMap((row) => {
      const draft = this.#drafts.get(row.id);
      return draft === undefined ? [row] : draft.row === undefined ? [] : [draft.row];
    });
    const added = [...this.#drafts.values()].flatMap((draft) =>
      draft.table === table && draft.before === undefined && draft.row !== undefined ? [draft.row] : [],
    );
    return [...stored, ...added];
  }

  /** A record by id. */
  byId(table: string, id: string): Row | undefined {
    const draft = this.#drafts.get(id);
    return draft === undefined ? this.#store.byId(table, id) : draft.table === table ? draft.row : undefined;
  }

  /** A record by its keys, in any case. */
  byKey(table: string, ...keys: readonly (Scalar | undefined)[]): Row | undefined {
    const wanted = keyOfValues(keys);
    for (const draft of this.#drafts.values()) {
      if (draft.table === table && draft.row !== undefined) {
        const { values } = draft.row;
        if (keyOfValues(keyFields(table).map((field) => values[field])) === wanted) {
          return draft.row;
        }
      }
    }
    const stored = this.#store.byKey(table, keys);
    return stored === undefined || this.#drafts.get(stored.id) === undefined ? stored : undefined;
  }

  /** A copy that may be changed. A silent edit leaves the time of the last change alone. */
  edit(table: string, row: Row, options: { readonly silent?: boolean } = {}): Row {
    const silent = options.silent === true;
    const draft = this.#drafts.get(row.id);
    if (draft?.row !== undefined) {
      draft.silent &&= silent;
      return draft.row;
    }
    const copy = structuredClone(row);
    this.#drafts.set(row.id, { table, before: row, row: copy, silent });
    return copy;
  }

  /** A new record, empty but for its id. */
  insert(table: string, type = table): Row {
    const row = blankRow(type, this.nextId);
    this.#drafts.set(row.id, { table, before: undefined, row, silent: false });
    return row;
  }

  /** Adds a record that was made elsewhere. */
  add(table: string, row: Row): void {
    this.#drafts.set(row.id, { table, before: undefined, row, silent: false });
  }

  /** A new detail line at the end. */
  insertLine(parent: Row, name: string, type: string): Row {
    const line = blankRow(type, this.nextId);
    const lines = parent.rows[name] ?? [];
    lines.push(line);
    parent.rows[name] = lines;
    return line;
  }

  /** Deletes a record. */
  delete(table: string, row: Row): void {
    const draft = this.#drafts.get(row.id);
    if (draft === undefined) {
      this.#drafts.set(row.id, { table, before: row, row: undefined, silent: false });
    } else {
      draft.row = undefined;
    }
  }

  /** The stored row as it was before this transaction. */
  before(row: Row): Row | undefined {
    return this.#drafts.get(row.id)?.before;
  }

  /** Records of a table that this transaction has made or changed. */
  changed(table: string): readonly Row[] {
    return [...this.#drafts.values()].flatMap((draft) =>
      draft.table === table && draft.row !== undefined ? [draft.row] : [],
    );
  }

  /** Ends the transaction: stamps changed records and makes the changes effective. */
  commit(options: { readonly quiet?: boolean } = {}): readonly RowChange[] {
    const changes: RowChange[] = [];
    for (const { table, before, row, silent } of this.#drafts.values()) {
      if (row !== undefined && !silent && !isDeepStrictEqual(before, row)) {
        this.#stamp(table, row);
      }
      changes.push({
        table,
        ...(before === undefined ? {} : { before }),
        ...(row === undefined ? {} : { after: row }),
      });
    }
    return this.#store.commit(
      changes.filter(({ before, after }) => before !== undefined || after !== undefined),
      options,
    );
  }

  #stamp(table: string, row: Row): void {
    for (const field of ENTITIES.get(table)?.lastModified ?? []) {
      if (field in row.values) {
        row.values[field] = this.at;
      }
    }
    for (const field of ["CreatedDateTime", "CreatedDate"]) {
      if (field in row.values) {
        row.values[field] ??= this.at;
      }
    }
    if ("NoteID" in row.values) {
      row.values.NoteID = row.id;
    }
  }

  /** Records whose field has this value, without case and padding. */
  where(table: string, field: string, value: Scalar): readonly Row[] {
    const wanted = keyText(value);
    const stored = this.#store.rowsWith(table, field, value);
    const known = new Set(stored.map(({ id }) => id));
    const drafted = [...this.#drafts.values()].filter((draft) => draft.table === table);
    const come = drafted.flatMap(({ row }) => (row === undefined || known.has(row.id) ? [] : [row]));
    const own = stored.flatMap((row) => {
      const draft = this.#drafts.get(row.id);
      return draft === undefined ? [row] : draft.row === undefined ? [] : [draft.row];
    });
    return [...own, ...come].filter((row) => keyText(row.values[field]) === wanted);
  }
}
