import { JsonataError } from "../jsonata-error.ts";
import { type IntegerPicture, readIntegerPicture } from "./integer-picture.ts";

/** A text between the markers of a date picture. */
export interface DateLiteral {
  readonly kind: "literal";
  readonly text: string;
}

/** A marker such as `[M01]`, taken apart. */
export interface DateMarker {
  readonly kind: "marker";
  /** One letter: what is shown. */
  readonly component: string;
  readonly names: "upper" | "lower" | "title" | undefined;
  readonly integer: IntegerPicture | undefined;
  /** `t`: UTC is written as Z. */
  readonly hasZulu: boolean;
  readonly maximumWidth: number | undefined;
  /** How many digits of the year are shown, -1 for all. */
  readonly yearDigits: number;
  /** Digits to read, where those of the next part follow at once. */
  readonly exactDigits: number | undefined;
}

export type DatePart = DateLiteral | DateMarker;

const DEFAULT_STYLES: Readonly<Record<string, string>> = {
  Y: "1",
  M: "1",
  D: "1",
  d: "1",
  F: "n",
  W: "1",
  w: "1",
  X: "1",
  x: "1",
  H: "1",
  h: "1",
  P: "n",
  m: "01",
  s: "01",
  f: "1",
  Z: "01:01",
  z: "01:01",
  C: "n",
  E: "n",
};

const INTEGER_COMPONENTS = "YMDdFWwXxHhmsf";

const pictures = new Map<string, readonly DatePart[]>();
const MOST_PICTURES = 500;

/** Takes a picture of XPath's format-dateTime apart. Throws D3132 and D3135 when it is wrong. */
export function readDatePicture(picture: string): readonly DatePart[] {
  const known = pictures.get(picture);
  if (known !== undefined) return known;
  const parts = takeApart(picture);
  if (pictures.size >= MOST_PICTURES) pictures.clear();
  pictures.set(picture, parts);
  return parts;
}

function takeApart(picture: string): readonly DatePart[] {
  const parts: DatePart[] = [];
  const addLiteral = (from: number, to: number): void => {
    if (to > from) parts.push({ kind: "literal", text: picture.slice(from, to).replaceAll("]]", "]") });
  };
  let start = 0;
  let at = picture.indexOf("[");
  while (at >= 0) {
    addLiteral(start, at);
    if (picture.charAt(at + 1) === "[") {
      parts.push({ kind: "literal", text: "[" });
      start = at + 2;
    } else {
      const close = picture.indexOf("]", at);
      if (close < 0) throw new JsonataError("D3135");
      addMarker(parts, picture.slice(at + 1, close).replace(/\s+/g, ""));
      start = close + 1;
    }
    at = picture.indexOf("[", start);
  }
  addLiteral(start, picture.length);
  return parts;
}

function addMarker(parts: DatePart[], text: string): void {
  const marker = readMarker(text);
  const previous = parts.at(-1);
  const isInteger = marker.integer !== undefined && INTEGER_COMPONENTS.includes(marker.component);
  if (isInteger && previous?.kind === "marker" && previous.integer !== undefined)
    parts[parts.length - 1] = { ...previous, exactDigits: previous.integer.mandatoryDigits };
  parts.push(marker);
}

function readMarker(text: string): DateMarker {
  const component = text.charAt(0);
  const comma = text.lastIndexOf(",");
  const { minimum, maximum } = readWidth(comma < 0 ? "" : text.slice(comma + 1));
  const modifiers = comma < 0 ? text.slice(1) : text.slice(1, comma);
  const last = modifiers.charAt(modifiers.length - 1);
  const hasSecond = modifiers.length > 1 && "atco".includes(last);
  const second = hasSecond ? last : "";
  const style = modifiers === "" ? styleOf(component) : hasSecond ? modifiers.slice(0, -1) : modifiers;
  const marker = {
    kind: "marker" as const,
    component,
    names: undefined,
    integer: undefined,
    hasZulu: second === "t",
    maximumWidth: maximum,
    yearDigits: -1,
    exactDigits: undefined,
  };
  const isZone = component === "Z" || component === "z";
  const integer = isZone ? readIntegerPicture(style) : undefined;
  if (style.startsWith("n")) return { ...marker, names: "lower", integer };
  if (style.startsWith("N")) return { ...marker, names: style.charAt(1) === "n" ? "title" : "upper", integer };
  if (!INTEGER_COMPONENTS.includes(component)) return { ...marker, integer };
  return withDigits(marker, readIntegerPicture(second === "" ? style : `${style};${second}`), minimum);
}

function withDigits(marker: DateMarker, picture: IntegerPicture, minimum: number | undefined): DateMarker {
  const integer = {
    ...picture,
    mandatoryDigits: minimum === undefined ? picture.mandatoryDigits : Math.max(picture.mandatoryDigits, minimum),
  };
  if (marker.component !== "Y") return { ...marker, integer };
  const { maximumWidth } = marker;
  if (maximumWidth !== undefined)
    return { ...marker, integer: { ...integer, mandatoryDigits: maximumWidth }, yearDigits: maximumWidth };
  const digits = integer.style === "decimal" ? integer.mandatoryDigits + integer.optionalDigits : 0;
  return { ...marker, integer, yearDigits: digits >= 2 ? digits : -1 };
}

function styleOf(component: string): string {
  const style = Object.hasOwn(DEFAULT_STYLES, component) ? DEFAULT_STYLES[component] : undefined;
  if (style === undefined) throw new JsonataError("D3132", { value: component });
  return style;
}

function readWidth(text: string): { minimum: number | undefined; maximum: number | undefined } {
  const [minimum, ...rest] = text.split("-");
  const read = (width: string | undefined): number | undefined =>
    width === undefined || width === "" || width === "*" ? undefined : Number.parseInt(width, 10);
  return { minimum: read(minimum), maximum: read(rest.length === 0 ? undefined : rest.join("-")) };
}
