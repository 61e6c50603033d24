import { JsonataError } from "../jsonata-error.ts";
import { numberToWords, WORD_VALUES, wordsToNumber } from "./number-words.ts";
import { fromLetters, fromRoman, toLetters, toRoman } from "./numerals.ts";

interface Separator {
  /** Digits to the right of it. */
  readonly position: number;
  readonly character: string;
}

/** A picture of XPath's format-integer, taken apart. */
export interface IntegerPicture {
  readonly style: "decimal" | "letters" | "roman" | "words" | "sequence";
  readonly letterCase: "upper" | "lower" | "title";
  readonly isOrdinal: boolean;
  /** Code point of the zero. */
  readonly zero: number;
  readonly mandatoryDigits: number;
  readonly optionalDigits: number;
  /** One that repeats, or each on its own. */
  readonly grouping: Separator | readonly Separator[];
  readonly text: string;
}

/** The zeros of the scripts that have decimal digits. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

const STYLES: Readonly<Record<string, Pick<IntegerPicture, "style" | "letterCase">>> = {
  A: { style: "letters", letterCase: "upper" },
  a: { style: "letters", letterCase: "lower" },
  I: { style: "roman", letterCase: "upper" },
  i: { style: "roman", letterCase: "lower" },
  W: { style: "words", letterCase: "upper" },
  w: { style: "words", letterCase: "lower" },
  Ww: { style: "words", letterCase: "title" },
};

const pictures = new Map<string, IntegerPicture>();
const MOST_PICTURES = 500;

/** Takes a picture such as `#,##0;o` apart. Throws D3131 when its digits mix scripts. */
export function readIntegerPicture(picture: string): IntegerPicture {
  const known = pictures.get(picture);
  if (known !== undefined) return known;
  const read = analysePicture(picture);
  if (pictures.size >= MOST_PICTURES) pictures.clear();
  pictures.set(picture, read);
  return read;
}

function analysePicture(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(";");
  const text = semicolon < 0 ? picture : picture.slice(0, semicolon);
  const isOrdinal = semicolon >= 0 && picture.charAt(semicolon + 1) === "o";
  const plain = { isOrdinal, zero: 0x30, mandatoryDigits: 0, optionalDigits: 0, grouping: [], text };
  const style = Object.hasOwn(STYLES, text) ? STYLES[text] : undefined;
  return style === undefined ? readDigits(text, isOrdinal) : { ...plain, ...style };
}

function readDigits(text: string, isOrdinal: boolean): IntegerPicture {
  let zero: number | undefined;
  let mandatoryDigits = 0;
  let optionalDigits = 0;
  const separators: Separator[] = [];
  for (const character of Array.from(text).reverse()) {
    const code = character.codePointAt(0) ?? 0;
    const script = ZEROS.find((first) => code >= first && code <= first + 9);
    if (script !== undefined) {
      zero ??= script;
      if (zero !== script) throw new JsonataError("D3131");
      mandatoryDigits += 1;
    } else if (character === "#") optionalDigits += 1;
    else separators.push({ position: mandatoryDigits + optionalDigits, character });
  }
  const repeat = regularDistance(separators);
  const first = separators[0];
  return {
    style: zero === undefined ? "sequence" : "decimal",
    letterCase: "lower",
    isOrdinal,
    zero: zero ?? 0x30,
    mandatoryDigits,
    optionalDigits,
    grouping: repeat > 0 && first !== undefined ? { position: repeat, character: first.character } : separators,
    text,
  };
}

function regularDistance(separators: readonly Separator[]): number {
  const character = separators[0]?.character;
  if (separators.some((separator) => separator.character !== character)) return 0;
  return regularInterval(separators.map(({ position }) => position));
}

/** The distance at which positions repeat from 0, or 0 when they do not. */
export function regularInterval(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const distance = positions.reduce(greatestCommonDivisor);
  for (let index = 1; index <= positions.length; index += 1) if (!positions.includes(index * distance)) return 0;
  return distance;
}

function greatestCommonDivisor(first: number, second: number): number {
  return second === 0 ? first : greatestCommonDivisor(second, first % second);
}

/** Writes an integer after a picture. Throws D3130 for numbering that is not known. */
export function writeInteger(value: number, picture: IntegerPicture): string {
  const size = Math.abs(value);
  return (value < 0 ? "-" : "") + writeSize(size, picture);
}

function writeSize(size: number, picture: IntegerPicture): string {
  const { style, letterCase, isOrdinal, text } = picture;
  switch (style) {
    case "letters":
      return toLetters(size, letterCase === "upper" ? "A" : "a");
    case "roman":
      return letterCase === "upper" ? toRoman(size).toUpperCase() : toRoman(size);
    case "words": {
      const words = numberToWords(size, isOrdinal);
      if (letterCase === "title") return words;
      return letterCase === "upper" ? words.toUpperCase() : words.toLowerCase();
    }
    case "decimal":
      return writeDecimal(size, picture);
    default:
      throw new JsonataError("D3130", { value: text });
  }
}

function writeDecimal(size: number, { zero, mandatoryDigits, grouping, isOrdinal }: IntegerPicture): string {
  let digits = String(size).padStart(mandatoryDigits, "0");
  if (zero !== 0x30)
    digits = Array.from(digits, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + zero - 0x30)).join("");
  if (isRepeated(grouping)) {
    const { position, character } = grouping;
    for (let count = Math.floor((digits.length - 1) / position); count > 0; count -= 1) {
      const at = digits.length - count * position;
      digits = digits.slice(0, at) + character + digits.slice(at);
    }
  } else {
    for (let index = grouping.length - 1; index >= 0; index -= 1) {
      const { position, character } = grouping[index] ?? { position: 0, character: "" };
      const at = digits.length - position;
      // A negative place counts from the front, as substr does.
      digits = digits.slice(0, Math.max(0, at)) + character + digits.slice(at < 0 ? Math.max(-digits.length, at) : at);
    }
  }
  return isOrdinal ? digits + ordinalEnding(digits) : digits;
}

function isRepeated(grouping: IntegerPicture["grouping"]): grouping is Separator {
  return !Array.isArray(grouping);
}

const ENDINGS: Readonly<Record<string, string>> = { "1": "st", "2": "nd", "3": "rd" };

function ordinalEnding(digits: string): string {
  if (digits.length > 1 && digits.at(-2) === "1") return "th";
  return ENDINGS[digits.at(-1) ?? ""] ?? "th";
}

const WORDS = `(?:${[...WORD_VALUES.keys(), "and", "[\\-, ]"].join("|")})+`;

/** How a number written after a picture is found in a text and read. */
export interface IntegerReader {
  readonly pattern: string;
  read(text: string): number;
}

/** @param width exact number of digits, where digits of the next part follow at once */
export function integerReader(picture: IntegerPicture, width?: number): IntegerReader {
  const isUpper = picture.letterCase === "upper";
  switch (picture.style) {
    case "letters":
      return { pattern: isUpper ? "[A-Z]+" : "[a-z]+", read: (text) => fromLetters(text, isUpper ? "A" : "a") };
    case "roman":
      return {
        pattern: isUpper ? "[MDCLXVI]+" : "[mdclxvi]+",
        read: (text) => fromRoman(isUpper ? text : text.toUpperCase()),
      };
    case "words":
      return {
        pattern: WORDS,
        read: (text) => wordsToNumber(text.toLowerCase()),
      };
    case "decimal": {
      const count = width === undefined || width === 0 ? "+" : `{${width}}`;
      const ending = picture.isOrdinal ? "(?:th|st|nd|rd)" : "";
      return { pattern: `[0-9]${count}${ending}`, read: (text) => readDecimal(text, picture) };
    }
    default:
      throw new JsonataError("D3130", { value: picture.text });
  }
}

function readDecimal(text: string, { isOrdinal, grouping, zero }: IntegerPicture): number {
  let digits = isOrdinal ? text.slice(0, -2) : text;
  if (isRepeated(grouping)) digits = digits.replaceAll(",", "");
  else for (const { character } of grouping) digits = digits.replaceAll(character, "");
  if (zero !== 0x30)
    digits = Array.from(digits, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - zero + 0x30)).join("");
  return Number.parseInt(digits, 10);
}
