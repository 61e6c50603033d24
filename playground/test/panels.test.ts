import { expect, test } from "vitest";
import { readAnswer, writeAnswer } from "../src/panels/answer-text.ts";
import { jsonDifferences } from "../src/panels/json-differences.ts";

test.each([
  ["44", "integer", 44],
  ["44", "any", 44],
  ["44", "string", "44"],
  ['"44"', "any", "44"],
  ["Texas", "any", "Texas"],
  ["true", "any", true],
  ['{"a":1}', "any", { a: 1 }],
  ["{", "any", "{"],
] as const)("%s typed where %s is wanted is the answer %j", (text, wanted, value) => {
  expect(readAnswer(text, wanted)).toEqual(value);
});

test.each([44, "44", "Texas", "true", true, null, ["a"], '"quoted"', ""])(
  "the answer %j is read back as it is written",
  (value) => {
    for (const wanted of ["any", "string", "integer"] as const) {
      if (wanted === "string" && typeof value !== "string") continue;
      expect(readAnswer(writeAnswer(value, wanted), wanted)).toEqual(value);
    }
  },
);

test.each([
  ["equal records", { a: 1, b: [1] }, { b: [1], a: 1 }, []],
  ["another value", { a: 1 }, { a: 2 }, [{ path: "a", expected: 1, actual: 2 }]],
  ["a field that is missing", { a: 1 }, {}, [{ path: "a", expected: 1, actual: undefined }]],
  ["a field that is too many", {}, { a: null }, [{ path: "a", expected: undefined, actual: null }]],
  [
    "another item",
    { a: [{ b: 1 }, 2] },
    { a: [{ b: 3 }] },
    [
      { path: "a[0].b", expected: 1, actual: 3 },
      { path: "a[1]", expected: 2, actual: undefined },
    ],
  ],
  ["a list in the place of a record", { a: {} }, { a: [] }, [{ path: "a", expected: {}, actual: [] }]],
  ["no record at all", { a: 1 }, undefined, [{ path: "", expected: { a: 1 }, actual: undefined }]],
])("%s", (_, expected, actual, differences) => {
  expect(jsonDifferences(expected, actual)).toEqual(differences);
});
