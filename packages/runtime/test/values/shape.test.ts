import { checked, MappingError, shape, sorted } from "@xmap/runtime";
import { expect, test } from "vitest";

const item = shape.record({ sku: shape.text, size: shape.maybe(shape.number) });

test.for<readonly [string, unknown, { read: unknown }, unknown]>([
  ["text", "a", shape.text, "a"],
  ["a missing number", undefined, shape.maybe(shape.number), undefined],
  ["null", null, shape.orNull(shape.number), null],
  ["a value of a set", "b", shape.oneOf("a", "b"), "b"],
  ["a list", [1, 2], shape.list(shape.number), [1, 2]],
  ["nothing for a list", undefined, shape.items(shape.text), []],
  ["one for a list", "a", shape.items(shape.text), ["a"]],
  ["several for a list", ["a", "b"], shape.items(shape.text), ["a", "b"]],
  ["a record without a field", { sku: "a" }, item, { sku: "a", size: undefined }],
  ["a record with more fields", { sku: "a", size: 1, more: true }, item, { sku: "a", size: 1 }],
  ["one of several", 5, shape.either(shape.text, shape.number), 5],
  ["any record", { a: 1 }, shape.anyRecord, { a: 1 }],
  ["anything", [{ a: null }], shape.anything, [{ a: null }]],
])("%s fits", ([, value, wanted, result]) => {
  expect(checked(value, wanted as typeof shape.anything, "R/a", "x")).toEqual(result);
});

test.for<readonly [string, unknown, { read: unknown }, string]>([
  ["a number for text", 5, shape.text, "x must be text, not 5"],
  ["null for a number", null, shape.number, "x must be a number, not null"],
  ["nothing for text", undefined, shape.text, "x must be text, not undefined"],
  ["a value outside of a set", "c", shape.oneOf("a", "b"), 'x must be "a" or "b", not "c"'],
  ["a wrong value in a list", ["a", 5], shape.list(shape.text), "x[1] must be text, not 5"],
  ["one value for an array", "a", shape.list(shape.text), 'x must be a list, not "a"'],
  ["a wrong field", [{ sku: "a" }, { sku: 5 }], shape.items(item), "x[1].sku must be text, not 5"],
  ["a list for a record", [], item, "x must be a record, not []"],
  ["none of several", true, shape.either(shape.text, shape.number), "x must be text or a number, not true"],
  ["a function", () => 1, shape.anything, "x must be a value"],
  ["a field of the prototype", { sku: "a" }, shape.record({ toString: shape.text }), "x.toString must be text"],
])("%s is refused by its path", ([, value, wanted, message]) => {
  const compute = () => checked(value, wanted as typeof shape.anything, "R/a", "x");
  expect(compute).toThrow(message);
  try {
    compute();
  } catch (error) {
    expect(error instanceof MappingError && error.rule).toBe("R/a");
  }
});

test("a list is sorted by several terms, what has none comes last, and equals keep their order", () => {
  const list = [
    { id: 1, by: "b" },
    { id: 2, by: undefined },
    { id: 3, by: "a" },
    { id: 4, by: "b" },
  ];
  const ids = (sortedList: readonly { readonly id: number }[]) => sortedList.map(({ id }) => id);
  expect(ids(sorted(list, { by: (each) => each.by }))).toEqual([3, 1, 4, 2]);
  expect(ids(sorted(list, { by: (each) => each.by, descending: true }))).toEqual([1, 4, 3, 2]);
  expect(ids(sorted(list, { by: (each) => each.by }, { by: (each) => each.id, descending: true }))).toEqual([
    3, 4, 1, 2,
  ]);
});

test.for<readonly [string, readonly unknown[], string]>([
  ["null", [null, "a"], "sorted by numbers or text, not by null"],
  ["two types", [1, "a"], "are of two types"],
])("a list is not sorted by %s", ([, values, message]) => {
  expect(() => sorted(values, { by: (value) => value as string })).toThrow(message);
});
