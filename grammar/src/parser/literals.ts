import type { IToken } from "chevrotain";

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** An escape that JSONata does not know, where it stands in the literal. */
export interface BadEscape {
  readonly at: number;
  readonly text: string;
}

/** The text that a string literal with its quotes stands for; bad escapes stay as they are written. */
export function readStringLiteral(image: string): { value: string; badEscapes: readonly BadEscape[] } {
  const badEscapes: BadEscape[] = [];
  const closed = image.length > 1 && image.endsWith(image.charAt(0));
  const value = image
    .slice(1, closed ? -1 : undefined)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]?))/g, (text: string, code?: string, letter?: string, at = 0) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      const escaped = letter !== undefined && Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
      if (escaped === undefined) badEscapes.push({ at: at + 1, text });
      return escaped ?? text;
    });
  return { value, badEscapes };
}

/** A name without its backticks. */
export function nameOf(token: IToken): string {
  const { image } = token;
  if (!image.startsWith("`")) return image;
  return image.slice(1, image.length > 1 && image.endsWith("`") ? -1 : undefined);
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30s`, `5m` and so on; undefined for what has no unit or is no whole number. */
export function readDurationLiteral(image: string): number | undefined {
  const [, count, unit = ""] = /^(\d+)([a-z])$/.exec(image) ?? [];
  return count === undefined || UNITS[unit] === undefined ? undefined : Number.parseInt(count, 10) * UNITS[unit];
}
