import type { DataRecord, LookupRequest, Value } from "@xmap/contract";
import { type RawBuilder, sql } from "kysely";
import { comparableKey } from "../shared/field-paths.ts";
import type { ChildTable, TableCatalog } from "./catalog.ts";
import { type Column, toValue } from "./columns.ts";
import { all, comparable, equals, type StatementPlace, selection, tableName } from "./conditions.ts";
import type { Database, Row, StatementRunner } from "./database.ts";
import type { Table } from "./tables.ts";

export interface RowsRequest {
  readonly conditions: readonly RawBuilder<unknown>[];
  readonly order: RawBuilder<unknown>;
  readonly limit: number;
}

/** Keys of one statement: SQLite takes expressions that are 1,000 deep. */
const KEYS_AT_ONCE = 400;

/** The alias of a statement's table. */
export const ALIAS = "r";

/** Reads rows as records. */
export class RowReader {
  readonly #database: Database;
  readonly #catalog: TableCatalog;
  readonly #system: string;

  constructor(database: Database, catalog: TableCatalog, system: string) {
    this.#database = database;
    this.#catalog = catalog;
    this.#system = system;
  }

  place(operation: string): StatementPlace {
    return { system: this.#system, operation, dialect: this.#database.dialect };
  }

  /** The columns that the fields name, with those of the key; all when no field is named. */
  columnsFor(table: Table, fields: readonly string[], joins: readonly string[], operation: string): readonly Column[] {
    const heads = new Set(fields.map((path) => path.split(".", 1)[0] ?? ""));
    for (const name of heads) {
      const isJoined = joins.includes(name) && !table.columns.some((column) => column.name === name);
      if (!isJoined) this.#catalog.column(table, name, operation);
    }
    const keys = this.#catalog.keyOf(table, operation);
    return heads.size === 0 ? table.columns : table.columns.filter((one) => heads.has(one.name) || keys.includes(one));
  }

  async rows(
    table: Table,
    columns: readonly Column[],
    { conditions, order, limit }: RowsRequest,
    operation: string,
    runner: StatementRunner = this.#database,
  ): Promise<readonly DataRecord[]> {
    const statement = sql`
      select ${selection(columns, ALIAS)} from ${tableName(table)} as ${sql.id(ALIAS)}
      where ${all(conditions)} order by ${order} limit ${sql.lit(Math.min(limit, Number.MAX_SAFE_INTEGER))}`;
    const rows = await runner.run(statement, { operation, writes: false });
    return rows.map((row) => this.record(columns, row));
  }

  record(columns: readonly Column[], row: Row): DataRecord {
    const told = columns.filter(({ kind }) => kind !== "bytes");
    return Object.fromEntries(
      told.map((column) => [column.name, toValue(column, row[column.name], this.#database.dialect)]),
    );
  }

  /** The condition of one row; undefined when no row can have this key. */
  ofKey(table: Table, key: readonly string[], operation: string): readonly RawBuilder<unknown>[] | undefined {
    const columns = this.#catalog.keyOf(table, operation);
    if (key.length !== columns.length)
      throw this.#catalog.drift(
        operation,
        `A key of ${table.name} is ${columns.map(({ name }) => name).join(", ")}; declare the entity with it`,
      );
    const place = this.place(operation);
    const conditions = columns.map((column, index) => {
      const parameter = comparable(column, key[index] ?? null, place);
      return parameter === undefined || parameter === null
        ? undefined
        : sql`${sql.id(ALIAS, column.name)} = ${parameter}`;
    });
    return conditions.includes(undefined) ? undefined : conditions.filter((one) => one !== undefined);
  }

  order(table: Table, operation: string): RawBuilder<unknown> {
    return sql.join(this.#catalog.keyOf(table, operation).map(({ name }) => sql.id(ALIAS, name)));
  }

  /** The expression of a dotted field; a dot goes through a foreign key. */
  async field(
    table: Table,
    path: string,
    operation: string,
    alias = ALIAS,
  ): Promise<{ readonly expression: RawBuilder<unknown>; readonly column: Column }> {
    const [head = "", ...rest] = path.split(".");
    const column = this.#catalog.column(table, head, operation);
    const here = sql.id(alias, head);
    if (rest.length === 0) return { expression: here, column };
    const reference = table.foreignKeys.find((one) => one.column === head);
    if (reference === undefined) throw this.#catalog.drift(operation, `${table.name}.${head} refers to no table`);
    const other = await this.#catalog.table(reference.table, operation);
    const inner = `${alias}x`;
    const found = await this.field(other, rest.join("."), operation, inner);
    const expression = sql`(select ${found.expression} from ${tableName(other)} as ${sql.id(inner)}
      where ${sql.id(inner, reference.to)} = ${here})`;
    return { expression, column: found.column };
  }

  async conditions(
    table: Table,
    match: readonly (readonly [path: string, value: Value])[],
    operation: string,
  ): Promise<readonly RawBuilder<unknown>[] | undefined> {
    const conditions: RawBuilder<unknown>[] = [];
    for (const [path, value] of match) {
      const { expression, column } = await this.field(table, path, operation);
      const condition = equals(expression, column, value, this.place(operation));
      if (condition === undefined) return undefined;
      conditions.push(condition);
    }
    return conditions;
  }

  /** Answers many keys with a statement for each few hundred. */
  async lookup({ resource, columns, result, keys }: LookupRequest): Promise<readonly (readonly Value[])[]> {
    const operation = `lookup ${resource}`;
    const table = await this.#catalog.table(resource, operation);
    const fields: Awaited<ReturnType<typeof this.field>>[] = [];
    for (const path of [...columns, result]) fields.push(await this.field(table, path, operation));
    const answer = fields.at(-1);
    if (answer === undefined) return keys.map(() => []);
    const found = new Map<string, Value[]>();
    const asked = keys.filter((key) => !key.includes(null));
    for (let start = 0; start < asked.length; start += KEYS_AT_ONCE) {
      const alternatives = asked.slice(start, start + KEYS_AT_ONCE).flatMap((key) => {
        const parts = columns.map((_path, index) => {
          const field = fields[index];
          return field === undefined
            ? undefined
            : equals(field.expression, field.column, key[index] ?? null, this.place(operation));
        });
        return parts.includes(undefined) ? [] : [sql`(${all(parts.filter((part) => part !== undefined))})`];
      });
      if (alternatives.length === 0) continue;
      const selected = fields.map(({ expression }, index) => sql`${expression} as ${sql.id(`f${index}`)}`);
      const statement = sql`
        select ${sql.join(selected)} from ${tableName(table)} as ${sql.id(ALIAS)}
        where ${sql.join(alternatives, sql` or `)}`;
      for (const row of await this.#database.run(statement, { operation, writes: false })) {
        const values = fields.map(({ column }, index) => toValue(column, row[`f${index}`], this.#database.dialect));
        const name = columns.map((path, index) => comparableKey(path, values[index] ?? null)).join("\n");
        found.set(name, [...(found.get(name) ?? []), values.at(-1) ?? null]);
      }
    }
    return keys.map((key) => {
      if (key.includes(null)) return [];
      return found.get(columns.map((path, index) => comparableKey(path, key[index] ?? null)).join("\n")) ?? [];
    });
  }

  /** The records with the rows of other tables that belong to them. */
  async withChildren(
    table: Table,
    records: readonly DataRecord[],
    joins: readonly string[],
    operation: string,
    runner?: StatementRunner,
  ): Promise<readonly DataRecord[]> {
    if (joins.length === 0 || records.length === 0) return records;
    const children = await this.#catalog.children(table);
    let joined = records;
    for (const name of joins) {
      const child = children.get(name);
      if (child === undefined) throw this.#catalog.drift(operation, `No table ${name} refers to ${table.name} once`);
      joined = await this.#withLines(joined, name, child, operation, runner);
    }
    return joined;
  }

  async #withLines(
    records: readonly DataRecord[],
    name: string,
    { table, column, to }: ChildTable,
    operation: string,
    runner?: StatementRunner,
  ): Promise<readonly DataRecord[]> {
    const held = this.#catalog.column(table, column, operation);
    const place = this.place(operation);
    const owners = records.flatMap((record) => comparable(held, record[to] ?? null, place) ?? []);
    const conditions = [sql`${sql.id(ALIAS, column)} in (${sql.join(owners)})`];
    const request = { conditions, order: this.order(table, operation), limit: Number.MAX_SAFE_INTEGER };
    const lines = owners.length === 0 ? [] : await this.rows(table, table.columns, request, operation, runner);
    const byOwner = Map.groupBy(lines, (line) => String(line[column]));
    return records.map((record) => ({ ...record, [name]: byOwner.get(String(record[to])) ?? [] }));
  }
}
