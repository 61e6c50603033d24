import { type Input, requireNumber, requireText, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** A value as `&` shows it: absent is "", numbers have 15 significant digits, records and lists are JSON. */
export function text(value: Input): string {
  return string(value) ?? "";
}

/** `$string`: absent stays absent. */
export function string(value: Input): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "number" && !Number.isFinite(value)) throw new MappingError("D3001", `${value} has no text`);
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "number" && !Number.isInteger(member) ? Number(member.toPrecision(15)) : member,
  );
}

/** `&` over all values. */
export function concatenate(...values: readonly Input[]): string {
  return values.map(text).join("");
}

/** `$number`: text must be a whole JSON number (or 0x, 0o, 0b); else a MappingError D3030. */
export function number(value: Input, rule?: string): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") {
    const found = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$|^0[xX][0-9A-Fa-f]+$|^0[oO][0-7]+$|^0[bB][01]+$/.test(value);
    if (found && Number.isFinite(Number(value))) return Number(value);
  } else throw new MappingError("T0410", `${show(value)} is neither number, text nor boolean`, rule);
  throw new MappingError("D3030", `${show(value)} is not a number`, rule);
}

/** `$uppercase`. */
export function uppercase(value: Input): string | undefined {
  return requireText(value, "$uppercase")?.toUpperCase();
}

/** `$lowercase`. */
export function lowercase(value: Input): string | undefined {
  return requireText(value, "$lowercase")?.toLowerCase();
}

/** `$trim`: blanks inside become one space as well. */
export function trim(value: Input): string | undefined {
  return requireText(value, "$trim")
    ?.replace(/[ \t\n\r]+/g, " ")
    .replace(/^ | $/g, "");
}

/** `$length`, in code points. */
export function length(value: Input): number | undefined {
  const checked = requireText(value, "$length");
  return checked === undefined ? undefined : Array.from(checked).length;
}

/** `$substring`, in code points; a negative start counts from the end. */
export function substring(value: Input, start: Input, count?: Input): string | undefined {
  const checked = requireText(value, "$substring");
  const from = requireNumber(start, "$substring") ?? 0;
  const size = requireNumber(count, "$substring");
  if (checked === undefined) return undefined;
  const points = Array.from(checked);
  const first = points.length + from < 0 ? 0 : from;
  if (size === undefined) return points.slice(first).join("");
  if (size <= 0) return "";
  return points.slice(first, first >= 0 ? first + size : points.length + first + size).join("");
}

/** `$substringBefore`: all of the text when the mark is not in it. */
export function substringBefore(value: Input, mark: Input): string | undefined {
  const checked = requireText(value, "$substringBefore");
  const place = checked?.indexOf(requireText(mark, "$substringBefore") ?? "undefined") ?? -1;
  return place < 0 ? checked : checked?.slice(0, place);
}

/** `$substringAfter`: all of the text when the mark is not in it. */
export function substringAfter(value: Input, mark: Input): string | undefined {
  const checked = requireText(value, "$substringAfter");
  const searched = requireText(mark, "$substringAfter") ?? "undefined";
  const place = checked?.indexOf(searched) ?? -1;
  return place < 0 ? checked : checked?.slice(place + searched.length);
}

/** `$contains` with a text pattern. */
export function contains(value: Input, part: Input): boolean | undefined {
  const checked = requireText(value, "$contains");
  const searched = requireText(part, "$contains");
  return checked === undefined || searched === undefined ? undefined : checked.includes(searched);
}

/** Whether the text begins with the part; absent when either is. */
export function startsWith(value: Input, part: Input): boolean | undefined {
  const checked = requireText(value, "$startsWith");
  const searched = requireText(part, "$startsWith");
  return checked === undefined || searched === undefined ? undefined : checked.startsWith(searched);
}

/** `$split` with a text separator. */
export function split(value: Input, separator: Input, limit?: Input): readonly string[] | undefined {
  const checked = requireText(value, "$split");
  const mark = requireText(separator, "$split");
  const most = requireNumber(limit, "$split");
  if (checked === undefined) return undefined;
  if (mark === undefined) throw new MappingError("T0410", "$split needs a separator");
  if (most !== undefined && most < 0) throw new MappingError("D3020", "$split needs a limit of at least 0");
  return checked.split(mark, most === undefined ? undefined : Math.floor(most));
}

/** `$join`; a single text is a list of one. */
export function join(values: Input, separator: Input = ""): string | undefined {
  if (values === undefined) return undefined;
  const members: readonly unknown[] = Array.isArray(values) ? values : [values];
  const wrong = members.find((member) => typeof member !== "string");
  if (wrong !== undefined) throw new MappingError("T0412", `$join needs texts, not ${show(wrong)}`);
  return members.join(requireText(separator, "$join") ?? "");
}

/** `$replace` with a text pattern and a text replacement. */
export function replace(value: Input, pattern: Input, replacement: Input, limit?: Input): string | undefined {
  const checked = requireText(value, "$replace");
  const searched = requireText(pattern, "$replace");
  const substitute = requireText(replacement, "$replace");
  const most = requireNumber(limit, "$replace") ?? Number.POSITIVE_INFINITY;
  if (checked === undefined) return undefined;
  if (searched === undefined || substitute === undefined)
    throw new MappingError("T0410", "$replace needs a pattern and a replacement");
  if (searched === "") throw new MappingError("D3010", "$replace needs a pattern that is not empty");
  if (most < 0) throw new MappingError("D3011", "$replace needs a limit of at least 0");
  const parts = checked.split(searched);
  const replaced = Math.min(Math.floor(most), parts.length - 1);
  return [parts.slice(0, replaced + 1).join(substitute), ...parts.slice(replaced + 1)].join(searched);
}

/** The text when it is at most so many characters long, else a MappingError: nothing is cut silently. */
export function validateText<Text extends string | null | undefined>(
  value: Text,
  maximumLength: number,
  rule: string,
): Text {
  if (typeof value === "string" && Array.from(value).length > maximumLength)
    throw new MappingError("too-long", `${show(value)} is longer than ${maximumLength} characters`, rule);
  return value;
}
