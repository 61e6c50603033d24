import { functions } from "@xmap/runtime/jsonata";
import jsonata from "jsonata";
import { expect, it } from "vitest";
import { BUILT_INS } from "../../src/jsonata/built-ins.ts";
import { compileExpression } from "../../src/jsonata/compile-expression.ts";

const refused: readonly string[] = [
  "",
  "   ",
  "1 +",
  "+ 1",
  "a b",
  "(1",
  "1)",
  "[1, 2",
  "[1,]",
  "{a: 1",
  "{a}",
  "{: 1}",
  "a[",
  "a[1",
  "a.",
  ".a",
  "a..b",
  "$f(1",
  "$f(,)",
  "$f(1,)",
  "a ? : b",
  "a ? b :",
  "'open",
  '"open',
  "`open",
  "/* open",
  "'\\q'",
  "'\\u12'",
  "1e999",
  "/open",
  "/(/",
  "//",
  "1 := 2",
  "a := 2",
  "a.1",
  "a.true",
  "a@b",
  "a#1",
  "a[0]@$x",
  "a^(b)@$x",
  "a{b: c}{d: e}",
  "$x{b: c}[0]",
  "%",
  "a.%.%",
  "function(a) { 1 }",
  "function($a",
  "function($a)",
  "function($a) { ",
  "function($a) { }",
  "function($a)<n<n>:n>{ 1 }",
  "function($a)<(n<n>):n>{ 1 }",
  "|a|",
  "|a|b",
  "|a|{}, |",
  "a ! b",
  "a ~ b",
  "a ^ b",
  "a^()",
  "~> $f",
  "^(a)",
  "(;)",
  "a , b",
  "a ; b",
];

it.each(refused)("%j is refused with JSONata's code", (text) => {
  let code: unknown;
  try {
    jsonata(text);
  } catch (error) {
    ({ code } = error as { readonly code?: unknown });
  }
  const result = compileExpression(text);
  expect(result.kind === "refused" ? result.code : result.kind).toBe(code);
});

it("a refusal says what is wrong and where", () => {
  expect(compileExpression("(\n  a +\n  : 2\n)")).toMatchObject({
    kind: "refused",
    code: "S0211",
    token: ":",
    position: { line: 3, column: 3 },
  });
});

it("compile side and run side know the same functions with the same types", () => {
  const known = Object.entries(functions).map(([name, { signature }]) => [name, signature.text]);
  expect([...BUILT_INS]).toEqual(known);
});
