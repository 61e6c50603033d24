/** An object with named members, as JSON gives it. */
export type JsonObject = { readonly [member: string]: unknown };

/** True for a JSON object, false for lists and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that is text, else undefined. */
export function textMember(value: unknown, name: string): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const member = value[name];
  return typeof member === "string" ? member : undefined;
}
