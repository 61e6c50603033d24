import type { Span } from "@xmap/diagnostics";
import type { Comment } from "@xmap/grammar";
import { inserting, type RefactoringPlace, type TextChange } from "./refactoring.ts";

function lineStartAt(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Where the comments begin that stand right above an offset; the offset itself when there are none. */
function startWithComments(text: string, comments: readonly Comment[], offset: number): number {
  let start = offset;
  for (const { span } of comments.toReversed()) {
    if (span.start >= start) continue;
    const between = text.slice(span.end, start);
    const isAbove = between.trim() === "" && !/(?:\n|\r\n|\r)[ \t]*(?:\n|\r)/.test(between);
    if (!isAbove || text.slice(lineStartAt(text, span.start), span.start).trim() !== "") break;
    start = span.start;
  }
  return start;
}

/** Puts a statement above a node and its comments. */
export function insertingAbove(place: RefactoringPlace, node: { readonly span: Span }, statement: string): TextChange {
  const start = startWithComments(place.text, place.file.loaded.file.comments, node.span.start);
  return inserting(start, `${statement}\n`);
}

/** Takes a statement out, with its line when nothing else stands on it; comments stay. */
export function removing({ text }: RefactoringPlace, { span }: { readonly span: Span }): TextChange {
  const start = lineStartAt(text, span.start);
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(span.end));
  const isWhole = rest !== null && text.slice(start, span.start).trim() === "";
  return { span: isWhole ? { start, end: span.end + rest[0].length } : span, newText: "" };
}
