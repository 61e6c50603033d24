/** A row of cells with the text that it stands in, line end included. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly text: string;
}

export interface CsvRowsOptions {
  /** One character. */
  readonly delimiter: string;
}

/** Rows of RFC 4180 text that comes in pieces: quoted cells may hold delimiters, line ends and doubled quotes. */
export class CsvRows {
  readonly #delimiter: string;
  readonly #plain: RegExp;
  #text = "";
  #count = 0;

  constructor({ delimiter }: CsvRowsOptions) {
    this.#delimiter = delimiter;
    const escaped = delimiter.replace(/[\\^\]-]/g, "\\$&");
    this.#plain = new RegExp(`[^"${escaped}\\r\\n]*`, "y");
  }

  /** The rows that are whole by now; throws a SyntaxError that names the row of a stray quote. */
  push(chunk: string): readonly CsvRow[] {
    this.#text += chunk;
    return this.#take(false);
  }

  /** The last rows. */
  end(): readonly CsvRow[] {
    return this.#take(true);
  }

  #take(isEnd: boolean): readonly CsvRow[] {
    const rows: CsvRow[] = [];
    let start = 0;
    while (start < this.#text.length) {
      const row = this.#rowAt(start, isEnd);
      if (row === undefined) break;
      start += row.text.length;
      const isEmpty = row.cells.length === 1 && row.cells[0] === "";
      if (isEmpty) continue;
      this.#count += 1;
      rows.push(row);
    }
    this.#text = this.#text.slice(start);
    return rows;
  }

  /** Undefined while the row's end has not come yet. */
  #rowAt(start: number, isEnd: boolean): CsvRow | undefined {
    const text = this.#text;
    const cells: string[] = [];
    let place = start;
    for (;;) {
      const cell = text[place] === '"' ? this.#quoted(place) : this.#unquoted(place);
      if (cell === undefined) {
        if (isEnd) throw this.#stray(place);
        return undefined;
      }
      cells.push(cell.value);
      const after = text[cell.end];
      if (after === this.#delimiter) {
        place = cell.end + 1;
        continue;
      }
      if (after === undefined) return isEnd ? { cells, text: text.slice(start) } : undefined;
      if (after !== "\r" && after !== "\n") throw this.#stray(cell.end);
      // The second half of a line end may come with the next piece.
      if (after === "\r" && cell.end + 1 >= text.length && !isEnd) return undefined;
      const end = after === "\r" && text[cell.end + 1] === "\n" ? cell.end + 2 : cell.end + 1;
      return { cells, text: text.slice(start, end) };
    }
  }

  #unquoted(start: number): { readonly value: string; readonly end: number } {
    this.#plain.lastIndex = start;
    const value = this.#plain.exec(this.#text)?.[0] ?? "";
    return { value, end: start + value.length };
  }

  #quoted(start: number): { readonly value: string; readonly end: number } | undefined {
    let end = this.#text.indexOf('"', start + 1);
    while (end >= 0 && this.#text[end + 1] === '"') end = this.#text.indexOf('"', end + 2);
    if (end < 0) return undefined;
    return { value: this.#text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
  }

  #stray(place: number): SyntaxError {
    return new SyntaxError(`Stray quote in line ${this.#count + 1}, near "${this.#text.slice(place, place + 20)}"`);
  }
}

/** A row without its line end: cells that need quotes have them. */
export function renderCsvRow(cells: readonly string[], delimiter: string): string {
  const row = cells.map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell));
  // A row of one empty cell would be an empty line.
  return row.length === 1 && row[0] === "" ? '""' : row.join(delimiter);
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell);
}
