/**
 * What a field can hold. Absent (undefined), null, an empty list and zero are four things.
 * Instants are UTC text `2026-03-04T16:22:09Z`, business dates `2026-03-04`, 64-bit integers text.
 */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [field: string]: Value | undefined };

/** A record as connectors deliver it: empty text is null, never "". */
export type DataRecord = { readonly [field: string]: Value | undefined };

/** Deep equality of two values; an absent field equals an undefined one; 0 equals -0. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item: Value, index) => sameValue(item, right[index]));
  }
  const first = left as DataRecord;
  const second = right as DataRecord;
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  for (const name of names) {
    if (!sameValue(first[name], second[name])) return false;
  }
  return true;
}

/** The value at a dotted path, undefined where a step is absent; lists are not entered. */
export function valueAt(record: Value | undefined, path: readonly string[]): Value | undefined {
  let value = record;
  for (const name of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, name) ? (value as DataRecord)[name] : undefined;
  }
  return value;
}

/** JSON with sorted field names and no absent fields: equal values give equal text. */
export function canonicalJson(value: Value | undefined): string {
  if (value === undefined) return "null";
  if (typeof value !== "object" || value === null) return JSON.stringify(Object.is(value, -0) ? 0 : value);
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value as readonly Value[]) text += text === "" ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${text}]`;
  }
  const record = value as DataRecord;
  for (const name of Object.keys(record).sort()) {
    const member = record[name];
    if (member === undefined) continue;
    if (text !== "") text += ",";
    text += `${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
