import type { BindingModule, EntitySchema, StepModule } from "@xmap/contract";
import { duringRun, MappingError, type RunStart } from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { afterAll, beforeAll, expect, test } from "vitest";
import { textCompiler } from "../src/index.ts";
import { compile, createOutputFolder } from "./compile.ts";
import { typeErrors } from "./type-errors.ts";

const text: EntitySchema = { type: "string" };
const note: EntitySchema = { type: ["string", "null"] };
const number: EntitySchema = { type: "number" };

function record(properties: Record<string, EntitySchema>, optional: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const line = record({ sku: text, size: number, extra: {} }, ["extra"]);
const source = record({
  id: number,
  email: note,
  total: { type: "number", "x-xmap-money": "currency" },
  currency: text,
  open: {},
  shipping: { ...record({ street: text, city: note }), type: ["object", "null"] },
  lines: { type: "array", items: line },
});
const target = record(
  {
    id: { ...number, readOnly: true },
    ref: { ...number, "x-xmap-searchable": true },
    text,
    count: number,
    flag: { type: "boolean" },
    state: { type: "string", enum: ["new", "done"] },
    texts: { type: "array", items: text },
    amount: { type: "number", "x-xmap-money": "currency" },
    currency: text,
    street: note,
    lines: { type: "array", items: record({ name: text, size: number }, ["size"]) },
  },
  ["text", "count", "flag", "state", "texts", "amount", "currency", "street", "lines"],
);
const place = record({ id: number, street: note, city: note });
const article = record({ id: number, sku: { ...text, "x-xmap-searchable": true } });

const RULES: Readonly<Record<string, string>> = {
  Text: "open.a -> text",
  Count: "open.a -> count",
  Flag: "open.a -> flag",
  State: "open.a -> state",
  Texts: "open.a -> texts",
  Sum: "open.a + 1 -> count",
  Negated: "-open.a -> count",
  Mapped: 'open.a -> text via { "x" -> "X", else -> "other" }',
  Converted: "$string(open.a) -> text",
  Looked: "open.a -> count via ArticleId",
  Guarded: 'require email != null else reject "no e-mail"\n  $uppercase(email) -> text',
  Started: "$now() -> text once",
  Slug: "$slug($map(lines.sku, function($s) { $slug($s) })[0] & email) -> text",
  Sorted: "lines^(>size) -> lines each by sku {\n sku -> name\n size -> size\n }",
  Chosen: "lines[[0, 2]] -> lines each by sku {\n sku -> name\n size * 2 -> size\n }",
  Deep: "lines[[0]] -> lines each by sku {\n extra.name -> name\n }",
  Open: "open.list -> lines each by sku {\n sku -> name\n size -> size\n }",
  Nested: "open.record -> $ {\n name -> text\n }",
  Several: "(lines.(size > 1 ? size : sku))[0] -> count",
  Included: "include Address from **[street != null][0]",
  Amount:
    "$sum($filter([total, total], function($t, $i, $all) { $i < $count($all) })) -> amount\n  currency -> currency",
};

const output = createOutputFolder();
afterAll(() => output.remove());
let bindings: Readonly<Record<string, BindingModule>> = {};
let steps: readonly StepModule[] = [];

beforeAll(async () => {
  const main = [
    "xmap 1\n",
    'system left = any { url: env("A") }\nsystem right = any { url: env("B") }\n',
    "entity Source = left.source { key id }\nentity Target = right.target { key id }\n",
    "entity Article = right.article { key id }\n",
    'lookup ArticleId: Article.sku -> Article.id { none -> reject "unknown" }\n',
    "entity Place = left.place { key id }\n",
    "rules Address: Place -> Target {\n  street -> street\n}\n",
    "flow Look for source: Source {\n  on change by webhook",
    '  require $single(source.lines, function($l, $n, $all) { $n = $count($all) - 1 }).size > 1 else hold "{$random() < 1}"',
    "  chosen = $string(source.(lines{ sku: $sum(size) }))",
    '  evaluated = $string($eval("$sum(" & "[lines.size]" & ")", source))\n}\n',
    ...Object.entries(RULES).map(
      ([name, rules]) => `binding ${name}: Source -> Target {\n  id -> ref key\n  ${rules}\n}\n`,
    ),
  ].join("\n");
  const description = {
    connector: "any",
    description: "",
    options: record({ url: text }),
    capabilities: [],
    resources: {},
  };
  output.write(
    compile(
      { "main.xmap": main },
      {
        schemas: { "left/source": source, "left/place": place, "right/target": target, "right/article": article },
        descriptions: { left: description, right: description },
      },
    ),
  );
  const loaded = await output.load("main.ts");
  ({ bindings } = loaded);
  steps = loaded.flows.Look?.steps ?? [];
});

const RECORD = {
  id: 7,
  email: "ann@example.org",
  total: 10.1,
  currency: "EUR",
  open: {},
  shipping: { street: "Main 1", city: null },
  lines: [
    { sku: "A", size: 1, extra: { name: "Apple" } },
    { sku: "B", size: 3 },
    { sku: "C", size: 2 },
  ],
};
const START = { instant: () => Date.UTC(2026, 2, 4), random: { fraction: () => 0.5 } };

function run(
  name: string,
  given: object,
): { readonly draft: Record<string, unknown>; readonly told: readonly string[] } {
  const told: string[] = [];
  const map = bindings[name]?.map as unknown as (...given: unknown[]) => Record<string, unknown>;
  const answers = { lookup: (_lookup: unknown, _rule: string, key: unknown) => `found ${String(key)}` };
  const report = { problem: (word: string) => told.push(word) };
  return { draft: duringRun(START, () => map({ ...RECORD, ...given }, answers, report)), told };
}

function open(name: string, value: unknown): Record<string, unknown> {
  return run(name, { open: value === undefined ? {} : { a: value } }).draft;
}

test.for<readonly [string, unknown, object]>([
  ["Text", "x", { text: "x" }],
  ["Text", null, { text: null }],
  ["Text", undefined, { text: undefined }],
  ["Count", 5, { count: 5 }],
  ["Flag", false, { flag: false }],
  ["State", "new", { state: "new" }],
  ["Texts", ["a", "b"], { texts: ["a", "b"] }],
  ["Texts", "a", { texts: ["a"] }],
  ["Texts", undefined, { texts: [] }],
  ["Sum", 2, { count: 3 }],
  ["Sum", undefined, { count: undefined }],
  ["Negated", 2, { count: -2 }],
  ["Mapped", "x", { text: "X" }],
  ["Mapped", 5, { text: "other" }],
  ["Converted", { b: 1 }, { text: '{"b":1}' }],
  ["Looked", "A", { count: "found A" }],
])("%s takes %j that turns out to fit", ([name, value, wanted]) => {
  expect(open(name, value)).toMatchObject(wanted);
});

test.for<readonly [string, unknown, string]>([
  ["Text", 5, "open.a must be text, not 5"],
  ["Count", "5", 'open.a must be a number, not "5"'],
  ["Flag", "yes", 'open.a must be true or false, not "yes"'],
  ["State", "gone", 'open.a must be "new" or "done", not "gone"'],
  ["Texts", ["a", 5], "open.a[1] must be text, not 5"],
  ["Sum", "2", 'open.a must be a number, not "2"'],
  ["Negated", null, "open.a must be a number, not null"],
  ["Mapped", { b: 1 }, 'open.a must be text or a number or true or false, not {"b":1}'],
  ["Looked", ["A"], 'open.a must be text, not ["A"]'],
])("%s refuses %j and names rule, path and value", ([name, value, message]) => {
  expect(() => open(name, value)).toThrow(message);
  try {
    open(name, value);
  } catch (error) {
    expect(error instanceof MappingError ? error.rule : error).toMatch(new RegExp(`^${name}/`));
  }
});

test("a rule behind a guard takes for granted what the guard asks for", () => {
  expect(run("Guarded", {}).draft).toMatchObject({ text: "ANN@EXAMPLE.ORG" });
});

test("the start of the run is the same everywhere in it", () => {
  expect(run("Started", {}).draft).toMatchObject({ text: "2026-03-04T00:00:00.000Z" });
});

test("functions beside JSONata's own work inside functions of one's own", () => {
  expect(run("Slug", {}).draft).toMatchObject({ text: "aann-example-org" });
});

test.for<readonly [string, readonly object[]]>([
  [
    "Sorted",
    [
      { name: "B", size: 3 },
      { name: "C", size: 2 },
      { name: "A", size: 1 },
    ],
  ],
  [
    "Chosen",
    [
      { name: "A", size: 2 },
      { name: "C", size: 4 },
    ],
  ],
  ["Deep", [{ name: "Apple" }]],
])("%s: records that an expression hands on are read by their types", ([name, wanted]) => {
  const lines = run(name, {}).draft.lines as readonly { readonly values: object }[];
  expect(lines.map(({ values }) => values)).toEqual(wanted);
});

test("lines and nested records of which nothing is known are looked at when they come", () => {
  const list = [
    { sku: "A", size: 1 },
    { sku: "B", size: null },
  ];
  const lines = run("Open", { open: { list } }).draft.lines as readonly { readonly values: object }[];
  expect(lines.map(({ values }) => values)).toEqual([
    { name: "A", size: 1 },
    { name: "B", size: null },
  ]);
  expect(() => run("Open", { open: { list: [{ sku: 5 }] } })).toThrow("sku must be text, not 5");
  expect(run("Nested", { open: { record: { name: "n" } } }).draft).toMatchObject({ text: "n" });
  expect(() => run("Nested", { open: { record: { name: true } } })).toThrow("name must be text, not true");
});

test("a value of several types becomes what its target takes, or says that it cannot", () => {
  expect(run("Several", { lines: [{ sku: "A", size: 2 }] }).draft).toMatchObject({ count: 2 });
  expect(run("Several", { lines: [{ sku: "15", size: 1 }] }).draft).toMatchObject({ count: 15 });
  expect(() => run("Several", {})).toThrow('"A" is not a number');
});

test("rules are included for a record that an expression has found", () => {
  expect(run("Included", {}).draft).toMatchObject({ street: "Main 1" });
});

test("an amount that an expression gives is rounded by its currency", () => {
  expect(run("Amount", {}).draft).toMatchObject({ amount: 20.2, currency: "EUR" });
});

test("a flow's steps compute such expressions over its names, and read what those mention", () => {
  const state = { source: RECORD } as never;
  const compileText = textCompiler(jsonata) as NonNullable<RunStart["compileText"]>;
  const start: RunStart = { ...START, compileText };
  const values = duringRun(start, () =>
    steps.map((step) => {
      if (step.step === "value") return (step.value as (state: never) => unknown)(state);
      return step.step === "require" ? [step.condition(state), step.otherwise(state).message] : undefined;
    }),
  );
  expect(values).toEqual([[true, "true"], '{"A":1,"B":3,"C":2}', "6"]);
  expect(bindings.Text?.left.fields).toEqual(expect.arrayContaining(["lines.sku", "lines.size"]));
});

test("the generated code passes the strict type check", () => {
  expect(typeErrors(output.path)).toBe("");
});
