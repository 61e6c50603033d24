import type { SourceText, Span } from "@xmap/diagnostics";

const LONGEST = 80;

/** What is written at a span, on one line and not too long, for what is said of it at run time. */
export function shortText(span: Span, source: SourceText): string {
  const text = source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
