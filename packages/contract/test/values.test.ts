import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, sameValue, type Value, valueAt } from "../src/index.ts";

const value = fc.jsonValue() as fc.Arbitrary<Value>;

describe("values", () => {
  test.each<[Value | undefined, Value | undefined, boolean]>([
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: null }, {}, false],
    [[], null, false],
    [[1, 2], [2, 1], false],
    [0, -0, true],
    ["1", 1, false],
    [{ 0: 1 }, [1], false],
    [undefined, undefined, true],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, true],
  ])("%j and %j: %s", (left, right, same) => expect(sameValue(left, right)).toBe(same));

  test("equal values have equal canonical text and others have not", () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(canonicalJson(left) === canonicalJson(right)).toBe(sameValue(left, right));
      }),
    );
    fc.assert(
      fc.property(value, (one) => {
        expect(sameValue(JSON.parse(canonicalJson(one)), one)).toBe(true);
      }),
    );
  });

  test.each<[Value | undefined, string]>([
    [{ b: 1, a: [{ d: -0, c: undefined }] }, '{"a":[{"d":0}],"b":1}'],
    [undefined, "null"],
    [{ ä: "ö" }, '{"ä":"ö"}'],
  ])("%j is %s", (given, text) => expect(canonicalJson(given)).toBe(text));

  test.each<[string[], Value | undefined]>([
    [["a", "b"], 1],
    [["a", "missing", "c"], undefined],
    [["list", "0"], undefined],
    [["toString"], undefined],
    [["nothing"], null],
    [["nothing", "x"], undefined],
    [[], { a: { b: 1 }, list: [1], nothing: null }],
  ])("the value at %j is %j", (path, expected) => {
    expect(valueAt({ a: { b: 1 }, list: [1], nothing: null }, path)).toEqual(expected);
  });
});
