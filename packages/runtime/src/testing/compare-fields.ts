import { type DataRecord, KEEP, type RuleModule, type Value } from "@xmap/contract";
import { sameField } from "../engine/field-values.ts";
import type { Difference } from "./declared-test.ts";

/** Compares the named fields with what a mapping made: deeply, lines by position, plain lists as sets. */
export function compareFields(
  expected: DataRecord,
  actual: object,
  rules: readonly RuleModule[],
): readonly Difference[] {
  const differences: Difference[] = [];
  compareRecord(expected, actual, "", "", { rules, differences });
  return differences;
}

interface Comparison {
  readonly rules: readonly RuleModule[];
  readonly differences: Difference[];
}

function compareRecord(
  expected: DataRecord,
  actual: object,
  path: string,
  target: string,
  comparison: Comparison,
): void {
  for (const [name, value] of Object.entries(expected)) {
    if (value === undefined) continue;
    const got: unknown = Object.hasOwn(actual, name) ? (actual as Record<string, unknown>)[name] : undefined;
    compareValue(value, got, joined(path, name), joined(target, name), comparison);
  }
}

function compareValue(expected: Value, actual: unknown, path: string, target: string, comparison: Comparison): void {
  if (isRecord(expected) && isRecord(actual)) {
    compareRecord(expected as DataRecord, actual, path, target, comparison);
    return;
  }
  if (isListOfRecords(expected) && isListOfRecords(actual)) {
    compareLines(expected, actual.map(lineValues), path, target, comparison);
    return;
  }
  if (actual !== KEEP && sameField(expected, actual as Value | undefined)) return;
  tell(path, target, JSON.stringify(expected), textOf(actual), comparison);
}

function compareLines(
  expected: readonly object[],
  actual: readonly object[],
  path: string,
  target: string,
  comparison: Comparison,
): void {
  for (const [index, line] of expected.entries()) {
    const got = actual[index];
    if (got !== undefined) compareRecord(line as DataRecord, got, `${path}[${index}]`, target, comparison);
  }
  if (expected.length === actual.length) return;
  const further = actual.slice(expected.length).map((line) => textOf(line));
  const surplus = further.length === 0 ? "" : `, with ${further.join(", ")}`;
  const got = countText(actual.length) + surplus;
  comparison.differences.push({ path, expected: countText(expected.length), got, rules: [] });
}

function tell(path: string, target: string, expected: string, got: string, { rules, differences }: Comparison): void {
  const writing = rules.filter((rule) => rule.target === target || rule.target.startsWith(`${target}.`));
  differences.push({ path, expected, got, rules: writing });
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function countText(count: number): string {
  return count === 1 ? "1 line" : `${count} lines`;
}

function textOf(value: unknown): string {
  if (value === undefined) return "no value";
  if (value === KEEP) return "left as it is";
  return JSON.stringify(value);
}

/** What a compiled mapping calls a line, or a line as a system holds it. */
function lineValues(line: object): object {
  return "identity" in line && "values" in line && isRecord(line.values) ? line.values : line;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfRecords(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.every(isRecord);
}
