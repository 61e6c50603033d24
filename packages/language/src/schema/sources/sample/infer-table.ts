import type { EntitySchema } from "@xmap/contract";
import { failedReading, type SchemaReading } from "../schema-source.ts";
import { inferSchema, type SampleOptions } from "./infer-schema.ts";

export interface TableOptions extends SampleOptions {
  /** Cells that look like numbers or truth values are such; otherwise all cells are text, as the CSV connector delivers them. */
  readonly typedCells: boolean;
}

/** The schema of a table whose first row names the columns; empty cells are null. */
export function inferTable(rows: readonly (readonly string[])[], options: TableOptions): SchemaReading {
  const [header = [], ...body] = rows.map((row) => row.map((cell) => cell.trim()));
  const wrong = header.findIndex((name, index) => name === "" || header.indexOf(name) !== index);
  if (header.length === 0 || wrong >= 0) {
    return failedReading({
      place: header.length === 0 ? "row 1" : `row 1, column ${wrong + 1}`,
      message: header.length === 0 ? "the table has no row of column names" : "the column has no name of its own",
      help: "begin the table with a row that names each column once",
    });
  }
  const columns = header.map((name, index) => ({
    name,
    values: columnValues(
      body.map((row) => row[index] ?? ""),
      options.typedCells,
    ),
  }));
  const records = body.map((_, row) => Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])));
  if (records.length === 0) records.push(Object.fromEntries(header.map((name) => [name, null])));
  const { schema, problems } = inferSchema(records, options);
  return schema === undefined || options.typedCells ? { schema, problems } : { schema: searchable(schema), problems };
}

type Cell = string | number | boolean | null;

// A leading zero or plus makes an article number or a telephone number of it.
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;
const TRUTH = /^(true|false)$/i;

function columnValues(cells: readonly string[], isTyped: boolean): readonly Cell[] {
  const filled = cells.filter((cell) => cell !== "");
  const all = (form: RegExp) => isTyped && filled.length > 0 && filled.every((cell) => form.test(cell));
  if (all(NUMBER)) return cells.map((cell) => (cell === "" ? null : Number(cell)));
  if (all(TRUTH)) return cells.map((cell) => (cell === "" ? null : cell.toLowerCase() === "true"));
  return cells.map((cell) => (cell === "" ? null : cell));
}

function searchable(schema: EntitySchema): EntitySchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, column]): [string, EntitySchema] => [
    name,
    { ...(column.type === undefined ? { type: ["string", "null"] } : column), "x-xmap-searchable": true },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}
