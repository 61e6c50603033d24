import type { DataRecord, Value } from "@xmap/contract";

/** The values at a path of names; `[]` behind a name enters a list. */
export function valuesAt(record: DataRecord, path: string): Value {
  return below(record, path.split("."));
}

function below(value: Value | undefined, names: readonly string[]): Value {
  const [name, ...rest] = names;
  if (name === undefined) return value ?? null;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const isList = name.endsWith("[]");
  const field = (value as DataRecord)[isList ? name.slice(0, -"[]".length) : name];
  if (!isList) return below(field, rest);
  const members = Array.isArray(field) ? (field as readonly Value[]) : [];
  return members.map((member) => below(member, rest));
}
