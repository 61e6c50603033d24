import type { Span } from "@xmap/diagnostics";

/** Takes the marks `«` and `»` out of a text and says what stood between them. */
export function readMarks(marked: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = "";
  let start = 0;
  for (const letter of marked) {
    if (letter === "«") start = text.length;
    else if (letter === "»") spans.push({ start, end: text.length });
    else text += letter;
  }
  return { text, spans };
}
