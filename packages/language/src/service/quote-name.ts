const RESERVED = new Set(
  "via else when once key master each by include let require from and or in true false null".split(" "),
);

/** A name as it is written: in backticks where it is a word of the language or no plain word. */
export function quoteName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `\`${name}\``;
}
