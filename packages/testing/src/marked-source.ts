import type { Span } from "@xmap/diagnostics";

/** A source text with the places that were marked in it. */
export interface MarkedSource {
  readonly text: string;
  /** In the order of their beginnings. */
  readonly spans: readonly Span[];
}

const MARK = "~~~";

/** Takes the marks out of a text: `markedSource("a ~~~bad~~~ word")`. An odd mark is a mistake in the test and throws. */
export function markedSource(marked: string): MarkedSource {
  const parts = marked.split(MARK);
  if (parts.length % 2 === 0) throw new Error(`A mark is not closed: ${marked}`);
  const spans: Span[] = [];
  let text = "";
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) spans.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, spans };
}
