import { type DataRecord, type Value, valueAt } from "@xmap/contract";

/** Values by dotted name; lists stand whole. */
export function flattenRecord(record: DataRecord, prefix = ""): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, Value][] => {
      if (value === undefined) return [];
      const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
      return isRecord
        ? Object.entries(flattenRecord(value as DataRecord, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]];
    }),
  );
}

/** The values at these dotted names. */
export function valuesAt(
  record: DataRecord | undefined,
  fields: readonly string[],
): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(fields.map((field) => [field, valueAt(record, field.split("."))]));
}
