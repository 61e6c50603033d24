import type { Value } from "@xmap/contract";

/** What a person types as an answer: JSON where it is some and is wanted, else the text itself. */
export function readAnswer(text: string, wanted: "integer" | "string" | "any"): Value {
  if (wanted === "string" && !text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

/** An answer as it is typed: texts without quotes where they are read back as the same text. */
export function writeAnswer(value: Value, wanted: "integer" | "string" | "any"): string {
  if (typeof value === "string" && readAnswer(value, wanted) === value) return value;
  return JSON.stringify(value);
}
