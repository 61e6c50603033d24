import type { Span } from "@xmap/diagnostics";

/** A part of a text. */
export function textAt(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
