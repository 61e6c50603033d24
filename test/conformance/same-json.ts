/** Whether two values are the same JSON; functions and undefined fields do not count. */
export function sameJson(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && typeof expected === "number")
    return actual === expected || (Number.isNaN(actual) && Number.isNaN(expected));
  if (actual === expected) return true;
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null) return false;
  if (Array.isArray(actual) || Array.isArray(expected)) {
    if (!Array.isArray(actual) || !Array.isArray(expected) || actual.length !== expected.length) return false;
    return actual.every((item, index) => sameJson(item ?? null, expected[index] ?? null));
  }
  const [first, second] = [fieldsOf(actual), fieldsOf(expected)];
  const names = [...first.keys()];
  if (names.length !== second.size) return false;
  return names.every((name) => second.has(name) && sameJson(first.get(name), second.get(name)));
}

function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined && typeof field !== "function"));
}
