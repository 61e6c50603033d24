import { checkProject } from "@xmap/language";
import { expect, it, test } from "vitest";
import { mutantsOf, mutatedText, reachOf } from "../../src/index.ts";
import { fixture } from "../compile.ts";
import { fixtureDescription, fixtureSchema } from "../fixtures/schemas.ts";
import { ORDER_FILES, programOf } from "./support.ts";

const FILES: Readonly<Record<string, string>> = {
  ...ORDER_FILES,
  "sales.xmap": fixture("sales.xmap"),
  "fixtures/purchase.json": fixture("purchase.json"),
};
const program = programOf(FILES);
const mutants = mutantsOf(program);
const changes = mutants.map(({ line, what }) => `${line} ${what}`);

test.each([
  ["a rule is dropped", '45 rule dropped: "S" & number -> reference key'],
  ["a source becomes another field of its type", "57 amount became id"],
  ["an arm answers what another does", '10 "sale" became "quotation"'],
  ["an arm written in place, too", '50 "draft" became "sale"'],
  ["an outcome becomes another", "12 hold became reject"],
  ["a condition is turned round", "51 gift became $not(gift)"],
  ["a condition is dropped", "51 condition dropped: when gift"],
  ["once is dropped", "46 once dropped: placed -> date once"],
  ["a guard is dropped", '42 guard dropped: require $count(items) > 0 else reject "purchase {number} has no lines"'],
  ["a literal changes", '45 "S" became "S~"'],
  ["a literal of a closed set becomes another of it", '85 "done" became "draft"'],
  ["an operator changes", "42 > became >="],
  ["a filter is turned round", '61 kind != "tax" became $not(kind != "tax")'],
  ["a sign is dropped", "66 -value became value"],
  ["a field of a flow's record becomes another", "90 total became sub_total"],
  ["a call is dropped", '93 step dropped: call sale.confirm(mode: "safe")'],
  ["an argument becomes another", '93 "safe" became "safe~"'],
  ["a step is dropped", '86 step dropped: skip "cancelled"'],
])("%s", (_, change) => {
  expect(changes).toContain(change);
});

it("only files with a tested binding or flow are changed, and each change is made once", () => {
  expect(new Set(mutants.map(({ file }) => file))).toEqual(new Set(["orders.xmap"]));
  expect(new Set(mutants.map(({ span, replacement }) => JSON.stringify([span, replacement]))).size).toBe(
    mutants.length,
  );
});

it("most mutants compile, and each differs from the mapping", () => {
  const compiling = mutants.filter((mutant) => {
    const text = mutatedText(FILES[mutant.file] ?? "", mutant);
    expect(text).not.toBe(FILES[mutant.file]);
    const files = { ...FILES, [mutant.file]: text };
    const { program: checked } = checkProject([mutant.file], {
      readFile: (path) => files[path],
      readSchema: fixtureSchema,
      listSchemas: () => [],
      readDescription: fixtureDescription,
    });
    return checked !== undefined;
  });
  expect(compiling.length / mutants.length).toBeGreaterThan(0.75);
});

it("a test reaches what its subject includes, maps through and carries out", () => {
  const tests = program.files.flatMap((file) => file.tests);
  const reaches = tests.map((declared) => [...reachOf(declared)].sort());
  expect(reaches).toEqual([["PurchaseToSale"], ["PurchaseToSale"], ["PurchaseToCash", "PurchaseToSale", "Stage"]]);
});
