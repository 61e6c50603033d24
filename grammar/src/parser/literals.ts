const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** The text that a string literal with its quotes stands for, and whether an escape in it is unknown. */
export function readStringLiteral(image: string): { value: string; badEscape: boolean } {
  let badEscape = false;
  const value = image
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_whole, code: string | undefined, letter: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      const escaped = letter === undefined || !Object.hasOwn(ESCAPES, letter) ? undefined : ESCAPES[letter];
      if (escaped === undefined) badEscape = true;
      return escaped ?? letter ?? "";
    });
  return { value, badEscape };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30s`, `5m` and so on. */
export function readDurationLiteral(image: string): number {
  const unit = image.replace(/^\d+/, "");
  return Number.parseInt(image, 10) * (UNITS[unit] ?? 0);
}
