import type { CopiedText } from "./copied-text.ts";
import { BACKSLASH, POINT, QUOTE, ZERO } from "./json-bytes.ts";

import { WORD, type WordBytes } from "./word-bytes.ts";

const SMALLEST = 64 * 1024;

/** Longer texts are left to the platform's own loops. */
const LONGEST_SHORT_TEXT = 200;

const LARGEST_WHOLE = 0x7fffffff;

const encoder = new TextEncoder();

/** Bytes of JSON that grow at their end; each value becomes what `JSON.stringify` makes of it. */
export class JsonOutput {
  #bytes = new Uint8Array(SMALLEST);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  get length(): number {
    return this.#at;
  }

  /** What has been written since the last time, as bytes of their own. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return taken;
  }

  byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#at] = byte;
    this.#at += 1;
  }

  /** Puts a byte in the place of one that was written. */
  replace(at: number, byte: number): void {
    this.#bytes[at] = byte;
  }

  /** Copies whole words: what stands behind the bytes is written over by what comes next. */
  copy({ length, words }: WordBytes): void {
    this.#reserve(words.length * WORD);
    const view = this.#view;
    const at = this.#at;
    for (let index = 0; index < words.length; index += 1) view.setInt32(at + index * WORD, words[index] ?? 0, true);
    this.#at = at + length;
  }

  /** Copies a part of a line. */
  copied(source: DataView, { start, end }: CopiedText): void {
    const length = end - start;
    this.#reserve(length);
    const view = this.#view;
    const at = this.#at;
    let index = 0;
    for (; index + WORD <= length; index += WORD) view.setInt32(at + index, source.getInt32(start + index, true), true);
    for (; index < length; index += 1) view.setUint8(at + index, source.getUint8(start + index));
    this.#at = at + length;
  }

  text(text: string): void {
    if (text.length > LONGEST_SHORT_TEXT || !this.#plainText(text)) this.#escaped(text);
  }

  /** False when the text has something to be escaped, or needs more than two bytes a character. */
  #plainText(text: string): boolean {
    const { length } = text;
    this.#reserve(2 * length + 2);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at] = QUOTE;
    at += 1;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) return false;
        bytes[at] = unit;
        at += 1;
      } else if (unit < 0x800) {
        bytes[at] = 0xc0 | (unit >> 6);
        bytes[at + 1] = 0x80 | (unit & 0x3f);
        at += 2;
      } else return false;
    }
    bytes[at] = QUOTE;
    this.#at = at + 1;
    return true;
  }

  number(value: number): void {
    const size = value < 0 ? -value : value;
    const cents = Math.round(size * 100);
    // A decimal of few digits that is read as a number is the shortest one that is.
    if (cents > LARGEST_WHOLE || cents / 100 !== size) {
      this.#ascii(Number.isFinite(value) ? String(value) : "null");
      return;
    }
    this.#reserve(16);
    if (value < 0) this.byte(0x2d);
    const whole = Math.floor(cents / 100);
    this.#whole(whole);
    const rest = cents - whole * 100;
    if (rest === 0) return;
    const tenths = Math.floor(rest / 10);
    this.byte(POINT);
    this.byte(ZERO + tenths);
    if (rest !== tenths * 10) this.byte(ZERO + rest - tenths * 10);
  }

  #whole(value: number): void {
    let digits = 1;
    for (let limit = 10; limit <= value; limit *= 10) digits += 1;
    const bytes = this.#bytes;
    let rest = value;
    for (let index = this.#at + digits - 1; index >= this.#at; index -= 1) {
      const next = Math.floor(rest / 10);
      bytes[index] = ZERO + rest - next * 10;
      rest = next;
    }
    this.#at += digits;
  }

  #ascii(text: string): void {
    this.#reserve(text.length);
    for (let index = 0; index < text.length; index += 1) this.#bytes[this.#at + index] = text.charCodeAt(index);
    this.#at += text.length;
  }

  #escaped(text: string): void {
    const escaped = JSON.stringify(text);
    // A UTF-16 unit has three bytes of UTF-8 at most.
    this.#reserve(escaped.length * 3);
    this.#at += encoder.encodeInto(escaped, this.#bytes.subarray(this.#at)).written;
  }

  #reserve(length: number): void {
    const needed = this.#at + length;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
