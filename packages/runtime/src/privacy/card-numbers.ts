import type { Value } from "@xmap/contract";

/** What is kept in place of a card number. */
export const CARD_NUMBER = "[card number]";

/** Digits in groups that a space or a hyphen parts, inside no word and no fraction. */
const DIGIT_RUN = /(?<![\p{L}\p{N}_.,])\d+(?:[ -]\d+)*(?![\p{L}\p{N}_])/gu;
const FEWEST_DIGITS = 14;
const SMALLEST = 10 ** (FEWEST_DIGITS - 1);
/** Any run that is long enough; without one nothing has to be looked at closely. */
const LONG_RUN = /\d(?:[ -]?\d){13}/;
/** The country and check digits that an account number (IBAN) begins with. */
const ACCOUNT_START = /\p{L}{2}\d{2}$/u;

/**
 * Leading digits and lengths that card schemes give out (ISO/IEC 7812 ranges of Visa, Mastercard, American Express,
 * Diners Club, Discover, JCB, UnionPay and Maestro). Thirteen digits are left to articles: no scheme issues them any more.
 */
const ISSUED: readonly RegExp[] = [
  /^4(?:\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^(?:30[0-5]\d|36\d{2}|3[89]\d{2})(?:\d{10}|\d{12,15})$/,
  /^(?:6011|64[4-9]\d|65\d{2})\d{12,15}$/,
  /^35(?:2[89]|[3-8]\d)\d{12,15}$/,
  /^(?:62|81)\d{14,17}$/,
  /^(?:50|5[6-8]|6\d)\d{14,17}$/,
];
/** How cards print their digits. */
const PRINTED: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 4, 4, 4, 1],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 4, 3],
  [4, 6, 5],
  [4, 6, 4],
];

/** The text with each card number replaced; the same text when there is none. */
export function hideCardNumbers(text: string): string {
  if (!LONG_RUN.test(text)) return text;
  return text.replace(DIGIT_RUN, (run: string, offset: number) => {
    const isAccount = ACCOUNT_START.test(text.slice(Math.max(0, offset - 6), offset).replace(/[ -]$/, ""));
    return isAccount ? run : hideInRun(run);
  });
}

/** The value with card numbers replaced in all texts and whole numbers; the same value when there are none. */
export function withoutCardNumbers<Kept extends Value | undefined>(value: Kept): Kept | Value {
  return value !== undefined && holdsCardNumber(value) ? replaced(value) : value;
}

/** Most values hold none: this looks at them without making anything. */
function holdsCardNumber(value: Value | undefined): boolean {
  if (typeof value === "string") return value.length >= FEWEST_DIGITS && hideCardNumbers(value) !== value;
  if (typeof value === "number") return value >= SMALLEST && isCardNumber(String(value));
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsCardNumber);
  const fields = value as { readonly [field: string]: Value | undefined };
  for (const name in fields) if (holdsCardNumber(fields[name])) return true;
  return false;
}

function replaced(value: Value): Value {
  if (typeof value === "string") return hideCardNumbers(value);
  if (typeof value === "number") return isCardNumber(String(value)) ? CARD_NUMBER : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map(replaced);
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    member === undefined ? undefined : replaced(member),
  ]);
  return Object.fromEntries(entries);
}

/** Replaces the groups of a run that are a card number: one group by itself, or several as cards print them. */
function hideInRun(run: string): string {
  const groups = [...run.matchAll(/\d+/g)];
  for (const [index, group] of groups.entries()) {
    const shapes = [[group[0].length], ...PRINTED];
    for (const shape of shapes) {
      const taken = groups.slice(index, index + shape.length);
      const last = taken.at(-1);
      const fits = taken.length === shape.length && taken.every((one, at) => one[0].length === shape[at]);
      if (!fits || last === undefined || !isCardNumber(taken.map(([digits]) => digits).join(""))) continue;
      const end = last.index + last[0].length;
      return `${run.slice(0, group.index)}${CARD_NUMBER}${hideInRun(run.slice(end))}`;
    }
  }
  return run;
}

function isCardNumber(digits: string): boolean {
  return ISSUED.some((range) => range.test(digits)) && fitsCheckDigit(digits);
}

/** The Luhn check of ISO/IEC 7812-1, annex B. */
function fitsCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
