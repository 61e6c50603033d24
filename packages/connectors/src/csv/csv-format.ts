import type { DataRecord, Value } from "@xmap/contract";
import type { FileFormat, FileRow, OpenedFile } from "../files/file-format.ts";
import { type CsvRow, CsvRows, renderCsvRow } from "./csv-text.ts";

export interface CsvFormatOptions {
  readonly delimiter: string;
  /** Puts an apostrophe before text that a spreadsheet would take for a formula. */
  readonly guardsFormulas: boolean;
}

const MARK = "\uFEFF";

/** Tables with a row of column names; all cells are text, and empty ones null. */
export function csvFormat({ delimiter, guardsFormulas }: CsvFormatOptions): FileFormat {
  return {
    extension: ".csv",
    async open(chunks): Promise<OpenedFile> {
      const rows = rowsOf(chunks, delimiter);
      const first = await rows.next();
      if (first.done === true) return { columns: [], head: "", lineEnd: "\n", rows: none() };
      const columns = columnsOf(first.value);
      const text = first.value.text;
      const lineEnd = /\r\n$|\r$|\n$/.exec(text)?.[0] ?? "\n";
      return { columns, head: text, lineEnd, rows: recordsOf(rows, columns, guardsFormulas) };
    },
    render(record, columns = []) {
      const cells = columns.map((name) => cellOf(name, record[name], guardsFormulas));
      return renderCsvRow(cells, delimiter);
    },
  };
}

async function* rowsOf(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRow> {
  const rows = new CsvRows({ delimiter });
  let mark: string | undefined;
  for await (const chunk of chunks) {
    const isFirst = mark === undefined;
    if (isFirst) mark = chunk.startsWith(MARK) ? MARK : "";
    for (const row of rows.push(isFirst ? chunk.slice(mark?.length ?? 0) : chunk)) {
      yield mark ? { ...row, text: `${mark}${row.text}` } : row;
      mark = "";
    }
  }
  for (const row of rows.end()) {
    yield mark ? { ...row, text: `${mark}${row.text}` } : row;
    mark = "";
  }
}

function columnsOf({ cells }: CsvRow): readonly string[] {
  const columns = cells.map((cell) => cell.trim());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new SyntaxError(`two columns are called "${twice}"`);
  return columns;
}

async function* recordsOf(
  rows: AsyncIterable<CsvRow>,
  columns: readonly string[],
  isGuarded: boolean,
): AsyncGenerator<FileRow> {
  let line = 1;
  for await (const { cells, text } of rows) {
    line += 1;
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== ""))
      throw new SyntaxError(`row ${line} has ${cells.length} cells, but there are ${columns.length} columns`);
    const entries = columns.map((name, index): [string, Value] => [name, cellValue(cells[index] ?? "", isGuarded)]);
    yield { record: Object.fromEntries(entries), text };
  }
}

async function* none(): AsyncGenerator<FileRow> {}

function cellValue(cell: string, isGuarded: boolean): Value {
  const text = cell.trim();
  return (isGuarded && /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text) || null;
}

function cellOf(name: string, value: DataRecord[string], isGuarded: boolean): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "object") throw new TypeError(`${name} takes one value, not a record or list`);
  const text = String(value);
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text);
  return isGuarded && isFormula ? `'${text}` : text;
}
