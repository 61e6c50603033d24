import { BACKSLASH, MINUS, NINE, POINT, QUOTE, ZERO } from "./json-bytes.ts";
import type { JsonLine } from "./json-line.ts";
import { readValue } from "./read-value.ts";

/** With more digits, or further behind the point, a number may be written otherwise than it was read. */
const MOST_DIGITS = 15;
const MOST_DECIMALS = 6;

/**
 * The value at `line.at` for a place where it is only written again, and moves behind it: a `CopiedText` where the bytes
 * are what `JSON.stringify` makes of the value, else the value.
 */
export function readCopied(line: JsonLine): unknown {
  const first = line.bytes[line.at] ?? 0;
  if (first === QUOTE) return copiedString(line);
  return first <= NINE && first >= MINUS ? copiedNumber(line) : readValue(line);
}

function copiedString(line: JsonLine): unknown {
  const { bytes, at } = line;
  let end = at + 1;
  for (;;) {
    const byte = bytes[end] ?? 0;
    if (byte === QUOTE) break;
    if (byte < 0x20 || byte === BACKSLASH) return readValue(line);
    end += 1;
  }
  line.at = end + 1;
  return line.copy(at, end + 1);
}

function copiedNumber(line: JsonLine): unknown {
  const { bytes, at } = line;
  const start = bytes[at] === MINUS ? at + 1 : at;
  const whole = afterDigits(bytes, start);
  let end = whole;
  if (bytes[whole] === POINT) {
    end = afterDigits(bytes, whole + 1);
    if (end === whole + 1 || end - whole - 1 > MOST_DECIMALS || bytes[end - 1] === ZERO) return readValue(line);
  }
  const next = (bytes[end] ?? 0) | 0x20;
  const isZero = bytes[start] === ZERO;
  if (whole === start || end - start > MOST_DIGITS || next === 0x65 || (isZero && (whole > start + 1 || at < start)))
    return readValue(line);
  line.at = end;
  return line.copy(at, end);
}

function afterDigits(bytes: Uint8Array, at: number): number {
  let next = at;
  for (;;) {
    const byte = bytes[next] ?? 0;
    if (byte < ZERO || byte > NINE) return next;
    next += 1;
  }
}
