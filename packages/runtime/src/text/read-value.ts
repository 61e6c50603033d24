import {
  afterNumber,
  afterWord,
  BACKSLASH,
  endOfString,
  MINUS,
  NINE,
  OPENING_BRACE,
  OPENING_BRACKET,
  POINT,
  QUOTE,
  ZERO,
} from "./json-bytes.ts";
import type { JsonLine } from "./json-line.ts";
import { NOT_READ } from "./not-read.ts";
import { afterValue } from "./skip-value.ts";

/** More digits than this may not fit into a number exactly. */
const EXACT_DIGITS = 15;

/** Powers of ten that a number holds exactly: a whole number over one of them is rounded once, as it should be. */
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** The value at `line.at`, as `JSON.parse` gives it, and moves behind it. */
export function readValue(line: JsonLine): unknown {
  const { bytes, at } = line;
  const first = bytes[at] ?? 0;
  if (first === QUOTE) return readString(line);
  if (first <= NINE && first >= MINUS) return readNumber(line);
  if (first === OPENING_BRACE || first === OPENING_BRACKET) {
    const end = afterValue(bytes, at);
    line.at = end;
    return JSON.parse(bytes.toString("utf8", at, end)) as unknown;
  }
  line.at = afterWord(bytes, at);
  return first === 0x6e ? null : first === 0x74;
}

function readString(line: JsonLine): string {
  const { bytes } = line;
  const start = line.at + 1;
  let end = start;
  let all = 0;
  for (;;) {
    const byte = bytes[end] ?? 0;
    if (byte === QUOTE) break;
    if (byte < 0x20 || byte === BACKSLASH) return readEscaped(line, start);
    all |= byte;
    end += 1;
  }
  line.at = end + 1;
  return all < 0x80 ? line.ascii(start, end) : bytes.toString("utf8", start, end);
}

function readEscaped(line: JsonLine, start: number): string {
  const end = endOfString(line.bytes, start) + 1;
  line.at = end;
  return JSON.parse(line.bytes.toString("utf8", start - 1, end)) as string;
}

function readNumber(line: JsonLine): number {
  const { bytes, at } = line;
  const isNegative = bytes[at] === MINUS;
  const start = isNegative ? at + 1 : at;
  let next = start;
  let whole = 0;
  let byte = bytes[next] ?? 0;
  while (byte >= ZERO && byte <= NINE) {
    whole = whole * 10 + (byte - ZERO);
    next += 1;
    byte = bytes[next] ?? 0;
  }
  let digits = next - start;
  if (digits === 0 || (digits > 1 && bytes[start] === ZERO)) throw NOT_READ;
  let decimals = 0;
  if (byte === POINT) {
    const point = next;
    next += 1;
    byte = bytes[next] ?? 0;
    while (byte >= ZERO && byte <= NINE) {
      whole = whole * 10 + (byte - ZERO);
      next += 1;
      byte = bytes[next] ?? 0;
    }
    decimals = next - point - 1;
    if (decimals === 0) throw NOT_READ;
    digits += decimals;
  }
  if (digits > EXACT_DIGITS || (byte | 0x20) === 0x65) return readLongNumber(line);
  line.at = next;
  const value = decimals === 0 ? whole : whole / (POWERS[decimals] ?? 1);
  return isNegative ? -value : value;
}

function readLongNumber(line: JsonLine): number {
  const end = afterNumber(line.bytes, line.at);
  const value = Number(line.ascii(line.at, end));
  line.at = end;
  return value;
}
