import { sameValue, type Value } from "@xmap/contract";
import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** `=`: deep equality; false when either side is absent. */
export function equals(left: Input, right: Input): boolean {
  return left !== undefined && right !== undefined && sameValue(left as Value, right as Value);
}

/** `!=`: false when either side is absent. */
export function differs(left: Input, right: Input): boolean {
  return left !== undefined && right !== undefined && !sameValue(left as Value, right as Value);
}

/** `<`: undefined when a side is absent; a MappingError T2009 or T2010 when the two have no order. */
export function lessThan(left: Input, right: Input): boolean | undefined {
  const order = compare(left, right, "<");
  return order === undefined ? undefined : order < 0;
}

/** `<=`, as lessThan. */
export function lessOrEqual(left: Input, right: Input): boolean | undefined {
  const order = compare(left, right, "<=");
  return order === undefined ? undefined : order <= 0;
}

/** `>`, as lessThan. */
export function greaterThan(left: Input, right: Input): boolean | undefined {
  const order = compare(left, right, ">");
  return order === undefined ? undefined : order > 0;
}

/** `>=`, as lessThan. */
export function greaterOrEqual(left: Input, right: Input): boolean | undefined {
  const order = compare(left, right, ">=");
  return order === undefined ? undefined : order >= 0;
}

/** `in`: a value is in a list that has it, or in a value that it equals; records are never in a list. */
export function isIn(value: Input, values: Input): boolean {
  if (value === undefined || values === undefined) return false;
  const members: readonly unknown[] = Array.isArray(values) ? values : [values];
  return members.includes(value);
}

function compare(left: Input, right: Input, operator: string): number | undefined {
  const first = requireComparable(left, operator);
  const second = requireComparable(right, operator);
  if (first === undefined || second === undefined) return undefined;
  if (typeof first !== typeof second)
    throw new MappingError("T2009", `${show(first)} and ${show(second)} on the sides of ${operator} are of two types`);
  if (first < second) return -1;
  return first > second ? 1 : 0;
}

function requireComparable(value: Input, operator: string): string | number | undefined {
  if (value === undefined || typeof value === "string" || typeof value === "number") return value;
  throw new MappingError("T2010", `Both sides of ${operator} must be numbers or text, not ${show(value)}`);
}
