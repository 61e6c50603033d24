import type { Span } from "@xmap/diagnostics";
import type { Comment, XmapFile } from "@xmap/grammar";

/** A part of a text that becomes another. */
export interface Splice extends Span {
  readonly newText: string;
}

/** Changes of one file; comments that they would take away are put on lines of their own before the statement. */
export interface EditPlan {
  readonly file: XmapFile;
  readonly splices: readonly Splice[];
  /** The statement that is changed. */
  readonly statement: Span;
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Where the line of an offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}

/** Where the line after that of an offset begins. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}

/** The blanks with which the line of an offset begins. */
export function indentationOf(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
}

/** The text after the changes, with every comment that it had before. */
export function applyPlan({ file, splices, statement }: EditPlan): string {
  const { text } = file.source;
  const lost = lostComments(file.comments, splices);
  const start = lineStart(text, statement.start);
  const kept = lost.map((comment) => `${indentationOf(text, statement.start)}${comment.text}\n`).join("");
  const sorted = splices.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let result = "";
  let at = 0;
  let isKept = kept === "";
  for (const splice of sorted) {
    if (!isKept && splice.start >= start) {
      result += text.slice(at, start) + kept;
      at = start;
      isKept = true;
    }
    result += text.slice(at, splice.start) + splice.newText;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** Comments that stand in what is replaced and not in what replaces it. */
function lostComments(comments: readonly Comment[], splices: readonly Splice[]): readonly Comment[] {
  let written = splices.map(({ newText }) => newText).join("\n");
  const gone = comments.filter(({ span }) => splices.some(({ start, end }) => start <= span.start && span.end <= end));
  return gone.filter(({ text }) => {
    const at = written.indexOf(text);
    if (at < 0) return true;
    written = written.slice(0, at) + written.slice(at + text.length);
    return false;
  });
}

/** The text with its comments blanked out, offsets unchanged. */
export function withoutComments(file: XmapFile): string {
  let { text } = file.source;
  for (const { span } of file.comments)
    text = text.slice(0, span.start) + " ".repeat(span.end - span.start) + text.slice(span.end);
  return text;
}

/** Takes a statement away: with its line, unless something else stands there. */
export function withLine(file: XmapFile, span: Span): Span {
  const { text } = file.source;
  const start = lineStart(text, span.start);
  const end = lineEnd(text, span.end);
  const isAlone = text.slice(start, span.start).trim() === "" && text.slice(span.end, end).trim() === "";
  return isAlone ? { start, end: nextLine(text, span.end) } : span;
}

/** The one change that makes a text another one; none for the same. */
export function smallestChange(text: string, wanted: string) {
  if (text === wanted) return [];
  const shorter = Math.min(text.length, wanted.length);
  let same = 0;
  while (same < shorter && text[same] === wanted[same]) same += 1;
  let behind = 0;
  while (behind < shorter - same && text[text.length - 1 - behind] === wanted[wanted.length - 1 - behind]) behind += 1;
  const length = text.length - behind - same;
  return [{ offset: same, length, text: wanted.slice(same, wanted.length - behind) }];
}
