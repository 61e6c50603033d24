import {
  afterColon,
  afterNumber,
  afterSpace,
  afterWord,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COMMA,
  endOfString,
  MINUS,
  NINE,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from "./json-bytes.ts";
import { NOT_READ } from "./not-read.ts";

/** After a value of any kind, which is checked as `JSON.parse` does and not made; `at` is its first byte. */
export function afterValue(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first === QUOTE) return endOfString(bytes, at + 1) + 1;
  if (first === OPENING_BRACE) return afterMembers(bytes, at + 1);
  if (first === OPENING_BRACKET) return afterItems(bytes, at + 1);
  return first <= NINE && first >= MINUS ? afterNumber(bytes, at) : afterWord(bytes, at);
}

function afterMembers(bytes: Uint8Array, at: number): number {
  let next = afterSpace(bytes, at);
  if (bytes[next] === CLOSING_BRACE) return next + 1;
  for (;;) {
    if (bytes[next] !== QUOTE) throw NOT_READ;
    next = afterColon(bytes, endOfString(bytes, next + 1));
    next = afterSpace(bytes, afterValue(bytes, next));
    if (bytes[next] === CLOSING_BRACE) return next + 1;
    if (bytes[next] !== COMMA) throw NOT_READ;
    next = afterSpace(bytes, next + 1);
  }
}

function afterItems(bytes: Uint8Array, at: number): number {
  let next = afterSpace(bytes, at);
  if (bytes[next] === CLOSING_BRACKET) return next + 1;
  for (;;) {
    next = afterSpace(bytes, afterValue(bytes, next));
    if (bytes[next] === CLOSING_BRACKET) return next + 1;
    if (bytes[next] !== COMMA) throw NOT_READ;
    next = afterSpace(bytes, next + 1);
  }
}
