import { alignColumns, alignComments, COMMENT_GAP, LINE_LENGTH } from "./align-rows.ts";
import type { Block, Document, Row } from "./document.ts";
import { flatWidth, needsBlank } from "./flat-text.ts";

const INDENTATION = 2;

/** Rows that are indented alike, with what they have in common aligned. */
export function layOutRows(rows: readonly Row[], indentation: number): string {
  const aligned = alignColumns(rows, indentation);
  const texts = rows.map((row, index) => aligned[index] ?? new Layout(indentation).print(row.content));
  const commented = alignComments(rows, texts);
  return commented
    .map((text, index) => (index > 0 && rows[index]?.blankBefore === true ? `\n${text}` : text))
    .join("\n");
}

interface Command {
  readonly document: Document;
  readonly indentation: number;
  readonly isFlat: boolean;
}

class Layout {
  readonly #base: number;
  readonly #finished: string[] = [];
  #current: string;
  #mustEndLine = false;
  readonly #pending: Command[] = [];

  constructor(base: number) {
    this.#base = base;
    this.#current = " ".repeat(base);
  }

  print(document: Document): string {
    this.#pending.push({ document, indentation: this.#base, isFlat: false });
    for (let command = this.#pending.pop(); command !== undefined; command = this.#pending.pop()) {
      this.#printCommand(command);
    }
    this.#finished.push(this.#current.trimEnd());
    return this.#finished.join("\n");
  }

  #printCommand(command: Command): void {
    const { document, indentation, isFlat } = command;
    if (typeof document === "string") this.#write(document, indentation);
    else if (!("kind" in document)) {
      for (const part of [...document].reverse()) this.#pending.push({ ...command, document: part });
    } else if (document.kind === "break") {
      if (isFlat && !this.#mustEndLine) this.#current += document.flat;
      else this.#newLine(isFlat ? this.#deeper(indentation) : indentation);
    } else if (document.kind === "indented") {
      this.#pending.push({ document: document.content, indentation: indentation + INDENTATION, isFlat });
    } else if (document.kind === "group") {
      const fits = isFlat || this.#fits(document.content);
      this.#pending.push({ document: document.content, indentation, isFlat: fits });
    } else if (document.kind === "remark") {
      if (needsBlank(this.#current)) this.#write(" ", indentation);
      this.#write(document.text, indentation);
    } else if (document.kind === "comment") {
      if (document.ownLine && this.#current.trim() !== "") this.#newLine(this.#deeper(indentation));
      this.#write(document.text, indentation);
      this.#mustEndLine = true;
    } else this.#printBlock(document, indentation);
  }

  #printBlock({ rows, opening, oneLine }: Block, indentation: number): void {
    if (oneLine !== undefined && this.#fits(oneLine)) {
      this.#pending.push({ document: oneLine, indentation, isFlat: true });
      return;
    }
    const inside = this.#base + INDENTATION;
    this.#write(opening === "" ? "{" : `{${COMMENT_GAP}${opening}`, indentation);
    this.#newLine(0);
    this.#write(layOutRows(rows, inside), 0);
    this.#newLine(this.#base);
    this.#write("}", 0);
  }

  /** A line that goes on is indented deeper than its statement. */
  #deeper(indentation: number): number {
    return Math.max(indentation, this.#base + INDENTATION);
  }

  #newLine(indentation: number): void {
    this.#finished.push(this.#current.trimEnd());
    this.#current = " ".repeat(indentation);
    this.#mustEndLine = false;
  }

  #write(text: string, indentation: number): void {
    if (text === "" || (this.#mustEndLine && text === " ")) return;
    if (this.#mustEndLine) this.#newLine(this.#deeper(indentation));
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const finished of lines) {
      this.#finished.push((this.#current + finished).trimEnd());
      this.#current = "";
    }
    this.#current += last;
  }

  /** Whether a document fits on the line, up to the first place after it where the line may end. */
  #fits(document: Document): boolean {
    if (this.#mustEndLine) return false;
    const own = flatWidth(document);
    if (own === undefined) return false;
    let room = LINE_LENGTH - this.#current.length - own;
    for (let at = this.#pending.length - 1; at >= 0 && room >= 0; at -= 1) {
      const command = this.#pending[at];
      if (command === undefined) break;
      const { width, ends } = widthToBreak(command.document, command.isFlat);
      room -= width;
      if (ends) break;
    }
    return room >= 0;
  }
}

function widthToBreak(document: Document, isFlat: boolean): { readonly width: number; readonly ends: boolean } {
  if (typeof document === "string") {
    const end = document.indexOf("\n");
    return end < 0 ? { width: document.length, ends: false } : { width: end, ends: true };
  }
  if ("kind" in document) {
    switch (document.kind) {
      case "break":
        return isFlat ? { width: document.flat.length, ends: false } : { width: 0, ends: true };
      case "indented":
      case "group":
        return widthToBreak(document.content, isFlat);
      case "remark":
        return { width: document.text.length + 1, ends: false };
      case "comment":
        return { width: 0, ends: true };
      case "block":
        return { width: 1, ends: true };
    }
  }
  let width = 0;
  for (const part of document) {
    const inner = widthToBreak(part, isFlat);
    width += inner.width;
    if (inner.ends) return { width, ends: true };
  }
  return { width, ends: false };
}
