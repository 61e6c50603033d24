import { jsonCopy, roundedForText } from "./json-text.ts";
import { JsonataError } from "./jsonata-error.ts";
import { unwrapped } from "./sequence.ts";
import { letterOf } from "./signature.ts";

/** Whether a value is a number. An infinite one is an error. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  if (Number.isFinite(value)) return true;
  throw new JsonataError("D1001", { value });
}

function needNumbers(at: number, token: string, left: unknown, right: unknown): void {
  try {
    if (left !== undefined && !isNumeric(left)) throw new JsonataError("T2001", { value: left });
    if (right !== undefined && !isNumeric(right)) throw new JsonataError("T2002", { value: right });
  } catch (error) {
    if (error instanceof JsonataError) error.complete(at, token);
    throw error;
  }
}

export function add(at: number, left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number" && Number.isFinite(left + right)) return left + right;
  needNumbers(at, "+", left, right);
  return left === undefined || right === undefined ? undefined : (left as number) + (right as number);
}

export function subtract(at: number, left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number" && Number.isFinite(left - right)) return left - right;
  needNumbers(at, "-", left, right);
  return left === undefined || right === undefined ? undefined : (left as number) - (right as number);
}

export function multiply(at: number, left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number" && Number.isFinite(left * right)) return left * right;
  needNumbers(at, "*", left, right);
  return left === undefined || right === undefined ? undefined : (left as number) * (right as number);
}

export function divide(at: number, left: unknown, right: unknown): unknown {
  needNumbers(at, "/", left, right);
  return left === undefined || right === undefined ? undefined : (left as number) / (right as number);
}

export function remainder(at: number, left: unknown, right: unknown): unknown {
  needNumbers(at, "%", left, right);
  return left === undefined || right === undefined ? undefined : (left as number) % (right as number);
}

export function negate(at: number, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (!isNumeric(value)) throw new JsonataError("D1002", { at, token: "-", value });
  return -value;
}

export function equal(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  return left === right || (typeof left === "object" && isDeepEqual(left, right));
}

export function unequal(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  return left !== right && !(typeof left === "object" && isDeepEqual(left, right));
}

/** Equality of values, member by member and field by field. */
export function isDeepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    for (let index = 0; index < left.length; index += 1) if (!isDeepEqual(left[index], right[index])) return false;
    return true;
  }
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(right, name)) return false;
    if (!isDeepEqual((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name])) return false;
  }
  return true;
}

/** Below 0, 0 or above 0 for two values in order; undefined when one is missing. */
function compare(at: number, token: string, left: unknown, right: unknown): number | undefined {
  const first = typeof left;
  const second = typeof right;
  const isOrdered = first === "undefined" || first === "string" || first === "number";
  if (!isOrdered || !(second === "undefined" || second === "string" || second === "number"))
    throw new JsonataError("T2010", { at, token, value: first === "string" || first === "number" ? right : left });
  if (first === "undefined" || second === "undefined") return undefined;
  if (first !== second) throw new JsonataError("T2009", { at, token, value: left, value2: right });
  const [one, other] = [left as string, right as string];
  return one < other ? -1 : one > other ? 1 : one === other ? 0 : Number.NaN;
}

export function isLess(at: number, left: unknown, right: unknown): boolean | undefined {
  if (typeof left === "number" && typeof right === "number") return left < right;
  const order = compare(at, "<", left, right);
  return order === undefined ? undefined : order < 0;
}

export function isLessOrEqual(at: number, left: unknown, right: unknown): boolean | undefined {
  if (typeof left === "number" && typeof right === "number") return left <= right;
  const order = compare(at, "<=", left, right);
  return order === undefined ? undefined : order <= 0;
}

export function isGreater(at: number, left: unknown, right: unknown): boolean | undefined {
  if (typeof left === "number" && typeof right === "number") return left > right;
  const order = compare(at, ">", left, right);
  return order === undefined ? undefined : order > 0;
}

export function isGreaterOrEqual(at: number, left: unknown, right: unknown): boolean | undefined {
  if (typeof left === "number" && typeof right === "number") return left >= right;
  const order = compare(at, ">=", left, right);
  return order === undefined ? undefined : order >= 0;
}

export function isIn(value: unknown, list: unknown): boolean {
  if (value === undefined || list === undefined) return false;
  return Array.isArray(list) ? list.includes(value) && !Number.isNaN(value) : list === value;
}

/** `&`: the texts of both sides, nothing for what is missing. */
export function concatenate(at: number, left: unknown, right: unknown): string {
  try {
    return textOrNothing(left) + textOrNothing(right);
  } catch (error) {
    if (error instanceof JsonataError) error.complete(at, "&");
    throw error;
  }
}

function textOrNothing(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : textOf(value);
}

/** A value as `$string` writes it. */
export function textOf(value: unknown, isPretty = false): string {
  if (typeof value === "string") return value;
  if (typeof value === "function") return "";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new JsonataError("D3001", { value });
    return JSON.stringify(roundedForText(value));
  }
  return JSON.stringify(jsonCopy(unwrapped(value)), undefined, isPretty ? 2 : 0);
}

/** The boolean that a value counts as; undefined for nothing. */
export function booleanOf(value: unknown): boolean | undefined {
  return value === undefined ? undefined : isTrue(value);
}

/** Whether a value counts as true in conditions. */
export function isTrue(value: unknown): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value !== "";
    case "number":
      return isNumeric(value) && value !== 0;
    case "object":
      if (value === null) return false;
      if (!Array.isArray(value)) return Object.keys(value).length > 0;
      return hasTrue(value);
    default:
      return false;
  }
}

function hasTrue(list: readonly unknown[]): boolean {
  let found = false;
  for (let index = 0; index < list.length; index += 1) if (isTrue(list[index])) found = true;
  return found;
}

/** How often a predicate's value lets the item at an index through: numbers are positions, the rest is a condition. */
export function selections(value: unknown, index: number, length: number): number {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (isNumeric(value)) return isAt(value, index, length) ? 1 : 0;
  if (!Array.isArray(value)) return isTrue(value) ? 1 : 0;
  for (const position of value) if (!isNumeric(position)) return isTrue(value) ? 1 : 0;
  let count = 0;
  for (const position of value) if (isAt(position, index, length)) count += 1;
  return count;
}

function isAt(position: number, index: number, length: number): boolean {
  const whole = Math.floor(position);
  return (whole < 0 ? length + whole : whole) === index;
}

const LONGEST_RANGE = 1e7;

/** Adds the numbers of `from .. to` to a list. */
export function addRange(at: number, list: unknown[], from: unknown, to: unknown): void {
  if (from !== undefined && !Number.isInteger(from)) throw new JsonataError("T2003", { at, token: "..", value: from });
  if (to !== undefined && !Number.isInteger(to)) throw new JsonataError("T2004", { at, token: "..", value: to });
  if (letterOf(from) !== "n" || letterOf(to) !== "n") return;
  const [first, last] = [from as number, to as number];
  const size = last - first + 1;
  if (size > LONGEST_RANGE) throw new JsonataError("D2014", { at, token: "..", value: size });
  for (let number = first; number <= last; number += 1) list.push(number);
}
