import { canonicalJson, type DataRecord, KEEP, type Value, valueAt } from "@xmap/contract";
import { CARD_NUMBER, hideCardNumbers } from "../privacy/card-numbers.ts";

/** Dotted field → wanted value; undefined where a rule has no value, KEEP where the field is left alone. */
export type Leaves = ReadonlyMap<string, Value | undefined | typeof KEEP>;

/** The fields of a record by dotted name; lists are leaves. */
export function leavesOf(record: object): Leaves {
  const leaves = new Map<string, Value | undefined | typeof KEEP>();
  collect(record as Record<string, unknown>, "", leaves);
  return leaves;
}

/** The values of leaves as one flat record, without what has no value. */
export function presentValues(leaves: Leaves): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [path, value] of leaves) if (value !== undefined && value !== null && value !== KEEP) values[path] = value;
  return values;
}

/** A record with nested fields out of dotted ones. */
export function nest(values: Readonly<Record<string, Value>>): DataRecord {
  const record: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    if (!path.includes(".")) {
      record[path] = value;
      continue;
    }
    const names = path.split(".");
    const last = names.pop() ?? path;
    let place = record;
    for (const name of names) {
      const below = (place[name] ?? {}) as Record<string, unknown>;
      place[name] = below;
      place = below;
    }
    place[last] = value;
  }
  return record as DataRecord;
}

/** Equal for a target: numbers at four digits, empty text and null alike, lists of plain values as sets. */
export function sameField(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (typeof left === "string" && typeof right === "string") return sameWithoutCards(left, right);
  return canonicalJson(normalise(left)) === canonicalJson(normalise(right));
}

/** What is kept of a text has its card numbers replaced; the text itself is no change of that. */
function sameWithoutCards(left: string, right: string): boolean {
  if (!left.includes(CARD_NUMBER) && !right.includes(CARD_NUMBER)) return false;
  return hideCardNumbers(left) === hideCardNumbers(right);
}

/** The value of a dotted field. */
export function fieldAt(record: DataRecord | undefined, path: string): Value | undefined {
  if (path.includes(".")) return valueAt(record, path.split("."));
  return record !== undefined && Object.hasOwn(record, path) ? record[path] : undefined;
}

/** Whether a field holds nothing. */
export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function normalise(value: Value | undefined): Value {
  if (value === undefined || value === "") return null;
  if (typeof value === "number") return Math.round(value * 10_000) / 10_000;
  if (Array.isArray(value)) {
    const members = value.map(normalise);
    const isPlain = members.every((member) => typeof member !== "object" || member === null);
    return isPlain ? members.sort((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1)) : members;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, normalise(member)]));
}

function collect(
  record: Record<string, unknown>,
  prefix: string,
  leaves: Map<string, Value | undefined | typeof KEEP>,
): void {
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      collect(value as Record<string, unknown>, `${prefix}${name}.`, leaves);
    else leaves.set(prefix + name, value as Value | undefined | typeof KEEP);
  }
}
