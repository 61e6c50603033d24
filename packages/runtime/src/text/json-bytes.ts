import { NOT_READ } from "./not-read.ts";

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPENING_BRACE = 0x7b;
export const CLOSING_BRACE = 0x7d;
export const OPENING_BRACKET = 0x5b;
export const CLOSING_BRACKET = 0x5d;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const ZERO = 0x30;
export const NINE = 0x39;
export const LINE_FEED = 0x0a;

/** Passes over white space within a line. */
export function afterSpace(bytes: Uint8Array, at: number): number {
  let next = at;
  for (;;) {
    const byte = bytes[next];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return next;
    next += 1;
  }
}

/** After a key and its colon; `at` is the key's closing quote. */
export function afterColon(bytes: Uint8Array, at: number): number {
  let next = at + 1;
  if (bytes[next] !== COLON) {
    next = afterSpace(bytes, next);
    if (bytes[next] !== COLON) throw NOT_READ;
  }
  next += 1;
  // Only control characters and the space stand below the quote and may come here.
  return (bytes[next] ?? 0) <= 0x20 ? afterSpace(bytes, next) : next;
}

/** The closing quote of a key without escapes; `at` is the byte after its opening quote. */
export function endOfKey(bytes: Uint8Array, at: number): number {
  let next = at;
  for (;;) {
    const byte = bytes[next] ?? 0;
    if (byte === QUOTE) return next;
    if (byte < 0x20 || byte === BACKSLASH) throw NOT_READ;
    next += 1;
  }
}

/** The closing quote of a string; `at` is the byte after its opening quote. */
export function endOfString(bytes: Uint8Array, at: number): number {
  let next = at;
  for (;;) {
    const byte = bytes[next] ?? 0;
    if (byte === QUOTE) return next;
    if (byte < 0x20) throw NOT_READ;
    next = byte === BACKSLASH ? afterEscape(bytes, next + 1) : next + 1;
  }
}

function afterEscape(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return at + 1;
    case 0x75:
      for (let index = at + 1; index <= at + 4; index += 1) if (!isHexDigit(bytes[index] ?? 0)) throw NOT_READ;
      return at + 5;
    default:
      throw NOT_READ;
  }
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= ZERO && byte <= NINE) || (lower >= 0x61 && lower <= 0x66);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** After a number as JSON writes it. */
export function afterNumber(bytes: Uint8Array, at: number): number {
  let next = bytes[at] === MINUS ? at + 1 : at;
  if (bytes[next] === ZERO) next += 1;
  else next = afterDigits(bytes, next);
  if (bytes[next] === POINT) next = afterDigits(bytes, next + 1);
  if (((bytes[next] ?? 0) | 0x20) !== 0x65) return next;
  next += 1;
  const sign = bytes[next];
  return afterDigits(bytes, sign === MINUS || sign === 0x2b ? next + 1 : next);
}

function afterDigits(bytes: Uint8Array, at: number): number {
  if (!isDigit(bytes[at])) throw NOT_READ;
  let next = at + 1;
  while (isDigit(bytes[next])) next += 1;
  return next;
}

/** After `true`, `false` or `null`. */
export function afterWord(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x74:
      if (bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65) return at + 4;
      break;
    case 0x66:
      if (bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && bytes[at + 4] === 0x65)
        return at + 5;
      break;
    case 0x6e:
      if (bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c) return at + 4;
  }
  throw NOT_READ;
}
