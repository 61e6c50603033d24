import type { Span } from "@xmap/diagnostics";
import type { XmapFile } from "@xmap/grammar";
import { indentationOf, lineEnd, lineStart, type Splice } from "./text-splice.ts";

/** A block's braces, and the statements in them. */
export interface BlockText {
  readonly file: XmapFile;
  /** Ends with the closing brace. */
  readonly span: Span;
  readonly items: readonly { readonly span: Span; readonly kind: string }[];
}

/** Where a statement's line ends, the comments behind it included, as long as nothing else stands there. */
function endWithComments(file: XmapFile, { end }: Span): number {
  const last = lineEnd(file.source.text, end);
  const behind = file.comments.findLast(({ span }) => span.start >= end && span.end <= last);
  const rest = file.source.text.slice(behind?.span.end ?? end, last);
  return rest.trim() === "" ? last : (behind?.span.end ?? end);
}

/** Puts statements in behind one of a block's, or as its first. */
export function insertInto({ file, span, items }: BlockText, after: Span | undefined, text: string): Splice {
  const { text: source } = file.source;
  const brace = span.end - 1;
  const outer = indentationOf(source, brace);
  if (after !== undefined) {
    const end = endWithComments(file, after);
    const isClosed = source.slice(end, brace).trim() === "" && !/[\r\n]/.test(source.slice(end, brace));
    const indentation =
      lineStart(source, after.start) === lineStart(source, span.start)
        ? `${outer}  `
        : indentationOf(source, after.start);
    return at(end, `\n${indented(text, indentation)}${isClosed ? `\n${outer}` : ""}`);
  }
  const last = items.at(-1);
  const from = last === undefined ? source.lastIndexOf("{", brace) : last.span.end;
  const isOnLine = !/[\r\n]/.test(source.slice(from, brace));
  const start = lineStart(source, brace);
  if (isOnLine || start <= from) return at(brace, `\n${indented(text, `${outer}  `)}\n${outer}`);
  return at(start, `${indented(text, `${outer}  `)}\n`);
}

function at(offset: number, newText: string): Splice {
  return { start: offset, end: offset, newText };
}

function indented(text: string, indentation: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : indentation + line))
    .join("\n");
}

/** A statement with the comments directly above it and those behind it, as whole lines; undefined when it shares its line. */
export function wholeLines(file: XmapFile, { start, end }: Span): Span | undefined {
  const { text } = file.source;
  const last = endWithComments(file, { start, end });
  let first = lineStart(text, start);
  if (text.slice(first, start).trim() !== "" || last !== lineEnd(text, end)) return undefined;
  for (const { span } of file.comments.toReversed()) {
    if (span.end > first || text.slice(lineStart(text, span.start), span.start).trim() !== "") continue;
    const between = text.slice(span.end, first);
    if (between.trim() !== "" || between.split(/\r\n|\n|\r/).length > 2) break;
    first = lineStart(text, span.start);
  }
  return { start: first, end: last };
}
