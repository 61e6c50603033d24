import type { Input } from "./input.ts";

/** JSONata's boolean cast; absent is false. */
export function truthy(value: Input): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.some((member: Input) => truthy(member));
  if (typeof value === "string") return value.length > 0;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "boolean") return value;
  return Object.keys(value).length > 0;
}

/** `$not`: absent stays absent. */
export function not(value: Input): boolean | undefined {
  return value === undefined ? undefined : !truthy(value);
}

/** `$boolean`: absent stays absent. */
export function boolean(value: Input): boolean | undefined {
  return value === undefined ? undefined : truthy(value);
}

/** `$exists`. */
export function exists(value: Input): boolean {
  return value !== undefined;
}
