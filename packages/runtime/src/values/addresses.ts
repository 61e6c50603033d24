import { countryCode } from "./countries.ts";
import { givenText } from "./given-text.ts";
import type { Input } from "./input.ts";

/** A street and the number in it. */
export interface StreetNumber {
  readonly street: string | undefined;
  readonly number: string | undefined;
}

/**
 * `$houseNumber`: "Hauptstr. 12a" and "12 Main Street" as street and number.
 * A number stands at one of the ends; where both have one, that at the beginning counts when a blank and a word follow.
 */
export function houseNumber(line: Input): StreetNumber {
  const text = givenText(line, "$houseNumber");
  const before = /^(\d+\s?[A-Za-z]?(?:[-/]\d+[A-Za-z]?)?),?\s+(\p{Letter}.*)$/u.exec(text ?? "");
  const [, numberBefore, streetAfter] = before ?? [];
  if (numberBefore !== undefined && streetAfter !== undefined && !/^[A-Za-z]$/.test(streetAfter))
    return { street: streetAfter, number: numberBefore };
  const after = /^(.*\p{Letter}[^\d]*?),?\s+(\d+\s?[A-Za-z]?(?:\s?[-/]\s?\d*\s?[A-Za-z]?)?)$/u.exec(text ?? "");
  const [, streetBefore, numberAfter] = after ?? [];
  return { street: streetBefore ?? text, number: numberAfter };
}

/** How a country writes its postal codes: letters and digits only, and where a blank or hyphen goes, from the end when negative. */
const POSTAL_MARKS: Readonly<Record<string, { readonly at: number; readonly mark: string }>> = {
  BR: { at: 5, mark: "-" },
  CA: { at: 3, mark: " " },
  CZ: { at: 3, mark: " " },
  GB: { at: -3, mark: " " },
  GR: { at: 3, mark: " " },
  IE: { at: 3, mark: " " },
  JP: { at: 3, mark: "-" },
  NL: { at: 4, mark: " " },
  PL: { at: 2, mark: "-" },
  PT: { at: 4, mark: "-" },
  SE: { at: 3, mark: " " },
  SK: { at: 3, mark: " " },
};

/** `$postalCode`: in the country's usual form: "sw1a1aa" of GB is "SW1A 1AA"; of a country without one, in capitals. */
export function postalCode(code: Input, country: Input): string | undefined {
  const text = givenText(code, "$postalCode")?.toUpperCase();
  if (text === undefined) return undefined;
  const iso = countryCode(country) ?? "";
  const plain = text.replace(/[^A-Z0-9]/g, "");
  if (iso === "US") return plain.length === 9 ? `${plain.slice(0, 5)}-${plain.slice(5)}` : text;
  const mark = Object.hasOwn(POSTAL_MARKS, iso) ? POSTAL_MARKS[iso] : undefined;
  if (mark === undefined || plain.length <= Math.abs(mark.at)) return text.replace(/\s+/g, " ");
  return plain.slice(0, mark.at) + mark.mark + plain.slice(mark.at);
}
