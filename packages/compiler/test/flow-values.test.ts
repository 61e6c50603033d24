import type { EntitySchema, StepModule, Value } from "@xmap/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { runValues } from "./fake-answers.ts";
import { typeErrors } from "./type-errors.ts";

const text: EntitySchema = { type: "string" };
const number: EntitySchema = { type: "number" };

function record(properties: Record<string, EntitySchema>): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties) };
}

const part = record({ id: number, active: { type: "boolean" } });
const line = record({
  sku: text,
  size: number,
  price: { type: "number", "x-xmap-money": "currency" },
  part: { ...part, type: ["object", "null"] },
  parts: { type: "array", items: part },
});
const source = record({
  id: number,
  gift: { type: "boolean" },
  currency: text,
  tags: { type: "array", items: text },
  lines: { type: "array", items: line },
});
const article = record({ id: number, sku: { ...text, "x-xmap-searchable": true } });

/** The steps of a flow by its name; what the last one names `x` is looked at. */
const FLOWS: Readonly<Record<string, string>> = {
  LookedUp: "x = source.lines.sku via ArticleId",
  LookedUpLater: "skus = source.lines.sku\n  x = skus via ArticleId",
  LookedUpList: "x = source.tags via ArticleId",
  Mapped: 'x = source.lines.sku via { "A" -> "first", else -> "other" }',
  Path: "x = source.lines.sku",
  Block: "x = ($least := 1; source.lines[size > $least].sku)",
  BlockOfOne: "x = (source.lines.sku)",
  Conditional: "x = source.gift ? source.lines.sku : source.tags",
  ConditionalStep: "x = source.lines.(part ? part : parts).id",
  Alternative: "x = source.lines[size > 9].sku ?? source.tags",
  Records: "found = source.lines[size > 1]\n  x = found.sku",
  RecordsInBlock: "found = ($least := 1; source.lines[size > $least])\n  x = found.sku",
  Parts: "found = source.lines.(part ? part : parts)\n  x = found[active].id",
  PartOfLines: "found = source.lines.part\n  x = found.id",
  PartOfLine: "found = source.lines[0].part\n  x = found.id",
  Line: "found = source.lines[0]\n  x = found.sku",
  Either: "found = source.gift ? source.lines[0].part : source.lines.parts\n  x = found.id",
  PartsExactly: "found = source.lines.(part ? part : parts)\n  x = ($least := 1; found[id > $least].id)",
  Made: 'found = source.lines.{ "code": sku, "size": size }\n  x = found.code',
  MadeOne: 'found = { "code": source.id }\n  x = found.code',
  MadeInBlock: 'found = ($f := 2; source.lines.{ "code": sku, "size": size * $f })\n  x = found.size',
  PartsOfLines: "x = source.lines.parts",
  Amounts: "prices = source.lines.price\n  x = $sum(prices)",
  Counted: "skus = source.lines.sku\n  x = $count(skus)",
  CountedExactly: "skus = source.lines.sku\n  x = ($all := skus; $count($all))",
  ThereExactly: "skus = source.lines.sku\n  x = ($all := skus; $exists($all))",
  Shown: "skus = source.lines.sku\n  x = $string(skus)",
  ShownExactly: "skus = source.lines.sku\n  x = ($all := skus; $string($all))",
  Array: "x = [source.lines.sku]",
};

const output = createOutputFolder();
afterAll(() => output.remove());
let flows: Readonly<Record<string, { readonly steps: readonly StepModule[] }>> = {};

beforeAll(async () => {
  const main = [
    "xmap 1\n",
    'system left = any { url: env("A") }\n',
    "entity Source = left.source { key id }\nentity Article = left.article { key id }\n",
    'lookup ArticleId: Article.sku -> Article.id { none -> reject "{$} is unknown" }\n',
    ...Object.entries(FLOWS).map(
      ([name, steps]) =>
        `flow ${name} for source: Source {\n  on change by webhook\n  ${steps}\n  require $exists(x) or true else hold "?"\n}\n`,
    ),
  ].join("\n");
  const description = {
    connector: "any",
    description: "",
    options: record({ url: text }),
    capabilities: [],
    resources: {},
  };
  const extra = { schemas: { "left/source": source, "left/article": article }, descriptions: { left: description } };
  output.write(compile({ "main.xmap": main }, extra));
  ({ flows } = await output.load("main.ts"));
});

const A = { sku: "A", size: 1, price: 10.1, part: { id: 1, active: true }, parts: [] };
const B = {
  sku: "B",
  size: 2,
  price: 20.2,
  part: null,
  parts: [
    { id: 2, active: true },
    { id: 3, active: false },
  ],
};
const C = { sku: "C", size: 3, price: 0, part: null, parts: [] };
const TABLES = { lookups: { ArticleId: { A: 41, B: 42 } }, references: {} };

function runFlow(name: string, lines: readonly object[], given: object = {}) {
  const state = { source: { id: 7, gift: false, currency: "EUR", tags: ["B", "A"], lines, ...given } };
  return runValues(flows[name]?.steps ?? [], state as Record<string, Value>, TABLES);
}

test.for<readonly [string, readonly object[], unknown]>([
  ["LookedUp", [A, B], [41, 42]],
  ["LookedUp", [B], [42]],
  ["LookedUp", [], []],
  ["LookedUpLater", [A, B], [41, 42]],
  ["LookedUpLater", [B], [42]],
  ["LookedUpList", [], [42, 41]],
  ["Mapped", [A, B], ["first", "other"]],
  ["Path", [A, B], ["A", "B"]],
  ["Block", [A, B, C], ["B", "C"]],
  ["Block", [A, B], ["B"]],
  ["Block", [A], []],
  ["BlockOfOne", [A, B], ["A", "B"]],
  ["Conditional", [A], ["B", "A"]],
  ["ConditionalStep", [A, B], [1, 2, 3]],
  ["Alternative", [A], ["B", "A"]],
  ["Records", [A, B, C], ["B", "C"]],
  ["RecordsInBlock", [A, B, C], ["B", "C"]],
  ["Parts", [A, B], [1, 2]],
  ["PartOfLines", [A, B], [1]],
  ["PartOfLine", [A, B], 1],
  ["PartOfLine", [B], undefined],
  ["Line", [A, B], "A"],
  ["Line", [], undefined],
  ["Either", [A, B], [2, 3]],
  ["PartsExactly", [A, B], [2, 3]],
  ["PartsExactly", [A], []],
  ["Made", [A, B], ["A", "B"]],
  ["MadeOne", [A, B], 7],
  ["MadeInBlock", [A, B], [2, 4]],
  ["PartsOfLines", [A, B], B.parts],
  ["Amounts", [A, B], 30.3],
  ["Counted", [A, B], 2],
  ["CountedExactly", [A, B], 2],
  ["CountedExactly", [], 0],
  ["ThereExactly", [], false],
  ["Shown", [A], "A"],
  ["Shown", [A, B], '["A","B"]'],
  ["ShownExactly", [A], "A"],
  ["ShownExactly", [A, B], '["A","B"]'],
  ["Array", [A], ["A"]],
])("%s: a step that gives several values has them all", ([name, lines, wanted]) => {
  expect(runFlow(name, lines)).toEqual({ value: wanted, told: [] });
});

test("each value that a lookup does not find is told by itself", () => {
  expect(runFlow("LookedUp", [A, C, { ...C, sku: "D" }])).toEqual({
    value: [41],
    told: [
      { word: "reject", rule: "LookedUp/x", message: "C is unknown" },
      { word: "reject", rule: "LookedUp/x", message: "D is unknown" },
    ],
  });
});

test("the generated code passes the strict type check", () => {
  expect(typeErrors(output.path)).toBe("");
});
