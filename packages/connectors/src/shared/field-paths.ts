import type { DataRecord, Value } from "@xmap/contract";
import { valueAt } from "@xmap/contract";

/** Dotted names and values of a record that may be nested; absent fields are left out. */
export function flattenFields(record: DataRecord, prefix = ""): [path: string, value: Value][] {
  return Object.entries(record).flatMap(([name, value]): [string, Value][] => {
    if (value === undefined) return [];
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [[`${prefix}${name}`, value]];
    return flattenFields(value as DataRecord, `${prefix}${name}.`);
  });
}

/** The value at a dotted name; null where a step is absent. */
export function valueAtPath(record: DataRecord, path: string): Value {
  return valueAt(record, path.split(".")) ?? null;
}

/** True for fields that hold an e-mail address, which systems and people write in any case. */
export function isEmailField(path: string): boolean {
  return /(?:^|[._])e?mail$/.test(path);
}

/** The text by which two key values are compared: trimmed, e-mail addresses in lower case. */
export function comparableKey(path: string, value: Value): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const text = value.trim();
  // Numbers as text and as numbers are the same key.
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(text)) return text;
  return JSON.stringify(isEmailField(path) ? text.toLowerCase() : text);
}
