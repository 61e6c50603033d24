import type { BindingModule, EntitySchema } from "@xmap/contract";
import { duringRun } from "@xmap/runtime";
import jsonata from "jsonata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { EXACT_LISTS, EXACT_SINGLE } from "./exact-expressions.ts";
import { typeErrors } from "./type-errors.ts";

const text: EntitySchema = { type: "string" };
const note: EntitySchema = { type: ["string", "null"] };
const number: EntitySchema = { type: "number" };
const flag: EntitySchema = { type: "boolean" };

function record(properties: Record<string, EntitySchema>, optional: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const part = record({ sku: text, size: number, label: note, on: flag, tags: { type: "array", items: text } }, [
  "label",
]);
const source = record(
  {
    id: number,
    name: text,
    gone: text,
    empty: note,
    count: number,
    zero: number,
    missing: number,
    yes: flag,
    no: flag,
    unsure: flag,
    nested: { ...record({ city: text, zip: note, deep: record({ code: text }) }, ["zip"]), type: ["object", "null"] },
    lost: { ...record({ city: text }), type: ["object", "null"] },
    parts: { type: "array", items: part },
    none: { type: "array", items: part },
    one: { type: "array", items: part },
    anything: {},
    absentList: { type: "array", items: part },
  },
  ["gone", "missing", "unsure", "lost", "absentList"],
);
const target = record(
  {
    id: { ...number, readOnly: true },
    ref: { ...number, "x-xmap-searchable": true },
    value: {},
    values: { type: "array", items: {} },
  },
  ["value", "values"],
);

const RECORD = {
  id: 7,
  name: "Ann Lee",
  empty: null,
  count: 3,
  zero: 0,
  yes: true,
  no: false,
  nested: { city: "Bonn", deep: { code: "x" } },
  lost: null,
  parts: [
    { sku: "A", size: 1, label: "one", on: true, tags: ["t1", "t2"] },
    { sku: "B", size: 2.5, label: null, on: false, tags: [] },
    { sku: "C", size: 4, on: true, tags: ["t3"] },
  ],
  none: [],
  one: [{ sku: "Z", size: 9, label: "z", on: true, tags: ["z1"] }],
  anything: { b: [1, 2], c: "see" },
};

/** Each gives one value, or none. */
const TYPED_SINGLE: readonly string[] = [
  "name",
  "gone",
  "empty",
  "nested.city",
  "nested.zip",
  "nested.deep.code",
  "lost.city",
  '"a" & name & "b"',
  '"a" & gone & "b"',
  '"a" & empty & count & yes',
  'name = "Ann Lee"',
  'gone = "x"',
  "gone = gone",
  'gone != "x"',
  "empty = null",
  "empty != null",
  "gone != null",
  "gone = null",
  "nested.zip = null",
  "nested.zip != lost.city",
  "count = 3 and yes",
  "count > 3 or no",
  "count >= 3",
  'name < "Bob"',
  "missing < 3",
  "zero or empty",
  "name and count",
  "parts and yes",
  "none or no",
  "lost or nested",
  "$not(unsure)",
  "$not(zero)",
  "$not(no) and $not(gone)",
  "$exists(gone)",
  "$exists(empty)",
  '$exists(parts[sku = "Q"])',
  "$exists(parts[on])",
  "$boolean(name)",
  "$count(parts)",
  "$count(absentList)",
  "$count(parts[size > 1])",
  "$count(none)",
  "$sum([parts.size])",
  "$sum(parts.size)",
  "$sum([none.size])",
  "$max([count, 10, zero])",
  "$min([parts.size])",
  "$average([parts.size])",
  "count + 1",
  "count - zero * 2",
  "(count + 1) * 2 - -count",
  "count / 2",
  "count % 2",
  "-count",
  "missing ?? 5",
  "empty ?? 5",
  "gone ?: name",
  'empty ?: zero ?: "last"',
  'yes ? "y" : "n"',
  'no ? "y"',
  "gone ? 1 : 2",
  'name in ["Ann Lee", "Bob"]',
  'gone in ["x"]',
  "empty in [null]",
  "count in [1, 2]",
  '"B" in parts.sku',
  'parts[sku = "B"].size',
  'parts[sku = "Q"].size',
  "parts[0].sku",
  "parts[-1].sku",
  "parts[7].sku",
  "parts[on][-1].sku",
  'parts[label = "one"].sku',
  'parts[tags[0] = "t3"].sku',
  'parts["t2" in tags].sku',
  "one.sku",
  "one[size = 9].label",
  "parts[size = $max([$$.parts.size])].sku",
  "parts[size > $$.count].sku",
  "$uppercase(name)",
  "$uppercase(gone)",
  "$lowercase(name)",
  "$length(name)",
  "$substring(name, 4)",
  '$substringBefore(name, " ")',
  '$substringAfter(name, " ")',
  '$trim("  a   b ")',
  '$contains(name, "Lee")',
  '$contains(gone, "Lee")',
  '$replace(name, "n", "m")',
  '$join(parts.sku, "-")',
  '$join($split(name, " "), "+")',
  "$string(count)",
  "$string(gone)",
  '$number("12.5")',
  "$floor(2.7) + $ceil(2.1)",
  "$round(2.5)",
  "$abs(-count)",
  "$count($distinct([parts.on]))",
  "$count($append(parts.sku, one.sku))",
  "name.$uppercase($)",
  "anything.c",
  "anything.q",
];

/** Each gives a list; none is an empty one, and one value a list of one. */
const TYPED_LISTS: readonly string[] = [
  "parts.sku",
  "parts.label",
  "parts.tags",
  "none.sku",
  "absentList.sku",
  "parts[on].tags",
  "parts.tags[0]",
  "parts[size > 1 and on].sku",
  "parts[label != null].sku",
  'parts.(sku & "!")',
  "[name, gone, count]",
  "[parts.sku, name]",
  "$reverse(parts.sku)",
  "$distinct(parts.on)",
  "yes ? parts.sku : none.sku",
  "one.tags",
];

const SINGLE = [...TYPED_SINGLE, ...EXACT_SINGLE];
const LISTS = [...TYPED_LISTS, ...EXACT_LISTS];

const output = createOutputFolder();
afterAll(() => output.remove());
let bindings: Readonly<Record<string, BindingModule>> = {};

beforeAll(async () => {
  const rule = (expression: string, name: string, field: string) =>
    `binding ${name}: Source -> Target {\n  id -> ref key\n  ${expression} -> ${field}\n}\n`;
  const main = [
    "xmap 1\n",
    'system left = any { url: env("A") }\nsystem right = any { url: env("B") }\n',
    "entity Source = left.source { key id }\nentity Target = right.target { key id }\n",
    ...SINGLE.map((expression, index) => rule(expression, `Single${index}`, "value")),
    ...LISTS.map((expression, index) => rule(expression, `List${index}`, "values")),
  ].join("\n");
  const description = {
    connector: "any",
    description: "",
    options: record({ url: text }),
    capabilities: [],
    resources: {},
  };
  const files = compile(
    { "main.xmap": main },
    {
      schemas: { "left/source": source, "right/target": target },
      descriptions: { left: description, right: description },
    },
  );
  output.write(files);
  bindings = (await output.load("main.ts")).bindings;
});

function run(name: string): Record<string, unknown> {
  const map = bindings[name]?.map as unknown as (
    record: object,
    answers: object,
    report: object,
  ) => Record<string, unknown>;
  const start = { instant: () => Date.UTC(2026, 2, 4), random: { fraction: () => 0.5 } };
  return duringRun(start, () => map(RECORD, {}, { problem: () => undefined }));
}

/** JSONata's own answer, without the marks that it leaves on lists. */
async function expected(expression: string): Promise<unknown> {
  const result: unknown = await jsonata(expression).evaluate(structuredClone(RECORD));
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
}

describe("compiled expressions mean what JSONata means", () => {
  it.each(SINGLE.map((expression, index) => [expression, index] as const))("%s", async (expression, index) => {
    expect(run(`Single${index}`).value).toEqual(await expected(expression));
  });

  it.each(LISTS.map((expression, index) => [expression, index] as const))("%s as a list", async (expression, index) => {
    const result = await expected(expression);
    const list = result === undefined ? [] : Array.isArray(result) ? result : [result];
    expect(run(`List${index}`).values).toEqual(list);
  });

  it("passes the strict type check", () => {
    expect(typeErrors(output.path)).toBe("");
  });
});
