import { isFunction } from "./callable.ts";
import { put } from "./objects.ts";
import { isNumeric } from "./operators.ts";

/** A number as JSONata writes it: with 15 digits at most. */
export function roundedForText(value: number): number {
  if (Number.isInteger(value)) return value;
  // As many digits as fit anyway.
  return String(value).length <= 16 ? value : Number(value.toPrecision(15));
}

/** What JSON holds of a value: a copy without functions, with numbers of 15 digits. Infinity is an error. */
export function jsonCopy(value: unknown): unknown {
  if (typeof value === "number") return isNumeric(value) ? roundedForText(value) : null;
  if (isFunction(value)) return "";
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) list.push(jsonCopy(value[index]) ?? null);
    return list;
  }
  if (typeof (value as { toJSON?: unknown }).toJSON === "function") return JSON.parse(JSON.stringify(value)) as unknown;
  const copy = {};
  for (const name of Object.keys(value)) {
    const field = jsonCopy((value as Record<string, unknown>)[name]);
    if (field !== undefined) put(copy, name, field);
  }
  return copy;
}
