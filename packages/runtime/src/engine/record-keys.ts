import { type DataRecord, type EntityModule, type RecordReference, type Value, valueAt } from "@xmap/contract";
import { nest } from "./field-values.ts";

/** The reference of a record of this entity; undefined when a part of its key has no value. */
export function referenceOf(entity: EntityModule, record: object): RecordReference | undefined {
  const values = entity.key.map(({ field }) => valueAt(record as DataRecord, field.split(".")));
  return referenceFromKey(entity, values);
}

/** The reference of a key's values; undefined when a part has no value. */
export function referenceFromKey(
  entity: EntityModule,
  values: readonly (Value | undefined)[],
): RecordReference | undefined {
  const key: string[] = [];
  for (const value of values) {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    key.push(String(value));
  }
  return key.length === entity.key.length ? { system: entity.system, entity: entity.name, key } : undefined;
}

/** The key's first part as the entity's records hold it. */
export function keyValue(entity: EntityModule, key: readonly string[]): Value | undefined {
  const [first] = key;
  return first !== undefined && entity.key[0]?.type === "integer" ? Number(first) : first;
}

/** For people: `SaleOrder 41`. */
export function describeReference({ entity, key }: RecordReference): string {
  return `${entity} ${key.join("/")}`;
}

/** All that is known of a record that is gone: its key. */
export function keyRecord(entity: EntityModule, key: readonly string[]): DataRecord {
  const values = entity.key.map(({ field, type }, index): [string, Value] => {
    const part = key[index] ?? "";
    return [field, type === "integer" ? Number(part) : part];
  });
  return nest(Object.fromEntries(values));
}
