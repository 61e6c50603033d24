import { JsonataError } from "../jsonata-error.ts";
import { componentOf, DAYS, MONTHS } from "./calendar.ts";
import { type DateMarker, type DatePart, readDatePicture } from "./date-picture.ts";
import { type IntegerPicture, integerReader } from "./integer-picture.ts";

const ISO_8601 = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;

interface PartReader {
  readonly component: string | undefined;
  readonly pattern: string;
  read(text: string): number | undefined;
}

type Components = Record<string, number | undefined>;

/** Reads an ISO 8601 instant. Throws D3110. */
export function readIsoInstant(text: string): number {
  if (!ISO_8601.test(text)) throw new JsonataError("D3110", { value: text });
  return Date.parse(text);
}

/**
 * Reads an instant after a picture; undefined when the text does not fit.
 * What stands before the largest part comes from `now`, what stands after the smallest is zero.
 */
export function readInstant(text: string, picture: string, now: number): number | undefined {
  const { readers, expression } = pictureReader(picture);
  const match = expression.exec(text);
  if (match === null) return undefined;
  const found: Components = {};
  for (const [index, { component, read }] of readers.entries())
    if (component !== undefined) found[component] = read(match[index + 1] ?? "");
  return Object.keys(found).length === 0 ? undefined : toMilliseconds(found, new Date(now));
}

interface PictureReader {
  readonly readers: readonly PartReader[];
  readonly expression: RegExp;
}

const pictureReaders = new Map<string, PictureReader>();
const MOST_READERS = 500;

function pictureReader(picture: string): PictureReader {
  const known = pictureReaders.get(picture);
  if (known !== undefined) return known;
  const readers = readDatePicture(picture).map(readerOf);
  const expression = new RegExp(`^${readers.map(({ pattern }) => `(${pattern})`).join("")}$`, "i");
  if (pictureReaders.size >= MOST_READERS) pictureReaders.clear();
  pictureReaders.set(picture, { readers, expression });
  return { readers, expression };
}

function readerOf(part: DatePart): PartReader {
  if (part.kind === "literal") {
    const pattern = part.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return { component: undefined, pattern, read: () => undefined };
  }
  const { component, integer } = part;
  if ((component === "Z" || component === "z") && integer !== undefined) return zoneReader(component, integer);
  if (component === "f") {
    const read = (text: string): number => Number.parseFloat(`0.${text.slice(0, 3)}`) * 1000;
    return { component, pattern: "[0-9]+", read };
  }
  if (integer !== undefined) return { component, ...integerReader(integer, part.exactDigits) };
  return nameReader(part);
}

function zoneReader(component: string, { grouping }: IntegerPicture): PartReader {
  const separator = "character" in grouping ? grouping.character : undefined;
  const prefix = component === "z" ? "GMT" : "";
  const pattern = `${prefix}[-+][0-9]+${separator === undefined ? "" : `${separator}[0-9]+`}`;
  const read = (text: string): number => {
    const offset = text.slice(prefix.length);
    const at = separator === undefined ? (offset.length <= 3 ? offset.length : 3) : offset.indexOf(separator);
    const minutes = offset.slice(separator === undefined ? at : at + 1);
    return Number.parseInt(offset.slice(0, at), 10) * 60 + (minutes === "" ? 0 : Number.parseInt(minutes, 10));
  };
  return { component, pattern, read };
}

function nameReader({ component, maximumWidth }: DateMarker): PartReader {
  const names = new Map<string, number>();
  const list = component === "M" || component === "x" ? MONTHS : component === "F" ? DAYS : undefined;
  if (list !== undefined) {
    for (const [index, name] of list.entries()) names.set(maximumWidth ? name.slice(0, maximumWidth) : name, index + 1);
  } else if (component === "P") for (const half of ["am", "AM", "pm", "PM"]) names.set(half, /p/i.test(half) ? 1 : 0);
  else throw new JsonataError("D3133", { value: component });
  return { component, pattern: "[a-zA-Z]+", read: (text) => names.get(text) };
}

/** Whether only components of a kind stand there, and at least one of them does. */
function isOf(kind: string, all: string, found: Components): boolean {
  let isAny = false;
  for (const component of all) {
    if (!found[component]) continue;
    if (!kind.includes(component)) return false;
    isAny = true;
  }
  return isAny;
}

function toMilliseconds(found: Components, now: Date): number {
  const dates = "YXMxWwdD";
  const isPlainDate = isOf("YMD", dates, found);
  const isDayOfYear = !isPlainDate && isOf("Yd", dates, found);
  const isWeekOfMonth = isOf("Xxw", dates, found);
  const isWeekOfYear = !isWeekOfMonth && isOf("XW", dates, found);
  const isTwelveHours = !isOf("Hmsf", "PHhmsf", found) && isOf("Phmsf", "PHhmsf", found);
  const dateParts = isDayOfYear ? "YD" : isWeekOfMonth ? "XxwF" : isWeekOfYear ? "XWF" : "YMD";
  fill(found, dateParts + (isTwelveHours ? "Phmsf" : "Hmsf"), now);
  const number = (component: string): number => found[component] ?? Number.NaN;
  let month = number("M") > 0 ? number("M") - 1 : 0;
  let day = number("D");
  if (isDayOfYear) {
    const date = new Date(Date.UTC(number("Y"), 0) + (number("d") - 1) * 86_400_000);
    month = date.getUTCMonth();
    day = date.getUTCDate();
  }
  if (isWeekOfMonth || isWeekOfYear) throw new JsonataError("D3136");
  let hour = number("H");
  if (isTwelveHours) hour = (number("h") === 12 ? 0 : number("h")) + (number("P") === 1 ? 12 : 0);
  const time = Date.UTC(number("Y"), month, day, hour, number("m"), number("s"), number("f"));
  return time - (found.Z || found.z || 0) * 60_000;
}

/** Fills what is not given. A gap between two given parts is an error, D3136. */
function fill(found: Components, order: string, now: Date): void {
  let hasStarted = false;
  let hasEnded = false;
  for (const component of order) {
    if (found[component] !== undefined) {
      hasStarted = true;
      if (hasEnded) throw new JsonataError("D3136");
    } else if (hasStarted) {
      found[component] = "MDd".includes(component) ? 1 : 0;
      hasEnded = true;
    } else found[component] = Number(componentOf(now, component));
  }
}
