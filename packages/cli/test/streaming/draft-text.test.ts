import { plainDraft } from "@xmap/compiler/lineage";
import { KEEP } from "@xmap/contract";
import { expect, it } from "vitest";
import { draftPrinter } from "../../src/streaming/draft-text.ts";

const line = (identity: string, values: object): object => ({ identity, values });

const DRAFTS: readonly (readonly [string, () => object, readonly string[]])[] = [
  ["fields without a value", () => ({ a: 1, b: undefined, c: null, d: KEEP, e: { f: undefined } }), []],
  ["a list of lines", () => ({ lines: [line("x/1", { a: 1, b: KEEP }), line("x/2", {})] }), ["lines"]],
  ["a list of lines further in", () => ({ to: { lines: [line("x/1", { a: 1 })] } }), ["to.lines"]],
  [
    "lists of lines in lines",
    () => ({ lines: [line("x/1", { parts: [line("y/1", { a: [1, undefined] })] }), line("x/2", { parts: [] })] }),
    ["lines.parts", "lines"],
  ],
  ["what is no line in a list of lines", () => ({ lines: [1, null, line("x/1", { a: 1 })] }), ["lines"]],
  ["a list of lines that is not there", () => ({ a: 1 }), ["lines", "to.lines"]],
  ["a list that looks like lines", () => ({ list: [line("x/1", { a: 1 })] }), ["lines"]],
];

it.each(DRAFTS)("prints %s", (_what, draft, lists) => {
  expect(draftPrinter(lists)(draft())).toBe(JSON.stringify(plainDraft(draft(), lists)));
});
