import { type DataRecord, Failure, type LinePatch, type UpsertRequest, type Value } from "@xmap/contract";
import { type RawBuilder, sql } from "kysely";
import type { TableCatalog } from "./catalog.ts";
import { type Column, toParameter } from "./columns.ts";
import { tableName } from "./conditions.ts";
import type { Database, StatementRunner } from "./database.ts";
import { ALIAS, type RowReader } from "./reader.ts";
import type { Table } from "./tables.ts";

type Lines = Readonly<Record<string, LinePatch>>;

interface Assignment {
  readonly column: Column;
  readonly parameter: unknown;
}

/** Writes rows, with the rows of other tables that belong to them in the same transaction. */
export class RowWriter {
  readonly #database: Database;
  readonly #catalog: TableCatalog;
  readonly #reader: RowReader;
  readonly #system: string;

  constructor(database: Database, catalog: TableCatalog, reader: RowReader, system: string) {
    this.#database = database;
    this.#catalog = catalog;
    this.#reader = reader;
    this.#system = system;
  }

  async create(resource: string, values: DataRecord, lines: Lines): Promise<readonly string[]> {
    const operation = `create ${resource}`;
    const table = await this.#catalog.table(resource, operation);
    const keys = this.#catalog.keyOf(table, operation);
    const assigned = this.#assignments(table, values, operation);
    const insert = async (runner: StatementRunner): Promise<readonly string[]> => {
      const statement = sql`${this.#insertInto(table, assigned)} returning *`;
      const [row] = await runner.run(statement, { operation, writes: true });
      if (row === undefined) throw this.#failure("Unknown", operation, "The database answered without the new row");
      await this.#writeLines(runner, table, this.#reader.record(table.columns, row), lines, operation);
      return keys.map(({ name }) => String(row[name]));
    };
    return hasLines(lines) ? this.#database.transaction(operation, insert) : insert(this.#database);
  }

  async update(resource: string, key: readonly string[], values: DataRecord, lines: Lines): Promise<void> {
    const operation = `update ${resource}`;
    const table = await this.#catalog.table(resource, operation);
    const conditions = this.#reader.ofKey(table, key, operation);
    const assigned = this.#assignments(table, values, operation);
    if (assigned.length === 0 && !hasLines(lines)) return;
    const missing = () => this.#failure("NotFound", operation, `There is no ${resource} ${key.join("/")}`);
    if (conditions === undefined) throw missing();
    const change = async (runner: StatementRunner): Promise<void> => {
      if (assigned.length > 0) {
        const statement = sql`
          update ${tableName(table)} as ${sql.id(ALIAS)} set ${assignmentList(assigned)}
          where ${sql.join([...conditions], sql` and `)} returning 1 as changed`;
        if ((await runner.run(statement, { operation, writes: true })).length === 0) throw missing();
      }
      if (!hasLines(lines)) return;
      const request = { conditions, order: this.#reader.order(table, operation), limit: 1 };
      const [record] = await this.#reader.rows(table, table.columns, request, operation, runner);
      if (record === undefined) throw missing();
      await this.#writeLines(runner, table, record, lines, operation);
    };
    await (hasLines(lines) ? this.#database.transaction(operation, change) : change(this.#database));
  }

  /** One statement where the key fields are unique in the database; undefined otherwise. */
  async upsert({ resource, key, values, lines }: UpsertRequest): Promise<DataRecord | undefined> {
    const operation = `upsert ${resource}`;
    const table = await this.#catalog.table(resource, operation);
    const wanted = key.toSorted().join("\n");
    const isUnique = table.unique.some((columns) => columns.toSorted().join("\n") === wanted);
    // Rows with an empty key field are never equal, so nothing would be found.
    const isWhole = key.every((name) => values[name] !== undefined && values[name] !== null && values[name] !== "");
    if (!isUnique || !isWhole || hasLines(lines)) return undefined;
    const assigned = this.#assignments(table, values, operation);
    const others = assigned.filter(({ column }) => !key.includes(column.name));
    const changed = (others.length > 0 ? others : assigned).map(
      ({ column: { name } }) => sql`${sql.id(name)} = excluded.${sql.id(name)}`,
    );
    const target = sql.join(key.map((name) => sql.id(name)));
    const statement = sql`
      ${this.#insertInto(table, assigned)} on conflict (${target}) do update set ${sql.join(changed)} returning *`;
    const [row] = await this.#database.run(statement, { operation, writes: true });
    if (row === undefined) throw this.#failure("Unknown", operation, "The database answered without the row");
    return this.#reader.record(table.columns, row);
  }

  #insertInto(table: Table, assigned: readonly Assignment[]): RawBuilder<unknown> {
    if (assigned.length === 0) return sql`insert into ${tableName(table)} default values`;
    const names = sql.join(assigned.map(({ column }) => sql.id(column.name)));
    const parameters = sql.join(assigned.map(({ parameter }) => parameter));
    return sql`insert into ${tableName(table)} (${names}) values (${parameters})`;
  }

  #assignments(table: Table, values: DataRecord, operation: string): readonly Assignment[] {
    const given = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined);
    const place = this.#reader.place(operation);
    return given.map(([name, value]) => {
      const column = this.#catalog.column(table, name, operation);
      return { column, parameter: toParameter(column, value, place) };
    });
  }

  async #writeLines(
    runner: StatementRunner,
    table: Table,
    owner: DataRecord,
    lines: Lines,
    operation: string,
  ): Promise<void> {
    const children = await this.#catalog.children(table);
    for (const [name, { add, change, remove }] of Object.entries(lines)) {
      const child = children.get(name);
      if (child === undefined) throw this.#catalog.drift(operation, `No table ${name} refers to ${table.name} once`);
      const { table: lineTable, column, to } = child;
      const held = this.#catalog.column(lineTable, column, operation);
      const owned = toParameter(held, owner[to] ?? null, this.#reader.place(operation));
      const ofLine = (key: string): RawBuilder<unknown> => {
        const conditions = this.#reader.ofKey(lineTable, [key], operation);
        const missing = this.#failure("NotFound", operation, `There is no line ${key} in ${name}`);
        if (conditions === undefined) throw missing;
        return sql.join([...conditions, sql`${sql.id(ALIAS, column)} = ${owned}`], sql` and `);
      };
      const about = { operation, writes: true };
      for (const key of remove)
        await runner.run(sql`delete from ${tableName(lineTable)} as ${sql.id(ALIAS)} where ${ofLine(key)}`, about);
      for (const { key, values } of change) {
        const assigned = this.#assignments(lineTable, values, operation);
        if (assigned.length === 0) continue;
        const statement = sql`
          update ${tableName(lineTable)} as ${sql.id(ALIAS)} set ${assignmentList(assigned)}
          where ${ofLine(key)} returning 1 as changed`;
        if ((await runner.run(statement, about)).length === 0)
          throw this.#failure("NotFound", operation, `There is no line ${key} in ${name}`);
      }
      for (const { values } of add) {
        const assigned = this.#assignments(lineTable, values, operation).filter((one) => one.column.name !== column);
        await runner.run(this.#insertInto(lineTable, [...assigned, { column: held, parameter: owned }]), about);
      }
    }
  }

  #failure(name: "NotFound" | "Unknown", operation: string, message: string): Failure {
    return new Failure({ class: name, system: this.#system, operation, message });
  }
}

function assignmentList(assigned: readonly Assignment[]): RawBuilder<unknown> {
  return sql.join(assigned.map(({ column, parameter }) => sql`${sql.id(column.name)} = ${parameter}`));
}

function hasLines(lines: Lines): boolean {
  return Object.values(lines).some(({ add, change, remove }) => add.length + change.length + remove.length > 0);
}
