import { RESERVED } from "../parser/words.ts";

const RESERVED_WORDS: ReadonlySet<string> = new Set(RESERVED);

const PLAIN_NAME =
  /^[A-Za-z_\u0080-\u009f\u00a1-\ufefe\uff00-\uffff][A-Za-z0-9_$\u0080-\u009f\u00a1-\ufefe\uff00-\uffff]*$/;
const WORDS_OF_JSONATA: ReadonlySet<string> = new Set([
  "and",
  "or",
  "in",
  "true",
  "false",
  "null",
  "function",
  "\u03bb",
]);

/** A name as it is read again: in backticks, or as a text with these quotes, where it is no plain word. */
export function printName(name: string, quote: (text: string) => string): string {
  const isPlain = PLAIN_NAME.test(name) && !RESERVED_WORDS.has(name) && !WORDS_OF_JSONATA.has(name);
  if (isPlain) return name;
  return /[`\r\n]/.test(name) ? quote(name) : `\`${name}\``;
}
