import type { Span } from "@xmap/diagnostics";
import type { Comment } from "@xmap/grammar";
import type { Document, EndOfLineComment } from "./document.ts";

/** The tree and the text do not say the same at an offset. */
export class SourceMismatch extends Error {
  override readonly name = "SourceMismatch";
  readonly offset: number;

  constructor(offset: number) {
    super(`The text at ${offset} is not what the tree says.`);
    this.offset = offset;
  }
}

/** A comment that stands between statements. */
export interface LooseComment {
  readonly text: string;
  readonly blankBefore: boolean;
}

const BLANK = /[ \t\r\n\v\f\u00a0\ufeff]*/y;
const WORD = /[A-Za-z_\u03bb][\w$]*/y;

/**
 * Walks through a text beside its tree, token by token, so that every comment comes out between the two tokens
 * between which it was written.
 */
export class SourceCursor {
  readonly #text: string;
  readonly #comments: ReadonlyMap<number, Comment>;
  #offset: number;
  /** Comments that begin here or later belong to the statement as a whole. */
  #limit: number;

  constructor(text: string, comments: readonly Comment[], { start, end }: Span) {
    this.#text = text;
    this.#comments = new Map(comments.map((comment) => [comment.span.start, comment]));
    this.#offset = start;
    this.#limit = end;
  }

  /** Walks through a part that has no comments. */
  inside(span: Span): SourceCursor {
    return new SourceCursor(this.#text, [], span);
  }

  /** Where the next token begins. */
  nextToken(): number {
    let at = this.#afterBlanks(this.#offset);
    for (let comment = this.#comments.get(at); comment !== undefined; comment = this.#comments.get(at)) {
      at = this.#afterBlanks(comment.span.end);
    }
    return at;
  }

  isNext(image: string): boolean {
    return this.#text.startsWith(image, this.nextToken());
  }

  /** The next token if it is a word, else "". */
  nextWord(): string {
    WORD.lastIndex = this.nextToken();
    return WORD.exec(this.#text)?.[0] ?? "";
  }

  /** Whether the next token stands on a line of its own. */
  isLineEndNext(): boolean {
    return this.#hasLineEnd(this.#offset, this.nextToken());
  }

  /** Reads a token, with the comments around it; another spelling can be printed. */
  take(image: string, printed = image): Document {
    return this.#token(image.length, image, printed);
  }

  /** Reads the token of a leaf, printed as the function says. */
  takeLeaf(span: Span, print: (image: string) => string = (image) => image): Document {
    const image = this.#text.slice(span.start, span.end);
    const at = this.nextToken();
    if (at !== span.start) throw new SourceMismatch(at);
    return this.#token(image.length, image, print(image));
  }

  /** Reads a token that is not printed, and answers the comments before it. */
  drop(image: string): readonly Document[] {
    const comments = this.#commentsAlone();
    this.takeBare(image);
    return comments;
  }

  /** Comments before a closing bracket, which belong inside, and the bracket. */
  takeClosing(image: string): { readonly comments: readonly Document[]; readonly token: Document } {
    return { comments: this.#commentsAlone(), token: this.take(image) };
  }

  /** Reads a token that is printed elsewhere, and answers the comments before it; those behind it are left. */
  takeBare(image: string): readonly Document[] {
    const comments = this.#commentsBefore();
    this.#expect(image);
    this.#offset += image.length;
    return comments;
  }

  /** Prints a statement; the comments behind its end are not its own. */
  within<Printed>(end: number, print: () => Printed): Printed {
    const before = this.#limit;
    this.#limit = end;
    const printed = print();
    this.#limit = before;
    return printed;
  }

  /** Comments on this line with nothing but its end, or the end of the block, behind them. */
  commentsBehind(closer = ""): readonly string[] {
    const { texts, end, endsLine } = this.#commentsOnLine(this.#offset);
    const isLast = endsLine || (closer !== "" && this.#text.startsWith(closer, this.#afterBlanks(end)));
    if (!isLast || texts.length === 0 || this.#hasLineEnd(this.#offset, this.#afterBlanks(this.#offset))) return [];
    this.#offset = end;
    return texts;
  }

  /** The comments before the next statement, by lines. A statement's first token begins its line. */
  looseComments(isFirst: boolean): { readonly comments: readonly LooseComment[]; readonly blankBefore: boolean } {
    const comments: LooseComment[] = [];
    for (;;) {
      const start = this.#afterBlanks(this.#offset);
      const blankBefore = (!isFirst || comments.length > 0) && this.#hasBlankLine(this.#offset, start);
      const { texts, end } = this.#commentsOnLine(start);
      if (texts.length === 0) return { comments, blankBefore };
      comments.push({ text: texts.join(" "), blankBefore });
      this.#offset = end;
    }
  }

  /** The comments from an offset on that no line end separates; those over several lines stand alone. */
  #commentsOnLine(from: number): {
    readonly texts: readonly string[];
    readonly end: number;
    readonly endsLine: boolean;
  } {
    const texts: string[] = [];
    let end = from;
    let start = this.#afterBlanks(from);
    for (let comment = this.#comments.get(start); comment !== undefined; comment = this.#comments.get(start)) {
      const text = textOf(comment);
      texts.push(text);
      end = comment.span.end;
      start = this.#afterBlanks(end);
      if (text.includes("\n")) return { texts, end, endsLine: true };
      if (this.#hasLineEnd(end, start)) break;
    }
    return { texts, end, endsLine: start >= this.#text.length || this.#hasLineEnd(end, start) };
  }

  #token(length: number, image: string, printed: string): Document {
    const before = this.#commentsBefore();
    this.#expect(image);
    this.#offset += length;
    const behind: Document[] = this.#commentsBehindToken();
    return before.length + behind.length === 0 ? printed : [...before, printed, ...behind];
  }

  #expect(image: string): void {
    const at = this.#afterBlanks(this.#offset);
    if (!this.#text.startsWith(image, at)) throw new SourceMismatch(at);
    this.#offset = at;
  }

  #commentsBefore(): Document[] {
    const found: Document[] = [];
    for (;;) {
      const start = this.#afterBlanks(this.#offset);
      const comment = this.#comments.get(start);
      if (comment === undefined) return found;
      const ownLine = this.#hasLineEnd(this.#offset, start);
      const next = this.#afterBlanks(comment.span.end);
      const text = textOf(comment);
      const endsLine = text.includes("\n") || this.#hasLineEnd(comment.span.end, next);
      if (endsLine) found.push(endOfLine(text, ownLine));
      else found.push({ kind: "remark", text }, " ");
      this.#offset = comment.span.end;
    }
  }

  /** Those before a token, without the blank between. */
  #commentsAlone(): readonly Document[] {
    const comments = this.#commentsBefore();
    return comments.at(-1) === " " ? comments.slice(0, -1) : comments;
  }

  /** On the token's own line, when the line ends behind them. */
  #commentsBehindToken(): Document[] {
    const found: Document[] = [];
    const start = this.#offset;
    if (this.#afterBlanks(start) >= this.#limit) return [];
    for (const text of this.commentsBehind()) {
      const endsLine = text.startsWith("//") || text.includes("\n");
      found.push(endsLine ? [" ", endOfLine(text, false)] : { kind: "remark", text });
    }
    return found;
  }

  #afterBlanks(offset: number): number {
    BLANK.lastIndex = offset;
    BLANK.test(this.#text);
    return BLANK.lastIndex;
  }

  #hasLineEnd(from: number, to: number): boolean {
    return /[\r\n]/.test(this.#text.slice(from, to));
  }

  /** Between two tokens, or comments, that only blanks separate. */
  #hasBlankLine(from: number, to: number): boolean {
    return (this.#text.slice(from, to).match(/\r\n|\r|\n/g)?.length ?? 0) > 1;
  }
}

function endOfLine(text: string, ownLine: boolean): EndOfLineComment {
  return { kind: "comment", text, ownLine };
}

/** A comment as it is printed: without blanks at the ends of lines; the stars of a documentation stand in a column. */
function textOf({ text }: Comment): string {
  const lines = text.split(/\r\n|\r|\n/).map((each) => each.trimEnd());
  const isStarred = text.startsWith("/**") && lines.slice(1).every((each) => each.trimStart().startsWith("*"));
  return isStarred ? lines.map((each, at) => (at === 0 ? each : ` ${each.trimStart()}`)).join("\n") : lines.join("\n");
}
