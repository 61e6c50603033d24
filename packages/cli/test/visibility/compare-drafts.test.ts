import { KEEP } from "@xmap/contract";
import { expect, it } from "vitest";
import { compareDrafts } from "../../src/difference/compare-drafts.ts";

const LISTS = new Set(["lines"]);
const line = (identity: string, values: object) => ({ identity, values });

function changes(before: object, after: object) {
  return compareDrafts(before, after, LISTS).map(({ at, before: was, after: is }) => [at, was, is]);
}

it.for<readonly [string, object, object]>([
  ["fields in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  [
    "lines in another order",
    { lines: [line("i/1", { a: 1 }), line("i/2", { a: 2 })] },
    { lines: [line("i/2", { a: 2 }), line("i/1", { a: 1 })] },
  ],
  ["a set in another order", { tags: [3, 1] }, { tags: [1, 3] }],
  ["records of a set with fields in another order", { tags: [{ a: 1, b: 2 }] }, { tags: [{ b: 2, a: 1 }] }],
  ["an absent field and one without a value", { a: undefined }, {}],
  ["minus zero", { a: -0 }, { a: 0 }],
  ["a field that is kept", { a: KEEP }, { a: KEEP }],
])("%s is no change", ([, before, after]) => {
  expect(changes(before, after)).toEqual([]);
});

it.for<readonly [string, object, object, readonly unknown[]]>([
  ["a value", { a: 1 }, { a: 2 }, ["a", 1, 2]],
  ["null instead of no value", { a: undefined }, { a: null }, ["a", undefined, null]],
  ["text instead of a number", { a: 1 }, { a: "1" }, ["a", 1, "1"]],
  ["a field of a nested record", { a: { b: 1 } }, { a: { b: 2 } }, ["a.b", 1, 2]],
  ["a line's field", { lines: [line("i/1", { a: 1 })] }, { lines: [line("i/1", { a: 2 })] }, ["lines[i/1].a", 1, 2]],
  ["a line more", { lines: [] }, { lines: [line("i/1", { a: 1 })] }, ["lines[i/1]", undefined, { a: 1 }]],
  ["a line less", { lines: [line("i/1", { a: 1, b: KEEP })] }, {}, ["lines[i/1]", { a: 1 }, undefined]],
  ["a field that is kept now", { a: 1 }, { a: KEEP }, ["a", 1, "(kept as it is)"]],
  ["how often something is in a list", { tags: [1, 1] }, { tags: [1] }, ["tags", [1, 1], [1]]],
  [
    "the second line of the same identity",
    { lines: [line("i/1", { a: 1 }), line("i/1", { a: 2 })] },
    { lines: [line("i/1", { a: 1 }), line("i/1", { a: 3 })] },
    ["lines[i/1#2].a", 2, 3],
  ],
])("%s is a change", ([, before, after, expected]) => {
  expect(changes(before, after)).toEqual([expected]);
});
