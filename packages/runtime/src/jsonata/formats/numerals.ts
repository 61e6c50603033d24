const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

/** Roman numerals in lower case. */
export function toRoman(value: number): string {
  let rest = value;
  let numerals = "";
  for (const [worth, letters] of ROMAN) {
    const times = Math.floor(rest / worth);
    numerals += letters.repeat(times);
    rest -= times * worth;
  }
  return numerals;
}

const ROMAN_VALUES: Readonly<Record<string, number>> = { M: 1000, D: 500, C: 100, L: 50, X: 10, V: 5, I: 1 };

/** The value of Roman numerals in upper case. */
export function fromRoman(numerals: string): number {
  let total = 0;
  let highest = 1;
  for (const letter of Array.from(numerals).reverse()) {
    const value = ROMAN_VALUES[letter] ?? Number.NaN;
    if (value < highest) total -= value;
    else {
      highest = value;
      total += value;
    }
  }
  return total;
}

/** `a` to `z`, then `aa` and so on, from a first letter. */
export function toLetters(value: number, first: string): string {
  const base = first.charCodeAt(0);
  let letters = "";
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(((rest - 1) % 26) + base) + letters;
  return letters;
}

export function fromLetters(letters: string, first: string): number {
  const base = first.charCodeAt(0);
  let value = 0;
  for (let index = 0; index < letters.length; index += 1) value = value * 26 + letters.charCodeAt(index) - base + 1;
  return value;
}
