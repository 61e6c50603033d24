import type { DataRecord, Value } from "@xmap/contract";
import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** `$keys`: the names of a record's fields, or of all records of a list; absent when there are none. */
export function keys(value: Input): readonly string[] | undefined {
  const names = new Set<string>();
  collectKeys(value, names);
  return names.size === 0 ? undefined : [...names];
}

/** `$merge`: later records win; absent stays absent. */
export function merge(records: Input): DataRecord | undefined {
  if (records === undefined) return undefined;
  const members: readonly unknown[] = Array.isArray(records) ? records : [records];
  const fields: [string, Value | undefined][] = [];
  for (const member of members) {
    if (!isRecord(member)) throw new MappingError("T0412", `$merge needs records, not ${show(member)}`);
    fields.push(...Object.entries(member));
  }
  return Object.fromEntries(fields);
}

/** `$lookup`, and a path step whose record's type is not known: own fields only, lists are gone through. */
export function lookupField(value: Input, name: string): Value | undefined {
  if (Array.isArray(value)) {
    const found = value.flatMap((member: Value) => {
      const field = lookupField(member, name);
      return field === undefined ? [] : field;
    });
    if (found.length === 0) return undefined;
    return found.length === 1 ? found[0] : found;
  }
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function collectKeys(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const member of value) collectKeys(member, names);
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) names.add(name);
  }
}

function isRecord(value: unknown): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
