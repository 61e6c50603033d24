import type { Diagnostic } from "./diagnostic.ts";
import { positionAt, type SourceText } from "./source-text.ts";

/** One line of NDJSON for a diagnostic, with positions for people beside the offsets. */
export function renderJsonLine(diagnostic: Diagnostic, source: SourceText): string {
  const start = positionAt(source, diagnostic.span.start);
  const end = positionAt(source, diagnostic.span.end);
  return JSON.stringify({ format: 1, ...diagnostic, start, end });
}
