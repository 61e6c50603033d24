/** How `JSON.parse` calls back since ECMAScript's source text access. */
type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const parseWith = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * JSON in which numbers that a double cannot hold are kept as the text that they were written in: 64-bit integers, and
 * decimals of more than 15 digits. Throws SyntaxError.
 */
export function parseExactJson(text: string): unknown {
  return parseWith(text, (_key, value, context) => {
    const source = context?.source;
    return typeof value === "number" && source !== undefined && !isExact(value, source) ? source : value;
  });
}

function isExact(value: number, source: string): boolean {
  if (source.length <= 15) return true;
  return canonicalDigits(String(value)) === canonicalDigits(source);
}

/** Sign and digits without what does not count: `1.500` as `1.5`; text with an exponent as it is. */
function canonicalDigits(text: string): string {
  if (/e/i.test(text)) return text.toLowerCase();
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
