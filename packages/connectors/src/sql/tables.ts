import { sql } from "kysely";
import { type Column, postgresKind, sqliteKind } from "./columns.ts";
import type { Row, StatementRunner } from "./database.ts";

/** A column that holds the key of another table's row. */
export interface ForeignKey {
  readonly column: string;
  readonly table: string;
  /** The other table's column. */
  readonly to: string;
}

export interface Table {
  readonly name: string;
  /** PostgreSQL's schema; undefined in SQLite. */
  readonly schema: string | undefined;
  readonly isView: boolean;
  readonly columns: readonly Column[];
  /** Columns of the primary key in its order; empty when the database knows none. */
  readonly key: readonly string[];
  /** Sets of columns in which no two rows are equal. */
  readonly unique: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly description?: string | undefined;
}

const ABOUT = { operation: "read the tables", writes: false };

/** The tables and views of a PostgreSQL schema that the user may see. */
export async function postgresTables(runner: StatementRunner, schema: string): Promise<readonly Table[]> {
  const columns = await runner.run(
    sql`
      select c.relname as "table", c.relkind in ('v', 'm') as is_view, a.attname as "column",
        base.typname as type, a.attnotnull or t.typnotnull as not_null,
        a.atthasdef or a.attidentity <> '' as has_default,
        a.attgenerated <> '' or a.attidentity = 'a' as is_generated,
        information_schema._pg_char_max_length(true_type.id, true_type.modifier) as max_length,
        information_schema._pg_numeric_precision(true_type.id, true_type.modifier) as precision,
        information_schema._pg_numeric_scale(true_type.id, true_type.modifier) as scale,
        (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = base.oid) as labels,
        col_description(c.oid, a.attnum) as description, obj_description(c.oid) as about_table
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      cross join lateral (select information_schema._pg_truetypid(a, t) as id,
        information_schema._pg_truetypmod(a, t) as modifier) as true_type
      join pg_type base on base.oid = true_type.id
      where n.nspname = ${schema} and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and has_table_privilege(c.oid, 'select')
      order by c.relname, a.attnum`,
    ABOUT,
  );
  const keys = await runner.run(
    sql`
      select c.relname as "table", i.indexrelid::text as index, i.indisprimary as is_primary, a.attname as "column"
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_namespace n on n.oid = c.relnamespace
      cross join lateral unnest(i.indkey::int2[]) with ordinality as part(number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = part.number
      where n.nspname = ${schema} and i.indisunique and i.indpred is null and i.indexprs is null
        and part.place <= i.indnkeyatts
      order by c.relname, i.indexrelid, part.place`,
    ABOUT,
  );
  const references = await runner.run(
    sql`
      select c.relname as "table", a.attname as "column", other.relname as other, b.attname as to_column
      from pg_constraint f
      join pg_class c on c.oid = f.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_class other on other.oid = f.confrelid and other.relnamespace = n.oid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
      join pg_attribute b on b.attrelid = other.oid and b.attnum = f.confkey[1]
      where n.nspname = ${schema} and f.contype = 'f' and array_length(f.conkey, 1) = 1
      order by c.relname, f.conname`,
    ABOUT,
  );
  const keysByTable = Map.groupBy(keys, (row) => text(row.table));
  const referencesByTable = Map.groupBy(references, (row) => text(row.table));
  return [...Map.groupBy(columns, (row) => text(row.table))].map(([name, rows]) => {
    const indexes = [...Map.groupBy(keysByTable.get(name) ?? [], (row) => text(row.index)).values()];
    const primary = indexes.find(([first]) => first?.is_primary === "t") ?? [];
    return {
      name,
      schema,
      isView: rows[0]?.is_view === "t",
      columns: rows.map(postgresColumn),
      key: primary.map((row) => text(row.column)),
      unique: indexes.map((index) => index.map((row) => text(row.column))),
      foreignKeys: (referencesByTable.get(name) ?? []).map((row) => ({
        column: text(row.column),
        table: text(row.other),
        to: text(row.to_column),
      })),
      description: optional(rows[0]?.about_table),
    };
  });
}

function postgresColumn(row: Row): Column {
  const labels = optional(row.labels);
  const type = text(row.type);
  return {
    name: text(row.column),
    kind: postgresKind(type),
    isUuid: type === "uuid",
    isNullable: row.not_null !== "t",
    hasDefault: row.has_default === "t",
    isGenerated: row.is_generated === "t",
    maxLength: whole(row.max_length),
    precision: whole(row.precision),
    scale: whole(row.scale),
    labels: labels === undefined ? undefined : (JSON.parse(labels) as readonly string[]),
    description: optional(row.description),
  };
}

/** The tables and views of a SQLite file. */
export async function sqliteTables(runner: StatementRunner): Promise<readonly Table[]> {
  const columns = await runner.run(
    sql`
      select m.name as "table", m.type = 'view' as is_view, m.sql as written, p.name as "column", p.type as type,
        p."notnull" as not_null, p.dflt_value as default_value, p.pk as key_place, p.hidden as hidden
      from sqlite_schema m join pragma_table_xinfo(m.name) p
      where m.type in ('table', 'view') and m.name not like 'sqlite\\_%' escape '\\' and p.hidden <> 1
      order by m.name, p.cid`,
    ABOUT,
  );
  const indexes = await runner.run(
    sql`
      select m.name as "table", l.name as "index", i.name as "column"
      from sqlite_schema m join pragma_index_list(m.name) l join pragma_index_info(l.name) i
      where m.type = 'table' and l."unique" = 1 and l.partial = 0
      order by m.name, l.seq, i.seqno`,
    ABOUT,
  );
  const references = await runner.run(
    sql`
      select m.name as "table", f.id as id, f."from" as "column", f."table" as other, f."to" as to_column
      from sqlite_schema m join pragma_foreign_key_list(m.name) f
      where m.type = 'table'
      order by m.name, f.id, f.seq`,
    ABOUT,
  );
  const byTable = Map.groupBy(columns, (row) => text(row.table));
  const keyOf = (name: string): readonly string[] => {
    const parts = (byTable.get(name) ?? []).filter((row) => Number(row.key_place) > 0);
    const inOrder = parts.toSorted((left, right) => Number(left.key_place) - Number(right.key_place));
    return inOrder.map((row) => text(row.column));
  };
  return [...byTable].map(([name, rows]) => {
    const key = keyOf(name);
    const ownIndexes = Map.groupBy(
      indexes.filter((row) => row.table === name),
      (row) => text(row.index),
    );
    const ownReferences = Map.groupBy(
      references.filter((row) => row.table === name),
      (row) => text(row.id),
    );
    const numbered = key.length === 1 && rows.some((row) => row.column === key[0] && /^integer$/i.test(text(row.type)));
    return {
      name,
      schema: undefined,
      isView: Number(rows[0]?.is_view) === 1,
      columns: rows.map((row) => sqliteColumn(row, key, numbered)),
      key,
      unique: [
        ...(key.length === 0 ? [] : [key]),
        ...[...ownIndexes.values()].map((index) => index.map((row) => text(row.column))),
      ],
      foreignKeys: [...ownReferences.values()].flatMap(([first, ...others]) => {
        if (first === undefined || others.length > 0) return [];
        const table = text(first.other);
        // SQLite leaves the column out when it is the other table's key.
        const to = optional(first.to_column) ?? keyOf(table)[0];
        return to === undefined ? [] : [{ column: text(first.column), table, to }];
      }),
    };
  });
}

function sqliteColumn(row: Row, key: readonly string[], numbered: boolean): Column {
  const type = text(row.type);
  const [, first, second] = /\((\d+)(?:\s*,\s*(\d+))?\)/.exec(type) ?? [];
  const kind = sqliteKind(type);
  const isKey = key.includes(text(row.column));
  return {
    name: text(row.column),
    kind,
    isNullable: Number(row.not_null) !== 1 && !isKey,
    hasDefault: row.default_value !== null || (isKey && numbered),
    isGenerated: Number(row.hidden) > 1,
    ...(kind === "text" ? { maxLength: whole(first) } : {}),
    ...(kind === "decimal"
      ? { precision: whole(first), scale: whole(second) ?? (first === undefined ? undefined : 0) }
      : {}),
  };
}

function text(cell: unknown): string {
  return cell === null || cell === undefined ? "" : String(cell);
}

function optional(cell: unknown): string | undefined {
  const written = text(cell);
  return written === "" ? undefined : written;
}

function whole(cell: unknown): number | undefined {
  const written = optional(cell);
  return written === undefined ? undefined : Number(written);
}
