import type { EntitySchema, MappingModule } from "@xmap/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { runBinding } from "./fake-answers.ts";
import { plainSystem, record } from "./fixtures/customer-schemas.ts";
import { typeErrors } from "./type-errors.ts";

const text: EntitySchema = { type: "string" };
const number: EntitySchema = { type: "number" };
const texts: EntitySchema = { type: "array", items: text };
const limited = (schema: EntitySchema, words: Readonly<Record<string, unknown>>): EntitySchema => ({
  ...schema,
  "x-xmap-checked": words,
});

// Written apart: an object with this member would be taken for a promise.
const THEN = ["then", { pattern: "!$" }] as const;

const LEFT = record({
  id: { type: "integer" },
  name: text,
  short: { ...text, maxLength: 5 },
  size: number,
  tags: texts,
  lines: { type: "array", items: record({ id: { type: "integer" }, label: text }) },
});
const RIGHT = limited(
  record(
    {
      id: { type: "integer", readOnly: true },
      code: { ...text, "x-xmap-searchable": true },
      tight: { ...text, maxLength: 5 },
      least: limited(text, { minLength: 3 }),
      form: { ...text, pattern: "^[a-z]+$" },
      low: { ...number, minimum: 1 },
      high: limited(number, { maximum: 10 }),
      above: limited(number, { exclusiveMinimum: 1, exclusiveMaximum: 10 }),
      step: limited(number, { multipleOf: 0.1 }),
      few: limited(texts, { minItems: 1, maxItems: 2 }),
      unique: limited(texts, { uniqueItems: true }),
      known: limited(texts, { contains: { const: "a" } }),
      odd: limited(text, Object.fromEntries([["not", { enum: ["x", "y"] }], ["if", { minLength: 3 }], THEN])),
      lines: { type: "array", items: record({ label: { ...text, maxLength: 2 } }) },
      phone: text,
      region: text,
    },
    [
      "tight",
      "least",
      "form",
      "low",
      "high",
      "above",
      "step",
      "few",
      "unique",
      "known",
      "odd",
      "lines",
      "phone",
      "region",
    ],
  ),
  { dependentRequired: { phone: ["region"] }, minProperties: 3 },
);
const RULES = {
  maxLength: "name -> tight",
  proved: "short -> tight",
  minLength: "name -> least",
  pattern: "name -> form",
  minimum: "size -> low",
  maximum: "size -> high",
  exclusive: "size -> above",
  multipleOf: "size -> step",
  items: "tags -> few",
  uniqueItems: "tags -> unique",
  contains: "tags -> known when size > 0",
  not: "name -> odd",
  lines: "lines -> lines each by id {\n    label -> label\n  }",
  mapped: 'name -> tight via { "a" -> "one", else -> "three" }',
  dependent: "name -> phone when size > 1\n  name -> region when size > 2",
  written: '"abcd" -> tight\n  7 -> low',
  writtenShort: '"ab" -> least',
  dependentElsewhere: "name -> phone",
} as const;

const SOURCE = [
  "xmap 1",
  'system left = shopsoft { url: env("LEFT_URL") }',
  'system right = ledger { url: env("RIGHT_URL") }',
  "entity From = left.profiles { key id }",
  "entity Into = right.profiles { key id }",
  ...Object.entries(RULES).map(
    ([name, rules]) => `binding ${name}: From -> Into {\n  $string(id) -> code key\n  ${rules}\n}`,
  ),
  "",
].join("\n");

const output = createOutputFolder();
afterAll(() => output.remove());
const files = compile(
  { "made.xmap": SOURCE },
  {
    schemas: { "left/profiles": LEFT, "right/profiles": RIGHT },
    descriptions: { left: plainSystem("shopsoft"), right: plainSystem("ledger") },
  },
);
let made: MappingModule;
beforeAll(async () => {
  output.write(files);
  made = await output.load("made.ts");
});

const GIVEN = { id: 1, name: "abc!", short: "abcde", size: 2, tags: ["a", "b"], lines: [{ id: 1, label: "ab" }] };

/** What is said of the record: `rule: message`. */
function toldOf(name: keyof typeof RULES, change: object): readonly string[] {
  const binding = made.bindings[name];
  if (binding === undefined) throw new Error(`there is no ${name}`);
  const { told } = runBinding(binding, { ...GIVEN, ...change }, { lookups: {}, references: {} });
  return told.map(({ word, rule, message }) => `${word} ${rule}: ${message}`);
}

const WRONG: readonly (readonly [keyof typeof RULES, object, string])[] = [
  ["maxLength", { name: "abcdef" }, 'tight: tight must be text of at most 5 characters, not "abcdef"'],
  ["minLength", { name: "ab" }, 'least: least must be text of at least 3 characters, not "ab"'],
  ["pattern", { name: "Ab" }, 'form: form must be text of the form ^[a-z]+$, not "Ab"'],
  ["minimum", { size: 0 }, "low: low must be a number of at least 1, not 0"],
  ["maximum", { size: 11 }, "high: high must be a number of at most 10, not 11"],
  ["exclusive", { size: 1 }, "above: above must be a number of more than 1, not 1"],
  ["exclusive", { size: 10 }, "above: above must be a number of less than 10, not 10"],
  ["multipleOf", { size: 0.35 }, "step: step must be a multiple of 0.1, not 0.35"],
  ["items", { tags: [] }, "few: few must be a list of at least 1, not []"],
  ["items", { tags: ["a", "b", "c"] }, 'few: few must be a list of at most 2, not ["a","b","c"]'],
  [
    "uniqueItems",
    { tags: ["a", "a"] },
    'unique: unique must not have duplicate items (items ## 0 and 1 are identical), not ["a","a"]',
  ],
  ["contains", { tags: ["b"] }, 'known: known must contain at least 1 valid item(s), not ["b"]'],
  ["not", { name: "x" }, 'odd: odd must not be valid, not "x"'],
  ["not", { name: "abc" }, 'odd: odd must match pattern "!$", not "abc"'],
  [
    "lines",
    { lines: [{ id: 1, label: "abc" }] },
    'lines/label: lines.label must be text of at most 2 characters, not "abc"',
  ],
  ["writtenShort", {}, 'least: least must be text of at least 3 characters, not "ab"'],
  ["dependent", {}, "phone: the record must have property region when property phone is present"],
];

it.each(WRONG)("%s with %j is told with the rule that made it", (name, change, told) => {
  expect(toldOf(name, change)).toEqual([`reject ${name}/${told}`]);
});

const FITTING = Object.keys(RULES).filter((name) => name !== "writtenShort") as readonly (keyof typeof RULES)[];

it.each(FITTING)("%s says nothing of a record that fits", (name) => {
  const size = name === "dependent" ? 3 : 2;
  const value = name === "pattern" ? "abc" : "abc!";
  expect(toldOf(name, { size, name: value })).toEqual([]);
});

it("a value that is not there is not judged", () => {
  expect(toldOf("contains", { size: 0, tags: [] })).toEqual([]);
  expect(toldOf("dependent", { size: 0 })).toEqual([]);
});

it("what types prove, and what other fields would have to be known for, is not asked again", () => {
  const [file] = files;
  const functionOf = (name: string) => new RegExp(`function map${name}[\\s\\S]*?\\n}`).exec(file?.text ?? "")?.[0];
  expect(functionOf("proved")).not.toContain("wrongValue");
  expect(functionOf("mapped")).not.toContain("wrongValue");
  expect(functionOf("written")).not.toContain("wrongValue");
  expect(functionOf("dependentElsewhere")).not.toContain("requireRecord");
});

it("compiled schemas lie beside their module, load nothing, are equal for equal programs and pass the type check", () => {
  const [file] = files;
  expect(file?.companions?.map(({ path }) => path)).toEqual(["made.checks.js", "made.checks.d.ts"]);
  const [code] = file?.companions ?? [];
  expect(code?.text).not.toMatch(/\brequire\(|^import/m);
  expect(code?.text.split("\n")[0]).toBe(file?.text.split("\n")[0]);
  expect(typeErrors(output.path)).toBe("");
});
