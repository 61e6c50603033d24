import type { FieldType } from "../contract/schema.ts";
import type { Scalar } from "./row.ts";

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Reads a value that a client sent into a field's type; undefined when it does not fit. Empty text is no value. */
export function readValue(type: FieldType, value: unknown): Scalar | undefined {
  if (value === null || value === undefined || value === "") {
    return null;
  }
  switch (type) {
    case "string":
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : value === "true" ? true : value === "false" ? false : undefined;
    case "dateTime":
      return typeof value === "string" ? readInstant(value) : undefined;
    case "guid":
      return typeof value === "string" && GUID.test(value) ? value.toLowerCase() : undefined;
    case "decimal":
    case "double":
      return readNumber(value);
    default: {
      const number = readNumber(value);
      return number === undefined || !Number.isInteger(number) ? undefined : number;
    }
  }
}

function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") {
    return value;
  }
  const isNumberText = typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value);
  return isNumberText ? Number(value) : undefined;
}

/** A point in time as ISO 8601 in UTC; text without an offset is UTC. Reads `M/D/YYYY [h:mm:ss AM]` too. */
export function readInstant(text: string): string | undefined {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP])M)?)?$/.exec(text.trim());
  if (american !== null) {
    const [, month, day, year, hour = "0", minute = "0", second = "0", half] = american;
    const hours = (Number(hour) % (half === undefined ? 24 : 12)) + (half === "P" ? 12 : 0);
    return isoOf(Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second)));
  }
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text.trim(),
  );
  return iso === null ? undefined : isoOf(Date.parse(`${iso[1]}T${iso[2] ?? "00:00:00"}${iso[3] ?? "Z"}`));
}

function isoOf(milliseconds: number): string | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

/** Midnight of an instant's day. */
export function dayOf(instant: string): string {
  return `${instant.slice(0, 10)}T00:00:00.000Z`;
}

/** A point in time as answers show it: an offset, and no more fraction digits than needed. */
export function showInstant(instant: string): string {
  const [seconds = "", fraction = ""] = instant.replace(/Z$/, "").split(".");
  const digits = fraction.replace(/0+$/, "");
  return `${seconds}${digits === "" ? "" : `.${digits}`}+00:00`;
}
