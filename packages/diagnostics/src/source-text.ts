/** A file's text with the offsets at which its lines start. */
export interface SourceText {
  /** Path as the user knows it, relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** A place for people: line and column count from 1, columns in UTF-16 units as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Indexes the lines of a text; CRLF, LF and CR all end a line. */
export function createSourceText(path: string, text: string): SourceText {
  const lineStarts = [0];
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit === 13 && text.charCodeAt(offset + 1) === 10) continue;
    if (unit === 10 || unit === 13) lineStarts.push(offset + 1);
  }
  return { path, text, lineStarts };
}

/** Line and column of an offset; offsets outside the text are clamped to it. */
export function positionAt(source: SourceText, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: clamped - (source.lineStarts[low] ?? 0) + 1 };
}

/** The text of a line, counted from 1, without its line end. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return "";
  const next = source.lineStarts[line] ?? source.text.length;
  return source.text.slice(start, next).replace(/[\r\n]+$/, "");
}
