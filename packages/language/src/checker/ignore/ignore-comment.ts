import { positionAt, type Span } from "@xmap/diagnostics";
import type { XmapFile } from "@xmap/grammar";

/** `// xmap-ignore CODE reason` */
export interface IgnoreComment {
  readonly file: string;
  /** The comment without blanks at its end. */
  readonly span: Span;
  /** Empty where none is written. */
  readonly code: string;
  readonly codeSpan: Span;
  readonly reason: string;
  /** The line whose findings it silences, counted from 1. */
  readonly line: number;
}

const IGNORE = /^\/\/\s*xmap-ignore(?![\w-])[ \t:]*([\w-]*)[ \t]*(.*?)\s*$/;

/** A file's ignoring comments. One that stands alone on its line is about the next line that has more than such a comment. */
export function ignoreComments(file: XmapFile): readonly IgnoreComment[] {
  const { source } = file;
  const found: IgnoreComment[] = [];
  for (const { text, span } of file.comments) {
    const match = IGNORE.exec(text);
    if (match === null) continue;
    const [, code = "", reason = ""] = match;
    const end = span.start + text.trimEnd().length;
    const codeStart = code === "" ? span.start : span.start + text.indexOf(code, text.indexOf("xmap-ignore") + 11);
    found.push({
      file: source.path,
      span: { start: span.start, end },
      code,
      codeSpan: { start: codeStart, end: code === "" ? end : codeStart + code.length },
      reason,
      line: positionAt(source, span.start).line,
    });
  }
  return found.map((comment, index) => ({ ...comment, line: silencedLine(comment, found.slice(index + 1), file) }));
}

function silencedLine(comment: IgnoreComment, later: readonly IgnoreComment[], file: XmapFile): number {
  if (!standsAlone(comment, file)) return comment.line;
  let line = comment.line + 1;
  while (later.some((other) => other.line === line && standsAlone(other, file))) line += 1;
  return line;
}

function standsAlone({ span, line }: IgnoreComment, { source }: XmapFile): boolean {
  return source.text.slice(source.lineStarts[line - 1], span.start).trim() === "";
}
