import { roundHalfEven } from "../functions/numbers.ts";
import { JsonataError } from "../jsonata-error.ts";
import { regularInterval } from "./integer-picture.ts";

/** The characters that have a meaning in a picture, by XPath's names. */
const DEFAULT_CHARACTERS: Readonly<Record<string, string>> = {
  "decimal-separator": ".",
  "grouping-separator": ",",
  "exponent-separator": "e",
  infinity: "Infinity",
  "minus-sign": "-",
  NaN: "NaN",
  percent: "%",
  "per-mille": "\u2030",
  "zero-digit": "0",
  digit: "#",
  "pattern-separator": ";",
};

interface Characters {
  readonly decimal: string;
  readonly grouping: string;
  readonly exponent: string;
  readonly minus: string;
  readonly percent: string;
  readonly perMille: string;
  readonly optional: string;
  readonly digits: readonly string[];
  /** All that take part in the number itself. */
  readonly active: ReadonlySet<string>;
}

/** A part of a picture: for numbers from zero up, or for negative ones. */
interface Part {
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly exponent: string | undefined;
  readonly integer: string;
  readonly fraction: string;
}

/** What a part asks for, after XPath's rules (F&O 4.7.4). */
interface Format {
  readonly part: Part;
  readonly prefix: string;
  readonly integerGroups: readonly number[];
  readonly regularGroup: number;
  readonly fractionGroups: readonly number[];
  readonly minimumInteger: number;
  readonly scale: number;
  readonly minimumFraction: number;
  readonly maximumFraction: number;
  readonly minimumExponent: number;
}

/**
 * Writes a number after a picture such as `#,##0.00`, as XPath's format-number does (F&O 4.7).
 * Throws D3080 to D3093 for a picture that is wrong.
 */
export function writeNumber(
  value: number,
  picture: string,
  options: Readonly<Record<string, unknown>> | undefined,
): string {
  const { positive, negative, characters } = readPicture(picture, options);
  return write(value, value >= 0 ? positive : negative, characters);
}

interface Picture {
  readonly positive: Format;
  readonly negative: Format;
  readonly characters: Characters;
}

const pictures = new Map<string, Picture>();
const MOST_PICTURES = 500;

function readPicture(picture: string, options: Readonly<Record<string, unknown>> | undefined): Picture {
  const known = options === undefined ? pictures.get(picture) : undefined;
  if (known !== undefined) return known;
  const named: Record<string, string> = { ...DEFAULT_CHARACTERS };
  for (const name of Object.keys(options ?? {})) named[name] = String(options?.[name]);
  const read = analysePicture(picture, named);
  if (options !== undefined) return read;
  if (pictures.size >= MOST_PICTURES) pictures.clear();
  pictures.set(picture, read);
  return read;
}

function analysePicture(picture: string, named: Readonly<Record<string, string>>): Picture {
  const characters = readCharacters(named);
  const texts = picture.split(named["pattern-separator"] ?? ";");
  if (texts.length > 2) throw new JsonataError("D3080");
  const parts = texts.map((text) => takeApart(text, characters));
  for (const part of parts) validate(part, characters);
  const [positive, negative] = parts.map((part) => analyse(part, characters));
  if (positive === undefined) throw new JsonataError("D3085");
  return {
    positive,
    negative: negative ?? { ...positive, prefix: characters.minus + positive.prefix },
    characters,
  };
}

function readCharacters(named: Readonly<Record<string, string>>): Characters {
  const character = (name: string): string => named[name] ?? "";
  const zero = character("zero-digit").charCodeAt(0);
  const digits = Array.from({ length: 10 }, (_, index) => String.fromCharCode(zero + index));
  const [decimal, grouping, exponent] = ["decimal-separator", "grouping-separator", "exponent-separator"].map(
    character,
  );
  const optional = character("digit");
  return {
    decimal: decimal ?? "",
    grouping: grouping ?? "",
    exponent: exponent ?? "",
    minus: character("minus-sign"),
    percent: character("percent"),
    perMille: character("per-mille"),
    optional,
    digits,
    active: new Set([
      ...digits,
      decimal ?? "",
      exponent ?? "",
      grouping ?? "",
      optional,
      character("pattern-separator"),
    ]),
  };
}

function takeApart(text: string, { active, exponent, decimal }: Characters): Part {
  const isNumberPart = (letter: string): boolean => active.has(letter) && letter !== exponent;
  const letters = text.split("");
  const first = letters.findIndex(isNumberPart);
  const prefix = first < 0 ? "" : text.slice(0, first);
  const suffix = first < 0 ? "" : text.slice(letters.findLastIndex(isNumberPart) + 1);
  const body = text.slice(prefix.length, text.length - suffix.length);
  const exponentAt = text.indexOf(exponent, prefix.length);
  const hasExponent = exponentAt >= 0 && exponentAt <= text.length - suffix.length;
  const mantissa = hasExponent ? body.slice(0, exponentAt) : body;
  const decimalAt = mantissa.indexOf(decimal);
  return {
    text,
    prefix,
    suffix,
    active: body,
    mantissa,
    exponent: hasExponent ? body.slice(exponentAt + 1) : undefined,
    integer: decimalAt < 0 ? mantissa : mantissa.slice(0, decimalAt),
    fraction: decimalAt < 0 ? suffix : mantissa.slice(decimalAt + 1),
  };
}

/** The rules of F&O 4.7.3; the last one that is broken is reported. */
function validate(part: Part, characters: Characters): void {
  const { text, mantissa, active, integer, fraction, exponent } = part;
  const { decimal, grouping, percent, perMille, optional, digits } = characters;
  const isTwice = (mark: string): boolean => text.indexOf(mark) !== text.lastIndexOf(mark);
  const isDigit = (letter: string): boolean => digits.includes(letter);
  const decimalAt = text.indexOf(decimal);
  const hasPercent = text.includes(percent);
  const hasPerMille = text.includes(perMille);
  let code: string | undefined;
  if (isTwice(decimal)) code = "D3081";
  if (isTwice(percent)) code = "D3082";
  if (isTwice(perMille)) code = "D3083";
  if (hasPercent && hasPerMille) code = "D3084";
  if (!mantissa.split("").some((letter) => isDigit(letter) || letter === optional)) code = "D3085";
  if (active.split("").some((letter) => !characters.active.has(letter))) code = "D3086";
  if (decimalAt >= 0) {
    if (text.charAt(decimalAt - 1) === grouping || text.charAt(decimalAt + 1) === grouping) code = "D3087";
  } else if (integer.charAt(integer.length - 1) === grouping) code = "D3088";
  if (text.includes(grouping + grouping)) code = "D3089";
  const firstOptional = integer.indexOf(optional);
  if (firstOptional >= 0 && integer.slice(0, firstOptional).split("").some(isDigit)) code = "D3090";
  const lastOptional = fraction.lastIndexOf(optional);
  if (lastOptional >= 0 && fraction.slice(lastOptional).split("").some(isDigit)) code = "D3091";
  if (exponent !== undefined) {
    if (exponent.length > 0 && (hasPercent || hasPerMille)) code = "D3092";
    if (exponent.length === 0 || !exponent.split("").every(isDigit)) code = "D3093";
  }
  if (code !== undefined) throw new JsonataError(code);
}

function analyse(part: Part, { digits, optional, grouping }: Characters): Format {
  const countDigits = (text: string): number => text.split("").filter((letter) => digits.includes(letter)).length;
  const countPlaces = (text: string): number =>
    text.split("").filter((letter) => digits.includes(letter) || letter === optional).length;
  const groups = (text: string, isFraction: boolean): number[] => {
    const positions: number[] = [];
    for (let at = text.indexOf(grouping); at >= 0; at = part.integer.indexOf(grouping, at + 1))
      positions.push(countPlaces(isFraction ? text.slice(0, at) : text.slice(at)));
    return positions;
  };
  const integerGroups = groups(part.integer, false);
  const scale = countDigits(part.integer);
  let minimumInteger = scale;
  let minimumFraction = countDigits(part.fraction);
  let maximumFraction = countPlaces(part.fraction);
  const hasExponent = part.exponent !== undefined;
  if (minimumInteger === 0 && maximumFraction === 0) {
    if (hasExponent) {
      minimumFraction = 1;
      maximumFraction = 1;
    } else minimumInteger = 1;
  }
  if (hasExponent && minimumInteger === 0 && part.integer.includes(optional)) minimumInteger = 1;
  if (minimumInteger === 0 && minimumFraction === 0) minimumFraction = 1;
  return {
    part,
    prefix: part.prefix,
    integerGroups,
    regularGroup: regularInterval(integerGroups),
    fractionGroups: groups(part.fraction, true),
    minimumInteger,
    scale,
    minimumFraction,
    maximumFraction,
    minimumExponent: countDigits(part.exponent ?? ""),
  };
}

function write(value: number, format: Format, characters: Characters): string {
  const { part, minimumExponent } = format;
  let adjusted = value;
  if (part.text.includes(characters.percent)) adjusted = value * 100;
  else if (part.text.includes(characters.perMille)) adjusted = value * 1000;
  if (minimumExponent === 0) return format.prefix + writeMantissa(adjusted, format, characters) + part.suffix;
  const { mantissa, exponent } = normalise(adjusted, format.scale);
  const zero = characters.digits[0] ?? "0";
  const power = writeDigits(exponent, 0, characters).padStart(minimumExponent, zero);
  const sign = exponent < 0 ? characters.minus : "";
  return format.prefix + writeMantissa(mantissa, format, characters) + characters.exponent + sign + power + part.suffix;
}

/** Moves the point so that the integer part has as many digits as the picture asks for; zero stays zero. */
function normalise(value: number, scale: number): { mantissa: number; exponent: number } {
  let mantissa = value;
  let exponent = 0;
  if (!Number.isFinite(value) || value === 0) return { mantissa, exponent };
  while (Math.abs(mantissa) < 10 ** (scale - 1)) {
    mantissa *= 10;
    exponent -= 1;
  }
  while (Math.abs(mantissa) > 10 ** scale) {
    mantissa /= 10;
    exponent += 1;
  }
  return { mantissa, exponent };
}

function writeDigits(value: number, decimals: number, { digits }: Characters): string {
  const text = Math.abs(value).toFixed(decimals);
  if (digits[0] === "0") return text;
  return text.replace(/[0-9]/g, (digit) => digits[Number(digit)] ?? digit);
}

function writeMantissa(value: number, format: Format, characters: Characters): string {
  const { decimal, grouping } = characters;
  const zero = characters.digits[0] ?? "0";
  const rounded = roundHalfEven(value, format.maximumFraction);
  const [whole = "", decimals = ""] = writeDigits(rounded, format.maximumFraction, characters).split(".");
  let integer = stripStart(whole, zero);
  let fraction = stripEnd(decimals, zero);
  integer = integer.padStart(format.minimumInteger, zero);
  fraction = fraction.padEnd(format.minimumFraction, zero);
  if (format.regularGroup > 0) {
    const count = Math.floor((integer.length - 1) / format.regularGroup);
    const size = integer.length;
    for (let group = 1; group <= count; group += 1)
      integer = insert(integer, size - group * format.regularGroup, grouping);
  } else {
    let size = integer.length;
    for (const position of format.integerGroups) {
      integer = insert(integer, size - position, grouping);
      size += 1;
    }
  }
  for (const position of format.fractionGroups) fraction = insert(fraction, position, grouping);
  if (!format.part.text.includes(decimal) || fraction === "") return integer;
  return integer + decimal + fraction;
}

function insert(text: string, at: number, mark: string): string {
  return text.slice(0, at) + mark + text.slice(at);
}

function stripStart(text: string, zero: string): string {
  let from = 0;
  while (text.charAt(from) === zero) from += 1;
  return text.slice(from);
}

function stripEnd(text: string, zero: string): string {
  let to = text.length;
  while (to > 0 && text.charAt(to - 1) === zero) to -= 1;
  return text.slice(0, to);
}
