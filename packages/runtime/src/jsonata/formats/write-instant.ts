import { JsonataError } from "../jsonata-error.ts";
import { componentOf, DAYS, MONTHS } from "./calendar.ts";
import { type DateMarker, readDatePicture } from "./date-picture.ts";
import { readIntegerPicture, writeInteger } from "./integer-picture.ts";

const ISO_8601 = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";
const TWO_DIGITS = readIntegerPicture("00");

interface Offset {
  readonly hours: number;
  readonly minutes: number;
}

/** Writes an instant after a picture, in a time zone such as `+0530`. */
export function writeInstant(milliseconds: number, picture: string | undefined, zone: string | undefined): string {
  if (picture === undefined && zone === undefined && isPlain(milliseconds)) return new Date(milliseconds).toISOString();
  const offset = readOffset(zone);
  const local = new Date(milliseconds + (60 * offset.hours + offset.minutes) * 60_000);
  let text = "";
  for (const part of readDatePicture(picture ?? ISO_8601))
    text += part.kind === "literal" ? part.text : writeComponent(local, part, offset);
  return text;
}

/** Years of four digits, which JavaScript writes in the same way. */
function isPlain(milliseconds: number): boolean {
  return milliseconds >= -62_135_596_800_000 && milliseconds <= 253_402_300_799_999;
}

function readOffset(zone: string | undefined): Offset {
  if (zone === undefined) return { hours: 0, minutes: 0 };
  const number = Number.parseInt(zone, 10);
  return { hours: Math.floor(number / 100), minutes: number % 100 };
}

function writeComponent(local: Date, marker: DateMarker, offset: Offset): string {
  const { component, names, integer } = marker;
  if (component === "Z" || component === "z") return writeZone(marker, offset);
  const value = componentOf(local, component);
  if (component === "P") return names === "upper" ? String(value).toUpperCase() : String(value);
  if (typeof value === "string") return value;
  if (names !== undefined && component !== "f") return writeName(value, marker);
  if (integer === undefined) throw new JsonataError("D3133", { value: component });
  const shown = component === "Y" && marker.yearDigits !== -1 ? value % 10 ** marker.yearDigits : value;
  return writeInteger(shown, integer);
}

function writeName(value: number, { component, names, maximumWidth }: DateMarker): string {
  const list = component === "M" || component === "x" ? MONTHS : component === "F" ? DAYS : undefined;
  if (list === undefined) throw new JsonataError("D3133", { value: component });
  const name = list[value - 1] ?? "";
  const cased = names === "upper" ? name.toUpperCase() : names === "lower" ? name.toLowerCase() : name;
  return cased.slice(0, maximumWidth);
}

function writeZone({ component, integer, hasZulu }: DateMarker, { hours, minutes }: Offset): string {
  const offset = hours * 100 + minutes;
  if (integer === undefined) return "";
  let text: string;
  if (!Array.isArray(integer.grouping)) text = writeInteger(offset, integer);
  else if (integer.mandatoryDigits === 1 || integer.mandatoryDigits === 2) {
    text = writeInteger(hours, integer);
    if (minutes !== 0) text += `:${writeInteger(minutes, TWO_DIGITS)}`;
  } else if (integer.mandatoryDigits === 3 || integer.mandatoryDigits === 4) text = writeInteger(offset, integer);
  else throw new JsonataError("D3134", { value: integer.mandatoryDigits });
  if (offset === 0 && hasZulu) return "Z";
  return (component === "z" ? "GMT" : "") + (offset >= 0 ? "+" : "") + text;
}
