import type { Span } from "@xmap/diagnostics";

/** A span with its whole line, when nothing else stands on it. */
export function withLine(text: string, span: Span): Span {
  const before = text.slice(0, span.start);
  const start = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
  const isFirst = text.slice(start, span.start).trim() === "";
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?:\r\n|\n|\r|$)/.exec(text.slice(span.end));
  return isFirst && rest !== null ? { start, end: span.end + rest[0].length } : span;
}

/** A span in a list with the comma that goes with it. */
export function withComma(text: string, span: Span): Span {
  const after = /^\s*,[ \t]*/.exec(text.slice(span.end));
  if (after !== null) return { start: span.start, end: span.end + after[0].length };
  const before = /,\s*$/.exec(text.slice(0, span.start));
  return before === null ? span : { start: span.start - before[0].length, end: span.end };
}

/** Where a line's code ends: before its comment and the blanks around it. */
export function lineEndOf(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r\n|\n|\r/);
  return end < 0 ? text.length : offset + end;
}

function indentationAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/**
 * What to put in, and where, so that a block that ends with `}` has more items. One-line blocks stay on their line when
 * their items may be separated by commas.
 */
export function appendToBlock(
  text: string,
  blockEnd: number,
  items: readonly string[],
  separatedByCommas: boolean,
): { readonly offset: number; readonly newText: string } {
  const brace = blockEnd - 1;
  const lineStart = Math.max(text.lastIndexOf("\n", brace - 1), text.lastIndexOf("\r", brace - 1)) + 1;
  const outer = indentationAt(text, brace);
  if (text.slice(lineStart, brace).trim() === "" && lineStart > 0) {
    return { offset: lineStart, newText: items.map((item) => `${outer}  ${item}\n`).join("") };
  }
  const content = text.slice(0, brace).trimEnd();
  if (!separatedByCommas)
    return { offset: content.length, newText: `\n${items.map((item) => `${outer}  ${item}\n`).join("")}${outer}` };
  const isEmpty = content.endsWith("{");
  return { offset: content.length, newText: `${isEmpty ? " " : ", "}${items.join(", ")}` };
}
