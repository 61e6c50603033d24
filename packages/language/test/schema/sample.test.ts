import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/sources/sample/infer-schema.ts";
import { inferTable } from "../../src/schema/sources/sample/infer-table.ts";

const VALUES: readonly (readonly [rule: string, values: readonly unknown[], to: EntitySchema])[] = [
  ["whole numbers", [1, 2], { type: "integer" }],
  ["numbers where one has a fraction", [1, 2.5], { type: "number" }],
  ["days", ["2026-03-04", "2026-12-31"], { type: "string", format: "date" }],
  ["texts that only look like days", ["2026-03-04", "2026-13-04"], { type: "string" }],
  ["instants", ["2026-03-04T16:22:09Z", "2026-03-04T16:22:09.5+02:00"], { type: "string", format: "date-time" }],
  ["truth values", [true, false], { type: "boolean" }],
  ["values that are null at times", ["a", null], { type: ["string", "null"] }],
  ["values that are always null", [null, null], {}],
  ["values of two types", ["a", 1, null], { anyOf: [{ type: "string" }, { type: "integer" }, { type: "null" }] }],
  ["lists", [["a"], ["b", null], []], { type: "array", items: { type: ["string", "null"] } }],
  ["empty lists", [[]], { type: "array" }],
  [
    "records whose fields are not all there",
    [{ a: 1, b: null }, { a: 2 }],
    { type: "object", properties: { a: { type: "integer" }, b: {} }, required: ["a"] },
  ],
];

test.for(VALUES)("%s", ([, values, to]) => {
  const samples = values.map((value) => ({ field: value }));
  const { schema, problems } = inferSchema(samples, { title: "orders" });
  expect(problems).toEqual([]);
  expect(schema).toMatchObject({ title: "orders", type: "object", required: ["field"] });
  expect(schema?.properties?.field).toEqual(to);
});

test("a field is a closed set only when that is said", () => {
  const samples = [{ lines: [{ state: "new" }, { state: "paid" }] }, { lines: [{ state: "new" }, { state: null }] }];
  const { schema } = inferSchema(samples, { title: "orders", enumerations: ["lines.state"] });
  expect(schema?.properties?.lines?.items?.properties?.state).toEqual({
    type: ["string", "null"],
    enum: ["new", "paid", null],
  });
  expect(inferSchema(samples, { title: "orders" }).schema?.properties?.lines?.items?.properties?.state).toEqual({
    type: ["string", "null"],
  });
});

test.for([
  [[], "#", "no sample record"],
  [[{}, 3], "#/1", "a number instead of a record"],
] as const)("samples %j are refused", ([samples, place, message]) => {
  expect(inferSchema(samples, { title: "x" })).toEqual({
    schema: undefined,
    problems: [{ place, message: expect.stringContaining(message), help: expect.stringMatching(/\w/) }],
  });
});

test("a closed set that no sample has is refused", () => {
  expect(inferSchema([{ a: 1 }], { title: "x", enumerations: ["a.b"] }).problems).toEqual([
    expect.objectContaining({ message: "no sample has `a.b`" }),
  ]);
});

const ROWS = [
  ["sku ", "zip", "amount", "active", "day", "note"],
  ["A1", "01067", "2", "true", "2026-01-02", ""],
  ["B2", "10115", "2.5", "FALSE", "2026-01-03", ""],
];

test("the cells of a table are text, as the CSV connector delivers them, and can be searched by", () => {
  const { schema } = inferTable(ROWS, { title: "stock", typedCells: false });
  expect(schema?.properties).toMatchObject({
    sku: { type: "string", "x-xmap-searchable": true },
    amount: { type: "string", "x-xmap-searchable": true },
    note: { type: ["string", "null"], "x-xmap-searchable": true },
  });
  expect(schema?.required).toEqual(["sku", "zip", "amount", "active", "day", "note"]);
});

test("typed cells are numbers and truth values where all of a column are; leading zeros make text", () => {
  const { schema } = inferTable(ROWS, { title: "stock", typedCells: true });
  expect(schema?.properties).toEqual({
    sku: { type: "string" },
    zip: { type: "string" },
    amount: { type: "number" },
    active: { type: "boolean" },
    day: { type: "string", format: "date" },
    note: {},
  });
});

test("a table with nothing but its columns has them as texts", () => {
  const { schema } = inferTable([["a", "b"]], { title: "t", typedCells: false });
  expect(schema?.properties?.a).toEqual({ type: ["string", "null"], "x-xmap-searchable": true });
});

test.for([
  [[], "row 1", "no row of column names"],
  [[["a", ""]], "row 1, column 2", "no name of its own"],
  [[["a", "b", "a"]], "row 1, column 3", "no name of its own"],
] as const)("the table %j is refused", ([rows, place, message]) => {
  expect(inferTable(rows, { title: "t", typedCells: false }).problems).toEqual([
    { place, message: expect.stringContaining(message), help: expect.stringMatching(/\w/) },
  ]);
});
