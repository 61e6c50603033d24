import { createSourceText, positionAt, type Span } from "@xmap/diagnostics";
import type { JumpPlace } from "./jumps.ts";

/** A part of a text as lines and columns. */
export function jumpPlaceOf(path: string, text: string, span: Span): JumpPlace {
  const source = createSourceText(path, text);
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  return { startLineNumber: start.line, startColumn: start.column, endLineNumber: end.line, endColumn: end.column };
}
