import { type ConnectorSettings, Failure } from "@xmap/contract";
import type { Column } from "./columns.ts";
import type { Database } from "./database.ts";
import type { SqlOptions } from "./options.ts";
import { postgresTables, sqliteTables, type Table } from "./tables.ts";

/** Rows of another table that belong to a row, by their foreign key to its key. */
export interface ChildTable {
  readonly table: Table;
  /** The child's column that holds the row's key. */
  readonly column: string;
  /** The row's column that it holds. */
  readonly to: string;
}

/** The tables as they are, asked for once, and again when a table or column is not found. */
export class TableCatalog {
  readonly #database: Database;
  readonly #options: SqlOptions;
  readonly #settings: ConnectorSettings;
  #tables: Promise<ReadonlyMap<string, Table>> | undefined;

  constructor(database: Database, options: SqlOptions, settings: ConnectorSettings) {
    this.#database = database;
    this.#options = options;
    this.#settings = settings;
  }

  forget(): void {
    this.#tables = undefined;
  }

  all(): Promise<ReadonlyMap<string, Table>> {
    this.#tables ??= this.#read().catch((thrown: unknown) => {
      this.#tables = undefined;
      throw thrown;
    });
    return this.#tables;
  }

  /** Rejects with SchemaDrift when there is no such table. */
  async table(name: string, operation: string): Promise<Table> {
    const known = (await this.all()).get(name);
    if (known !== undefined) return known;
    this.forget();
    const made = (await this.all()).get(name);
    if (made !== undefined) return made;
    throw this.drift(operation, `The database has no table ${name}, or the user may not read it`);
  }

  column(table: Table, name: string, operation: string): Column {
    const column = table.columns.find((one) => one.name === name);
    if (column !== undefined) return column;
    this.forget();
    throw this.drift(operation, `${table.name} has no column ${name}`);
  }

  /** The key's columns, and those of a view as the options say; throws SchemaDrift when neither is known. */
  keyOf(table: Table, operation: string): readonly Column[] {
    const names = this.#options.keys.get(table.name) ?? table.key;
    if (names.length > 0) return names.map((name) => this.column(table, name, operation));
    const mend = `name its key columns in the option keys, as "${table.name}.id"`;
    throw this.drift(operation, `${table.name} has no primary key; ${mend}`);
  }

  /** The column by which changes are found; undefined when the options name none. */
  stampOf(table: Table, operation: string): Column | undefined {
    const [own] = this.#options.changedBy.get(table.name) ?? [];
    if (own !== undefined) return this.column(table, own, operation);
    const common = this.#options.changedBy.get("") ?? [];
    return common.flatMap((name) => table.columns.find((column) => column.name === name) ?? [])[0];
  }

  /** Tables whose rows belong to a row of this one, by their names. */
  async children(table: Table): Promise<ReadonlyMap<string, ChildTable>> {
    const children = new Map<string, ChildTable>();
    for (const child of (await this.all()).values()) {
      const [reference, ...others] = child.foreignKeys.filter((each) => each.table === table.name);
      if (reference === undefined || others.length > 0 || child.name === table.name) continue;
      if (table.columns.some(({ name }) => name === child.name)) continue;
      children.set(child.name, { table: child, column: reference.column, to: reference.to });
    }
    return children;
  }

  drift(operation: string, message: string): Failure {
    return new Failure({ class: "SchemaDrift", system: this.#settings.system, operation, message });
  }

  async #read(): Promise<ReadonlyMap<string, Table>> {
    const { database: place } = this.#options;
    const tables =
      place.dialect === "postgres"
        ? await postgresTables(this.#database, place.schema)
        : await sqliteTables(this.#database);
    return new Map(tables.map((table) => [table.name, table]));
  }
}
