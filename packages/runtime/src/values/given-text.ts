import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** Text without blanks around it, undefined for what is absent, null or blank; a MappingError T0410 for other values. */
export function givenText(value: Input, operation: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new MappingError("T0410", `${operation} needs text, not ${show(value)}`);
  const trimmed = value.trim();
  return trimmed === "" ? undefined : trimmed;
}
