import { isJsonObject, type Json, type JsonObject } from "../server/json.ts";

/** The objects of a list; none when it is no list. */
export function rowsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A value as text: empty for what is missing, `false` (an empty field of Odoo) and objects. */
export function shown(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : value === true ? "yes" : "";
}

/** A member of an object, also through objects in it; undefined when one is missing. */
export function memberAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (holder, name) => (isJsonObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined),
    value,
  );
}
