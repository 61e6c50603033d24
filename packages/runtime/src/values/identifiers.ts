import { hashText } from "@xmap/contract";
import { givenText } from "./given-text.ts";
import { type Input, requireNumber, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** Letters that do not come apart into a plain one and an accent. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  þ: "th",
};

/** `$slug`: the text as it may stand in a URL: "Äpfel & Öl" → "apfel-ol"; undefined when nothing is left of it. */
export function slug(text: Input): string | undefined {
  const plain = givenText(text, "$slug")
    ?.normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðħıłþ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain === "" ? undefined : plain;
}

const DIGITS = 64;

/** `$hash`: the first digits of the text's SHA-256 in hexadecimal, all 64 when no count is given; absent stays absent. */
export function textHash(text: Input, digits: Input = DIGITS): string | undefined {
  if (text === undefined || text === null) return undefined;
  if (typeof text !== "string") throw new MappingError("T0410", `$hash needs text, not ${show(text)}`);
  const count = requireNumber(digits, "$hash") ?? DIGITS;
  if (!Number.isInteger(count) || count < 1 || count > DIGITS)
    throw new MappingError("bad-count", `$hash has from 1 to ${DIGITS} digits, not ${show(digits)}`);
  return hashText(text).slice(0, count);
}
