import { Failure, type Value } from "@xmap/contract";
import { type RawBuilder, sql } from "kysely";
import { isEmailField } from "../shared/field-paths.ts";
import { type Column, toParameter } from "./columns.ts";
import type { Table } from "./tables.ts";

export interface StatementPlace {
  readonly system: string;
  readonly operation: string;
  readonly dialect: "postgres" | "sqlite";
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The table's quoted name. */
export function tableName(table: Table): RawBuilder<unknown> {
  return table.schema === undefined ? sql.id(table.name) : sql.id(table.schema, table.name);
}

/** Columns to select by their names; lists of PostgreSQL come as JSON, bytes not at all. */
export function selection(columns: readonly Column[], alias: string): RawBuilder<unknown> {
  return sql.join(
    columns
      .filter(({ kind }) => kind !== "bytes")
      .map(({ name, kind }) =>
        kind === "list" ? sql`to_json(${sql.id(alias, name)}) as ${sql.id(name)}` : sql.id(alias, name),
      ),
  );
}

/** All conditions at once, true when there is none. */
export function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}

/**
 * Whether an expression of the column's kind equals a value, as records hold values: empty text is null, e-mail addresses
 * are compared in lower case, instants by the second. Undefined when no row can be equal.
 */
export function equals(
  expression: RawBuilder<unknown>,
  column: Column,
  value: Value,
  place: StatementPlace,
): RawBuilder<unknown> | undefined {
  const isText = column.kind === "text" && column.isUuid !== true && column.labels === undefined;
  if (value === null || value === "") {
    return isText ? sql`(${expression} is null or ${expression} = '')` : sql`${expression} is null`;
  }
  const parameter = comparable(column, value, place);
  if (parameter === undefined) return undefined;
  if (column.kind === "instant")
    return place.dialect === "postgres"
      ? sql`date_trunc('second', ${expression}) = ${parameter}`
      : sql`datetime(${expression}) = ${parameter}`;
  if (isText && isEmailField(column.name)) return sql`lower(${expression}) = lower(${parameter})`;
  return sql`${expression} = ${parameter}`;
}

/** A value as a parameter to compare a column with; undefined when no row of it can be equal. */
export function comparable(column: Column, value: Value, place: StatementPlace): unknown {
  if (column.kind === "json" || column.kind === "list") throw unsearchable(column, place);
  const given = typeof value === "string" ? value.trim() : value;
  if (column.isUuid === true && !UUID.test(String(given))) return undefined;
  if (column.labels !== undefined && !column.labels.includes(String(given))) return undefined;
  if (column.kind === "day" && !/^\d{4}-\d{2}-\d{2}$/.test(String(given))) return undefined;
  try {
    return toParameter(column, given, place);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.details.class === "Invalid") return undefined;
    throw thrown;
  }
}

function unsearchable(column: Column, { system, operation }: StatementPlace): Failure {
  return new Failure({ class: "SchemaDrift", system, operation, message: `${column.name} cannot be searched by` });
}
