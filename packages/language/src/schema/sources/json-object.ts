/** A JSON object whose members are not known yet. */
export interface JsonObject {
  readonly [name: string]: unknown;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of the object itself, never one that it inherits. */
export function memberOf(value: JsonObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A member that is an object; undefined when it is missing or something else. */
export function objectMember(value: unknown, name: string): JsonObject | undefined {
  const member = isJsonObject(value) ? memberOf(value, name) : undefined;
  return isJsonObject(member) ? member : undefined;
}

/** A member that is text; undefined when it is missing or something else. */
export function textMember(value: unknown, name: string): string | undefined {
  const member = isJsonObject(value) ? memberOf(value, name) : undefined;
  return typeof member === "string" ? member : undefined;
}

/** The kind of a JSON value in the words of messages. */
export function jsonKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}
