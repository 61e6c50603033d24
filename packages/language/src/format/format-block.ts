import { type Block, type Columns, type Document, forcedLine, join, type Row } from "./document.ts";
import { flatText } from "./flat-text.ts";
import type { SourceCursor } from "./source-cursor.ts";

/** A statement that is still to be read. */
export interface Entry {
  /** Where it ends in the text. */
  readonly end: number;
  readonly print: () => Printed;
}

/** A statement's text, and its columns when it has some that can be aligned. */
export interface Printed {
  readonly content: Document;
  readonly columns?: Columns;
}

/** Statements in braces. In a list commas separate those that share a line. */
export function formatBlock(cursor: SourceCursor, entries: readonly Entry[], separator: "," | ""): Document {
  const before = cursor.takeBare("{");
  const opening = cursor.commentsBehind().join(" ");
  const isOpened = cursor.isLineEndNext();
  const rows = formatRows(cursor, entries, "}");
  cursor.takeBare("}");
  const isEmpty = rows.length === 0;
  const mayBeOneLine = opening === "" && (isEmpty || (!isOpened && (separator === "," || rows.length === 1)));
  const block: Block = { kind: "block", rows, opening, oneLine: mayBeOneLine ? onOneLine(rows) : undefined };
  return [before, block];
}

/** Statements and the comments between them, up to the closing bracket. */
export function formatRows(cursor: SourceCursor, entries: readonly Entry[], closer: "}" | ""): readonly Row[] {
  const rows: Row[] = [];
  const takeComments = (): boolean => {
    const { comments, blankBefore } = cursor.looseComments(rows.length === 0);
    for (const { text, blankBefore: isApart } of comments) {
      rows.push({
        content: formatComment(text),
        columns: undefined,
        comment: "",
        isComment: true,
        blankBefore: isApart,
      });
    }
    return blankBefore;
  };
  for (const { end, print } of entries) {
    const blankBefore = takeComments();
    const { content, columns } = cursor.within(end, print);
    const comments = [...(cursor.isNext(",") ? takeComma(cursor) : []), ...cursor.commentsBehind(closer)];
    rows.push({ content, columns, comment: comments.join(" "), isComment: false, blankBefore });
  }
  takeComments();
  return rows;
}

/** The lines of a documentation keep step with its indentation, those of other comments stay as they are. */
function formatComment(text: string): Document {
  const lines = text.split("\n");
  const isStarred = lines.length > 1 && lines.slice(1).every((each) => each.startsWith(" *"));
  return isStarred ? join(forcedLine, lines) : text;
}

function takeComma(cursor: SourceCursor): readonly string[] {
  const comments = cursor.commentsBehind(",");
  cursor.takeBare(",");
  return comments;
}

/** Undefined when a comment, or a statement of several lines, makes that impossible. */
function onOneLine(rows: readonly Row[]): Document | undefined {
  if (rows.length === 0) return "{}";
  const parts: string[] = [];
  for (const { content, comment, isComment } of rows) {
    const text = isComment ? undefined : flatText(content);
    if (text === undefined || comment.includes("//") || comment.includes("\n")) return undefined;
    parts.push(comment === "" ? text : `${text} ${comment}`);
  }
  return `{ ${parts.join(", ")} }`;
}
