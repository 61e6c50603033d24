import type { Value } from "@xmap/contract";

/** A place in which two records differ. */
export interface Difference {
  /** `order_line[0].name`; empty for the record as a whole. */
  readonly path: string;
  /** Undefined where a record has nothing. */
  readonly expected: Value | undefined;
  readonly actual: Value | undefined;
}

/** Every place in which two values differ, in the order of the expected one. */
export function jsonDifferences(
  expected: Value | undefined,
  actual: Value | undefined,
  path = "",
): readonly Difference[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, index) =>
      jsonDifferences(expected[index] as Value | undefined, actual[index] as Value | undefined, `${path}[${index}]`),
    ).flat();
  }
  if (isRecord(expected) && isRecord(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].flatMap((name) =>
      jsonDifferences(expected[name], actual[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return Object.is(expected, actual) ? [] : [{ path, expected, actual }];
}

function isRecord(value: Value | undefined): value is { readonly [field: string]: Value | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
