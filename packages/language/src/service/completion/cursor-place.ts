import type { Span } from "@xmap/diagnostics";

/** A bracket that is open at the cursor, inside of a statement. */
export interface OpenBracket {
  readonly at: number;
  readonly image: "(" | "[" | "{";
  /** Commas between it and the cursor, those in inner brackets not counted. */
  readonly commas: number;
}

/** What a cursor stands in, read from the text alone: it also serves where no tree could be made. */
export interface CursorPlace {
  readonly inside: "code" | "comment" | "text";
  /** The word around the cursor, with its `$` or backtick; inside of a text its content. Empty when there is none. */
  readonly word: Span;
  /** Where the text around the cursor begins, and its quote. */
  readonly quote: { readonly at: number; readonly mark: string } | undefined;
  /** The cursor stands in the `{ }` of a text. */
  readonly inHole: boolean;
  /** Beginnings of the statements around the cursor with the offsets of their open braces, the outermost first. */
  readonly blocks: readonly Span[];
  /** Where the cursor's statement begins. */
  readonly statement: number;
  readonly brackets: readonly OpenBracket[];
}

const DECLARATION = /(?:import|system|entity|map|lookup|rules|binding|policy|flow|test)\b(?!\s*(?:->|<-|[.,=]))/y;
const OTHERWISE = /else\b(?!\s*<?->)/y;
const GOES_ON = /(?:->|<-|<->|~>|:=|\.\.|[,.+*/%&=<>?:-]|\b(?:and|or|in))$/;
const NAME_LETTER = /[\p{Letter}\p{Number}_$]/u;

interface Frame {
  readonly block: Span | undefined;
  statement: number;
  indentation: number;
  brackets: { at: number; image: OpenBracket["image"]; commas: number }[];
}

interface Quote {
  readonly at: number;
  readonly mark: string;
}

function endOfText(text: string, at: number, mark: string): number {
  let end = at + 1;
  while (end < text.length && text.charAt(end) !== mark) {
    if (text.charAt(end) === "\n" || text.charAt(end) === "\r") return -1;
    end += text.charAt(end) === "\\" ? 2 : 1;
  }
  return end < text.length ? end + 1 : -1;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[\r\n]/);
  return end < 0 ? text.length : from + end;
}

/** Reads a text up to a cursor and remembers the statements and brackets that are open there. */
class CursorReader {
  readonly #text: string;
  readonly #cursor: number;
  #frames: Frame[] = [{ block: undefined, statement: -1, indentation: 0, brackets: [] }];
  #last = 0;
  #lineStart = 0;
  #beginsLine = true;
  inside: CursorPlace["inside"] = "code";
  quote: Quote | undefined;

  constructor(text: string, cursor: number) {
    this.#text = text;
    this.#cursor = cursor;
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  read(): void {
    let at = 0;
    while (at < this.#cursor) at = this.#readAt(at);
    if (this.inside === "code" && this.#beginsLine) this.#beginStatement(this.#cursor);
    else if (this.#frame.statement < 0) this.#frame.statement = this.#cursor;
  }

  #readAt(at: number): number {
    const letter = this.#text.charAt(at);
    if (letter === "\n" || letter === "\r") {
      this.#lineStart = at + 1;
      this.#beginsLine = true;
      return at + 1;
    }
    if (letter === " " || letter === "\t" || letter === "\u00a0" || letter === "\ufeff") return at + 1;
    if (letter === "/") {
      const end = this.#commentEnd(at);
      if (end > at) {
        if (end > this.#cursor || (end === this.#cursor && this.#text.charAt(at + 1) === "/")) this.inside = "comment";
        return end;
      }
    }
    this.#beginToken(at);
    return this.#readToken(at, letter);
  }

  #commentEnd(at: number): number {
    const next = this.#text.charAt(at + 1);
    if (next === "/") return lineEnd(this.#text, at);
    if (next !== "*") return at;
    const end = this.#text.indexOf("*/", at + 2);
    return end < 0 ? lineEnd(this.#text, at) : end + 2;
  }

  #readToken(at: number, letter: string): number {
    const frame = this.#frame;
    if (letter === '"' || letter === "'" || letter === "`") return this.#readText(at, letter);
    if (letter === "(" || letter === "[" || (letter === "{" && !this.#opensBlock(at)))
      frame.brackets.push({ at, image: letter, commas: 0 });
    else if (letter === "{") {
      const block = { start: frame.statement < 0 ? at : frame.statement, end: at + 1 };
      this.#frames.push({ block, statement: -1, indentation: frame.indentation, brackets: [] });
    } else if (letter === ")" || letter === "]" || letter === "}") this.#close(letter);
    else if (letter === ",") {
      const bracket = frame.brackets.at(-1);
      if (bracket !== undefined) bracket.commas += 1;
    }
    let end = at + 1;
    if (NAME_LETTER.test(letter)) while (end < this.#cursor && NAME_LETTER.test(this.#text.charAt(end))) end += 1;
    this.#last = end;
    return end;
  }

  #readText(at: number, mark: string): number {
    const end = endOfText(this.#text, at, mark);
    if (end > 0 && end <= this.#cursor) {
      this.#last = end;
      return end;
    }
    if (end < 0 && lineEnd(this.#text, at) < this.#cursor) {
      this.#last = lineEnd(this.#text, at);
      return this.#last;
    }
    if (mark !== "`") this.inside = "text";
    this.quote = { at, mark };
    return this.#cursor;
  }

  #opensBlock(at: number): boolean {
    const { brackets } = this.#frame;
    if (brackets.length > 0) return false;
    const before = this.#text.slice(this.#lineStart, at).trimEnd();
    if (/(?:->|<-)$/.test(before)) return true;
    if (/\b(?:expect|import)$/.test(before) || /\bexpect\s+write\s+[\w.]+$/.test(before)) return false;
    return !/(?:[=+*/%&<>?:,;-]|\b(?:and|or|in))$/.test(before);
  }

  #close(letter: string): void {
    const frame = this.#frame;
    const opener = letter === ")" ? "(" : letter === "]" ? "[" : "{";
    const matching = frame.brackets.findLastIndex(({ image }) => image === opener);
    if (matching >= 0) frame.brackets = frame.brackets.slice(0, matching);
    else if (letter === "}" && this.#frames.length > 1) this.#frames.pop();
  }

  #beginToken(at: number): void {
    if (this.#beginsLine) this.#beginStatement(at);
    else if (this.#frame.statement < 0) {
      this.#frame.statement = at;
      this.#frame.indentation = this.#lineIndentation(at);
    }
    this.#beginsLine = false;
  }

  #lineIndentation(at: number): number {
    const line = this.#text.slice(this.#lineStart, at);
    return line.length - line.trimStart().length;
  }

  /** A line begins a statement unless it goes on with the one before. */
  #beginStatement(at: number): void {
    const column = at - this.#lineStart;
    DECLARATION.lastIndex = at;
    if (column === 0 && DECLARATION.test(this.#text)) {
      this.#frames = [{ block: undefined, statement: at, indentation: 0, brackets: [] }];
      return;
    }
    const frame = this.#frame;
    const closes = ")]}".includes(this.#text.charAt(at)) && at < this.#cursor;
    if (frame.statement >= 0 && (this.#goesOn(frame, column, at) || (closes && frame.brackets.length > 0))) return;
    frame.statement = closes ? frame.statement : at;
    frame.indentation = column;
    frame.brackets = [];
  }

  #goesOn(frame: Frame, column: number, at: number): boolean {
    OTHERWISE.lastIndex = at;
    if (OTHERWISE.test(this.#text)) return true;
    if (column <= frame.indentation) return false;
    return frame.brackets.length > 0 || GOES_ON.test(this.#text.slice(Math.max(0, this.#last - 4), this.#last));
  }
}

function wordAround(text: string, cursor: number): Span {
  let start = cursor;
  while (start > 0 && NAME_LETTER.test(text.charAt(start - 1))) start -= 1;
  let end = cursor;
  while (end < text.length && NAME_LETTER.test(text.charAt(end))) end += 1;
  return { start, end };
}

/** Whether an odd brace is open between a quote and the cursor; `{{` is a brace itself. */
function isInHole(text: string, from: number, to: number): boolean {
  let open = false;
  for (let at = from; at < to; at += 1) {
    const letter = text.charAt(at);
    if (letter === "{" && !open && text.charAt(at + 1) === "{") at += 1;
    else if (letter === "{") open = true;
    else if (letter === "}") open = false;
  }
  return open;
}

/** What stands around a cursor. */
export function cursorPlace(text: string, cursor: number): CursorPlace {
  const reader = new CursorReader(text, cursor);
  reader.read();
  const { inside, quote, frames } = reader;
  const frame = frames.at(-1);
  const inHole = inside === "text" && quote !== undefined && isInHole(text, quote.at + 1, cursor);
  let word = wordAround(text, cursor);
  if (quote !== undefined && !inHole) {
    const end = endOfText(text, quote.at, quote.mark);
    const contentEnd = end < 0 ? lineEnd(text, cursor) : end - 1;
    word = quote.mark === "`" ? { start: quote.at, end: cursor } : { start: quote.at + 1, end: contentEnd };
  }
  return {
    inside,
    word,
    quote,
    inHole,
    blocks: frames.flatMap(({ block }) => block ?? []),
    statement: Math.max(0, Math.min(frame?.statement ?? cursor, word.start)),
    brackets: frame?.brackets ?? [],
  };
}
