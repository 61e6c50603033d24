import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { schemaChangeText } from "../../src/schema/schema-change-text.ts";
import { isBreaking, type SchemaChange, schemaChanges } from "../../src/schema/schema-changes.ts";

const text: EntitySchema = { type: "string" };

function record(properties: Readonly<Record<string, EntitySchema>>, required: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required };
}

type Difference<Change> = Change extends unknown ? Omit<Change, "path"> : never;

const FIELD_CHANGES: readonly (readonly [
  before: EntitySchema,
  after: EntitySchema,
  change: Difference<SchemaChange>,
  line: string,
  breaking: boolean,
])[] = [
  [
    text,
    { type: "integer" },
    { kind: "type", before: "text", after: "whole number" },
    "~ f: was text, is whole number",
    true,
  ],
  [
    text,
    { type: "string", format: "date" },
    { kind: "type", before: "text", after: "day" },
    "~ f: was text, is day",
    true,
  ],
  [
    { type: "integer", "x-xmap-reference": "res.partner" },
    { type: "array", items: { type: "integer", "x-xmap-reference": "res.partner" } },
    { kind: "type", before: "reference to res.partner", after: "list of reference to res.partner" },
    "~ f: was reference to res.partner, is list of reference to res.partner",
    true,
  ],
  [
    { type: "string", enum: ["a", "b"] },
    { type: "string", enum: ["b", "c", "d"] },
    { kind: "values", added: ["c", "d"], removed: ["a"] },
    '~ f: now also "c", "d", no longer "a"',
    true,
  ],
  [text, { type: "string", enum: ["a"] }, { kind: "closed", now: true, values: ["a"] }, '~ f: only "a" now', true],
  [{ type: "string", const: "a" }, text, { kind: "closed", now: false, values: ["a"] }, "~ f: any value now", false],
  [text, { type: ["string", "null"] }, { kind: "nullable", now: true }, "~ f: may be null now", true],
  [{ type: ["string", "null"] }, text, { kind: "nullable", now: false }, "~ f: never null now", false],
  [
    text,
    { ...text, maxLength: 8 },
    { kind: "length", before: undefined, after: 8 },
    "~ f: at most 8 letters now",
    true,
  ],
  [
    { ...text, maxLength: 8 },
    { ...text, maxLength: 9 },
    { kind: "length", before: 8, after: 9 },
    "~ f: at most 9 letters now, was 8",
    false,
  ],
  [{ ...text, maxLength: 8 }, text, { kind: "length", before: 8, after: undefined }, "~ f: of any length now", false],
  [text, { ...text, readOnly: true }, { kind: "readOnly", now: true }, "~ f: read only now", true],
  [
    { ...text, "x-xmap-searchable": true },
    text,
    { kind: "searchable", now: false },
    "~ f: can no longer be searched by",
    true,
  ],
  [text, { ...text, title: "Name" }, { kind: "wording" }, "~ f: worded differently", false],
  [
    text,
    { ...text, pattern: "^a" },
    { kind: "keyword", keyword: "pattern", before: undefined, after: "^a" },
    '~ f: `pattern` was not given, is "^a"',
    false,
  ],
];

test.for(FIELD_CHANGES)("%j to %j is told", ([before, after, change, line, breaking]) => {
  const changes = schemaChanges(record({ f: before }), record({ f: after }));
  expect(changes).toEqual([{ path: "f", ...change }]);
  expect(changes.map(schemaChangeText)).toEqual([line]);
  expect(changes.map(isBreaking)).toEqual([breaking]);
});

test("fields that came and went, in records and lines", () => {
  const before = record({ a: text, lines: { type: "array", items: record({ x: text }) }, box: record({ y: text }) });
  const after = record(
    { b: text, c: text, lines: { type: "array", items: record({ x: text, z: { type: "boolean" } }) }, box: record({}) },
    ["c"],
  );
  const changes = schemaChanges(before, after);
  expect(changes.map(schemaChangeText)).toEqual([
    "- a: text",
    "+ b: text",
    "- box.y: text",
    "+ c: text, required",
    "+ lines.z: boolean",
  ]);
  expect(changes.map(isBreaking)).toEqual([true, false, true, true, false]);
});

test("required is what a new record needs, always there is what a read one has", () => {
  const before = record({ a: { ...text, "x-xmap-defaulted": true }, b: text }, ["a"]);
  const after = record({ a: text, b: { ...text, readOnly: true } }, ["a", "b"]);
  expect(schemaChanges(before, after)).toEqual([
    { path: "a", kind: "required", now: true },
    { path: "b", kind: "alwaysThere", now: true },
    { path: "b", kind: "readOnly", now: true },
  ]);
});

test("the order of fields and keywords makes no difference", () => {
  const before = record({ a: { title: "A", type: "string" }, b: text }, ["a", "b"]);
  const after: EntitySchema = {
    required: ["b", "a"],
    properties: { b: text, a: { type: "string", title: "A" } },
    type: "object",
  };
  expect(schemaChanges(before, after)).toEqual([]);
});

test("a union of the same types with other insides is told", () => {
  const union = (maxLength: number): EntitySchema => ({ anyOf: [{ type: "string", maxLength }, { type: "integer" }] });
  expect(schemaChanges(record({ u: union(3) }), record({ u: union(4) }))).toMatchObject([
    { path: "u", kind: "keyword", keyword: "anyOf" },
  ]);
});
