/**
 * Text with the places where it may be broken into lines, after Wadler's "A prettier printer" (2003): a group stands
 * on one line when it fits, else each line break of its own becomes one.
 */
export type Document = string | readonly Document[] | LineBreak | Indented | Group | Remark | EndOfLineComment | Block;

/** A line's end when its group is broken, `flat` when it is not; a forced one breaks its group. */
export interface LineBreak {
  readonly kind: "break";
  readonly flat: "" | " ";
  readonly forced: boolean;
}

/** Lines that begin inside it stand two columns further right. */
export interface Indented {
  readonly kind: "indented";
  readonly content: Document;
}

export interface Group {
  readonly kind: "group";
  readonly content: Document;
}

/** A comment on one line with something behind it, or the last token before it. */
export interface Remark {
  readonly kind: "remark";
  readonly text: string;
}

/** A comment after which the line must end. */
export interface EndOfLineComment {
  readonly kind: "comment";
  readonly text: string;
  /** It also begins its line. */
  readonly ownLine: boolean;
}

/** Statements in braces: on one line where `oneLine` is there and fits, else a row each. */
export interface Block {
  readonly kind: "block";
  readonly rows: readonly Row[];
  /** The comment behind the opening brace. */
  readonly opening: string;
  readonly oneLine: Document | undefined;
}

/** A statement, or a comment with lines of its own. */
export interface Row {
  readonly content: Document;
  readonly columns: Columns | undefined;
  /** The comment behind it, "" for none. */
  readonly comment: string;
  readonly isComment: boolean;
  readonly blankBefore: boolean;
}

/** What is aligned with the neighbours: the sides of an arrow, and what follows it. */
export interface Columns {
  readonly left: Document;
  readonly arrow: "->" | "<-" | "<->";
  readonly right: Document;
  readonly modifiers: readonly Document[];
}

export const line: LineBreak = { kind: "break", flat: " ", forced: false };
export const softLine: LineBreak = { kind: "break", flat: "", forced: false };
export const forcedLine: LineBreak = { kind: "break", flat: " ", forced: true };

export function group(...content: readonly Document[]): Group {
  return { kind: "group", content };
}

export function indented(...content: readonly Document[]): Indented {
  return { kind: "indented", content };
}

/** The documents with a separator between any two. */
export function join(separator: Document, documents: readonly Document[]): Document {
  return documents.flatMap((document, index) => (index === 0 ? [document] : [separator, document]));
}
