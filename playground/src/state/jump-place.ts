import { createSourceText, positionAt, type Span } from "@xmap/diagnostics";
import type { JumpPlace } from "./jumps.ts";

/** A part of a text as lines and columns. */
export function jumpPlaceOf(path: string, text: string, span: Span): JumpPlace {
  const source = createSourceText(path, text);
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  return { startLineNumber: start.line, startColumn: start.column, endLineNumber: end.line, endColumn: end.column };
}

/** From a place, counted from 1, to the end of its line. */
export function restOfLine(text: string, { line, column }: { readonly line: number; readonly column: number }): Span {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  return { start: before + column - 1, end: before + (lines[line - 1]?.trimEnd().length ?? 0) };
}
