import type { Field, ValueType } from "../../types/type.ts";
import { typeToText } from "../../types/type-to-text.ts";

/** A type for people; what is not known is said openly. */
export function typeWords(value: ValueType | undefined): string {
  if (value === undefined) return "not known: the checker has not come this far";
  return value.type.kind === "unknown"
    ? "unknown: no schema says what this is, so it is not checked"
    : typeToText(value);
}

/** The same for a line of code, in one word where nothing is known. */
export function typeLabel(value: ValueType | undefined): string {
  return value === undefined || value.type.kind === "unknown" ? "unknown" : typeToText(value);
}

/** What a field is beside its type: "read only", "required". */
export function fieldTraits(field: Field): readonly string[] {
  const traits: string[] = [];
  if (field.readOnly) traits.push("read only");
  if (field.required) traits.push("required");
  if (field.searchable) traits.push("searchable");
  return traits;
}
