import { expect, test } from "vitest";
import { readJson } from "../../src/schema/sources/read-json.ts";

test.for([
  ['{"a":}', "line 1, column 6"],
  ['{"a": {}, "b": }', "line 1, column 16"],
  ['{"a": "}", "b": abc}', "line 1, column 17"],
  ['{\n  "a": 1\n  "b": 2\n}', "line 3, column 3"],
  ['{\n  "a": [1, 2', "line 2, column 13"],
  ["", "line 1, column 1"],
  [`{ "long": "${"x".repeat(100)}",\n "bad": nope,\n "rest": "${"y".repeat(100)}" }`, "line 2, column 10"],
] as const)("the place where %j stops being JSON is %s", ([text, place]) => {
  const { value, problem } = readJson(text);
  expect(value).toBeUndefined();
  expect(problem).toMatchObject({ place, message: expect.stringContaining("this is not valid JSON") });
});

test("a byte order mark is left out", () => {
  expect(readJson('\uFEFF{"a":1}').value).toEqual({ a: 1 });
});
