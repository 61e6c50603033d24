import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { expect, it } from "vitest";
import { CopiedText } from "../../src/text/copied-text.ts";
import { JsonLine, NOT_READ, type ReadPlan, RecordReader } from "../../src/text/index.ts";

/** Reads a text as the only line; undefined when the reader gives up. */
function read(text: string, plan: ReadPlan, reader = new RecordReader(plan)): { readonly value: unknown } | undefined {
  const bytes = Buffer.from(`${text}\n`);
  const line = new JsonLine(bytes);
  line.begin(0, bytes.length - 1);
  try {
    const value = written(reader.read(line), bytes);
    return line.isAtEnd() ? { value } : undefined;
  } catch (error) {
    if (error === NOT_READ) return undefined;
    throw error;
  }
}

/** What is copied, as its value; its bytes must be what JSON writes. */
function written(value: unknown, bytes: Buffer): unknown {
  if (value instanceof CopiedText) {
    const text = bytes.toString("utf8", value.start, value.end);
    const copied: unknown = JSON.parse(text);
    expect(JSON.stringify(copied)).toBe(text);
    return copied;
  }
  if (Array.isArray(value)) return value.map((item) => written(item, bytes));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, written(inner, bytes)]));
}

/** What a plan takes of a value. */
function planned(value: unknown, plan: ReadPlan | undefined): unknown {
  if (plan === undefined || plan.copied || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return plan.items === undefined ? value : value.map((item) => planned(item, plan.items?.plan));
  const { fields } = plan;
  if (fields === undefined) return value;
  const own = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fields.map(([name, inner]) => [name, Object.hasOwn(own, name) ? planned(own[name], inner) : undefined]),
  );
}

function fieldsOf(...fields: readonly (readonly [string, ReadPlan | undefined])[]): ReadPlan {
  const record = (values: readonly unknown[]) =>
    Object.fromEntries(fields.map(([name], index) => [name, values[index]]));
  return { fields, record };
}

const COPIED: ReadPlan = { copied: true };
const INNER = fieldsOf(["a", undefined], ["b", COPIED], ["constructor", undefined]);
const PLAN = fieldsOf(
  ["a", undefined],
  ["b", COPIED],
  ["ü\u{1f600}", COPIED],
  ["", INNER],
  ["list", { ...INNER, items: { plan: INNER } }],
  ["lists", { items: { plan: { items: { plan: COPIED } } } }],
  ["longer_than_a_word", undefined],
);

const text = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom('"', "\\", "\u2028", "é", "\u0000"));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(-0, 0.1, 1e-7, 1.5e-6, 0.000001, 1e21, 123456789012345, 1234567890123456, 0.30000000000000004),
);
const name = fc.oneof(
  fc.constantFrom("a", "b", "ü\u{1f600}", "", "list", "lists", "longer_than_a_word", "constructor", "__proto__"),
  text,
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("record"),
  ),
  record: fc.array(fc.tuple(name, tie("value")), { maxLength: 8 }).map((entries) => new Members(entries as Entry[])),
}));
type Entry = readonly [string, unknown];

/** A record as text, in which a name may come twice; one with an escape does not, since V8 takes its first value now and then. */
class Members {
  readonly entries: readonly Entry[];
  constructor(entries: readonly Entry[]) {
    const firstOf = new Map(entries.toReversed().map((entry) => [entry[0], entry]));
    this.entries = entries.filter(
      (entry) => !JSON.stringify(entry[0]).includes("\\") || firstOf.get(entry[0]) === entry,
    );
  }
}

/** Texts of one value that differ in white space. */
function jsonText(given: unknown, space: () => string): string {
  const between = (parts: readonly string[]) => parts.map((part) => `${space()}${part}${space()}`).join(",");
  if (given instanceof Members)
    return `{${between(given.entries.map(([key, inner]) => `${JSON.stringify(key)}${space()}:${space()}${jsonText(inner, space)}`))}}`;
  if (Array.isArray(given)) return `[${between(given.map((item) => jsonText(item, space)))}]`;
  return Object.is(given, -0) ? "-0" : JSON.stringify(given);
}

const record = fc.array(fc.tuple(name, value), { maxLength: 10 }).map((entries) => new Members(entries));

it("reads what JSON.parse reads, of the fields in the plan, in whatever order and with doubled names", () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), (records) => {
      const reader = new RecordReader(PLAN);
      for (const each of records) {
        const line = jsonText(each, () => "");
        const result = read(line, PLAN, reader);
        // A name with an escape is left to JSON.parse.
        if (result === undefined) expect(line).toMatch(/\\/);
        else deepStrictEqual(result.value, planned(JSON.parse(line), PLAN));
      }
    }),
    { numRuns: 500 },
  );
});

it("white space changes nothing", () => {
  fc.assert(
    fc.property(record, fc.array(fc.constantFrom("", " ", "\t", "\r", "  "), { minLength: 1 }), (each, spaces) => {
      let next = 0;
      const line = jsonText(each, () => spaces[next++ % spaces.length] ?? "");
      const result = read(`${line} \r`, PLAN);
      if (result !== undefined) deepStrictEqual(result.value, planned(JSON.parse(line), PLAN));
      else expect(line).toMatch(/\\/);
    }),
  );
});

it("reads nothing that JSON.parse refuses", () => {
  const change = fc.tuple(
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(
      "",
      ",",
      ":",
      "{",
      "}",
      "[",
      "]",
      '"',
      "\\",
      "0",
      "-",
      ".",
      "e",
      "u",
      "\t",
      "\u0001",
      "t",
      "null",
      "01",
      "1.",
    ),
  );
  fc.assert(
    fc.property(record, fc.array(change, { minLength: 1, maxLength: 3 }), (each, changes) => {
      let line = jsonText(each, () => "");
      for (const [place, length, instead] of changes) {
        const at = place % (line.length + 1);
        line = line.slice(0, at) + instead + line.slice(at + length);
      }
      line = line.toWellFormed();
      if (!line.startsWith("{")) return;
      const result = read(line, PLAN);
      if (result !== undefined) deepStrictEqual(result.value, planned(JSON.parse(line), PLAN));
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  '{"a":01}',
  '{"a":1.}',
  '{"a":.5}',
  '{"a":+1}',
  '{"a":1e}',
  '{"b":-}',
  '{"b":00}',
  '{"b":1,}',
  "{,}",
  '{"a" 1}',
  '{"a":tru}',
  '{"a":"\t"}',
  '{"a":"\\x"}',
  '{"x":"\\u12g4"}',
  '{"x":[1,]}',
  '{"x":{"y":1,}}',
  '{"a":1}}',
  '{"a":1',
  '{"a":"',
  "{",
  '{"list":[1 2]}',
  '{"x":nul}',
])("leaves %s to JSON.parse", (line) => {
  expect(() => JSON.parse(line)).toThrow();
  expect(read(line, PLAN)).toBeUndefined();
});

it.each([
  ["-0", -0],
  ["1.50", 1.5],
  ["1e2", 100],
  ["0.0000001", 1e-7],
  ["12345678901234567890", 12345678901234567000],
  ["1.0", 1],
])("a number that is written otherwise than %s is not copied", (number, expected) => {
  expect(read(`{"b":${number}}`, fieldsOf(["b", COPIED]))).toStrictEqual({ value: { b: expected } });
});

it("keys without end do not fill the memory of what has been seen, and are read all the same", () => {
  const reader = new RecordReader(PLAN);
  for (let index = 0; index < 3_000; index += 1)
    expect(read(`{"k${index}":1,"a":${index}}`, PLAN, reader)?.value).toMatchObject({ a: index });
});
