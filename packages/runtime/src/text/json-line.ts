import { CopiedText } from "./copied-text.ts";
import { afterSpace } from "./json-bytes.ts";

/** Bytes that can be decoded in part, as Node's `Buffer` is. */
export interface TextBytes extends Uint8Array {
  toString(encoding?: "latin1" | "utf8", start?: number, end?: number): string;
}

/**
 * Where a reader is among lines of UTF-8, each of which ends with a line feed. Readers accept only what `JSON.parse` accepts
 * and give what it gives; at anything else they throw `NOT_READ`, and the caller asks `JSON.parse`.
 */
export class JsonLine {
  readonly bytes: TextBytes;
  readonly view: DataView;
  /** The next byte to read. */
  at = 0;
  #from = 0;
  #to = 0;
  #text: string | undefined;
  /** Used again for each line. */
  readonly #copies: CopiedText[] = [];
  #copied = 0;

  constructor(bytes: TextBytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Begins with the line from `start` up to its line feed at `end`; copies of the line before are used again. */
  begin(start: number, end: number): void {
    this.at = start;
    this.#from = start;
    this.#to = end;
    this.#text = undefined;
    this.#copied = 0;
  }

  /** Whether nothing but white space is left. */
  isAtEnd(): boolean {
    return afterSpace(this.bytes, this.at) === this.#to;
  }

  /** Bytes below 0x80 as text. */
  ascii(start: number, end: number): string {
    // One character for each byte, so that a place in the bytes is a place in the text.
    this.#text ??= this.bytes.toString("latin1", this.#from, this.#to);
    return this.#text.substring(start - this.#from, end - this.#from);
  }

  /** A part of the line as it is; good until the next line begins. */
  copy(start: number, end: number): CopiedText {
    let copy = this.#copies[this.#copied];
    if (copy === undefined) {
      copy = new CopiedText();
      this.#copies.push(copy);
    }
    this.#copied += 1;
    copy.start = start;
    copy.end = end;
    return copy;
  }
}
