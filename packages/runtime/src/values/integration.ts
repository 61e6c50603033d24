import { givenText } from "./given-text.ts";
import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

type MaybeText = string | null | undefined;

/** `First Last` without the parts that are empty; undefined when both are. */
export function joinName(first: Input, last: Input): string | undefined {
  const before = givenText(first, "$joinName");
  const after = givenText(last, "$joinName");
  if (before === undefined || after === undefined) return before ?? after;
  return `${before} ${after}`;
}

/** All words of a full name but the last; the only word when there is one. */
export function firstName(full: Input): string | undefined {
  const words = wordsOf(givenText(full, "$firstName"));
  return words.length > 1 ? words.slice(0, -1).join(" ") : words[0];
}

/** The last word of a full name; undefined when it has only one. */
export function lastName(full: Input): string | undefined {
  const words = wordsOf(givenText(full, "$lastName"));
  return words.length > 1 ? words.at(-1) : undefined;
}

/** A postal street of one or more lines as two; lines beyond the second are joined to it by a comma. */
export function street(text: Input): { readonly line1: string | undefined; readonly line2: string | undefined } {
  const lines = (givenText(text, "$street") ?? "").split(/\r\n|\r|\n/);
  const [line1, ...others] = lines.map((line) => line.trim()).filter((line) => line !== "");
  return { line1, line2: joined(others, ", ") };
}

/** The calendar day `2026-03-04` of an instant in a zone; a MappingError for what is no instant or zone. */
export function dayIn(instant: string, zone: string): string;
export function dayIn(instant: Input, zone: Input): string | undefined;
export function dayIn(given: Input, inZone: Input): string | undefined {
  const instant = givenText(given, "$dayIn");
  const zone = givenText(inZone, "$dayIn");
  if (instant === undefined || zone === undefined) return undefined;
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new MappingError("not-an-instant", `${show(instant)} is no instant`);
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(time)
      .map((part) => [part.type, part.value]),
  );
  return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  } catch {
    throw new MappingError("unknown-zone", `${show(zone)} is no time zone`);
  }
}

function wordsOf(full: MaybeText): string[] {
  return (full ?? "").split(/\s+/).filter((word) => word !== "");
}

function joined(parts: readonly MaybeText[], separator: string): string | undefined {
  const filled = parts.map((part) => part?.trim() ?? "").filter((part) => part !== "");
  return filled.length === 0 ? undefined : filled.join(separator);
}
