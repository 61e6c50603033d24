import { plainDraft } from "@xmap/compiler/lineage";
import { KEEP } from "@xmap/contract";
import { DraftWriter, type WritePlan } from "@xmap/runtime/text";
import fc from "fast-check";
import { expect, it } from "vitest";

const line = (identity: string, values: object): object => ({ identity, values });

const lists = (...fields: readonly (readonly [string, WritePlan])[]): WritePlan => ({ fields });
const LINES: WritePlan = { isLines: true };

function written(plan: WritePlan, ...drafts: readonly object[]): string {
  const writer = new DraftWriter(plan);
  for (const draft of drafts) writer.write(draft);
  return new TextDecoder().decode(writer.take());
}

const DRAFTS: readonly (readonly [string, object, WritePlan, readonly string[]])[] = [
  ["fields without a value", { a: 1, b: undefined, c: null, d: KEEP, e: { f: undefined } }, {}, []],
  ["a list of lines", { lines: [line("x/1", { a: 1, b: KEEP }), line("x/2", {})] }, lists(["lines", LINES]), ["lines"]],
  [
    "a list of lines further in",
    { to: { lines: [line("x/1", { a: 1 })] } },
    lists(["to", lists(["lines", LINES])]),
    ["to.lines"],
  ],
  [
    "lists of lines in lines",
    { lines: [line("x/1", { parts: [line("y/1", { a: [1, undefined] })] }), line("x/2", { parts: [] })] },
    lists(["lines", { isLines: true, fields: [["parts", LINES]] }]),
    ["lines.parts", "lines"],
  ],
  [
    "what is no line in a list of lines",
    { lines: [1, null, line("x/1", { a: 1 })] },
    lists(["lines", LINES]),
    ["lines"],
  ],
  ["a list of lines that is not there", { a: 1 }, lists(["lines", LINES]), ["lines"]],
  ["a list that looks like lines", { list: [line("x/1", { a: 1 })] }, lists(["lines", LINES]), ["lines"]],
];

it.each(DRAFTS)("prints %s", (_what, draft, plan, lineLists) => {
  expect(written(plan, draft)).toBe(`${JSON.stringify(plainDraft(draft, lineLists))}\n`);
});

const text = fc.string({ unit: "binary" });
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.integer().map((cents) => cents / 100),
  fc.constantFrom(-0, 1e21, 1e-7, 0.1, 0.29, 1.005, 21474836.47, 21474836.48, 2 ** 31, -1.5, Number.NaN),
);
const leaf = fc.oneof(text, number, fc.boolean(), fc.constantFrom(null, undefined, KEEP));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie("value")), fc.dictionary(text, tie("value"))),
}));
const draft = fc.dictionary(text, value);

it("whatever the draft, it prints what JSON.stringify prints", () => {
  fc.assert(
    fc.property(fc.array(draft), (drafts) => {
      expect(written({}, ...drafts)).toBe(drafts.map((each) => `${JSON.stringify(each)}\n`).join(""));
    }),
  );
});

function takeX(record: { readonly x: unknown }, values: unknown[]): void {
  values[0] = record.x;
}

it("when it knows the names of the fields, it prints the same", () => {
  const plan: WritePlan = {
    fields: [
      ["a", undefined],
      ['ü "', { fields: [["x", undefined]], values: takeX }],
    ],
    values: (record: Record<string, unknown>, values) => {
      values[0] = record.a;
      values[1] = record['ü "'];
    },
  };
  fc.assert(
    fc.property(fc.array(fc.record({ a: value, 'ü "': fc.oneof(fc.record({ x: value }), leaf) })), (drafts) => {
      expect(written(plan, ...drafts)).toBe(drafts.map((each) => `${JSON.stringify(each)}\n`).join(""));
    }),
  );
});

it("long texts and many lines need no more than room", () => {
  const drafts = Array.from({ length: 300 }, (_, index) => ({ text: 'é"\u{1f600}'.repeat(index * 7) }));
  expect(written({}, ...drafts)).toBe(drafts.map((each) => `${JSON.stringify(each)}\n`).join(""));
});
