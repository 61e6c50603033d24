import { parseExpression, printExpression } from "@xmap/grammar";
import { describe, expect, it } from "vitest";
import { withoutSpans } from "./support/check-tree.ts";
import { accepted } from "./support/expression-table.ts";

describe("printing", () => {
  it.each(accepted)("%s is read again as the same tree", (text) => {
    const { expression } = parseExpression("a.xmap", text);
    const printed = printExpression(expression);
    const again = parseExpression("a.xmap", printed);
    expect(again.diagnostics.map(({ message }) => `${message} in ${printed}`)).toEqual([]);
    expect(withoutSpans(again.expression)).toEqual(withoutSpans(expression));
    expect(printExpression(again.expression)).toBe(printed);
  });

  it.each([
    ["a .b [ c>1 ]", "a.b[c > 1]"],
    ["'it\"s'", '"it\\"s"'],
    ["{'a':1,b:[ ]}", '{ "a": 1, b: [] }'],
    ["{ }", "{}"],
    ["`plain`.`with blank`.`key`.`and`", "plain.`with blank`.`key`.`and`"],
    ['a."b c"', "a.`b c`"],
    ["function ( $a ) <n:n> {$a+1}", "function($a)<n:n>{ $a + 1 }"],
    ["a^(<b,>c)", "a^(b, >c)"],
    ["$f( ? ,1)", "$f(?, 1)"],
    ["(a ; b ;)", "(a; b)"],
    ["[1 .. 3]", "[1..3]"],
    ["a /* remark */ + /* other */ b", "a + b"],
    ["a<-1", "a < -1"],
  ])("%s becomes %s", (text, printed) => {
    expect(printExpression(parseExpression("a.xmap", text).expression)).toBe(printed);
  });

  it("puts parentheses where a tree made by hand needs them", () => {
    const span = { start: 0, end: 0 };
    const name = (text: string) => parseExpression("a.xmap", text).expression;
    const sum = { kind: "BinaryExpression", operator: "+", left: name("a"), right: name("b"), span } as const;
    const product = { kind: "BinaryExpression", operator: "*", left: sum, right: sum, span } as const;
    expect(printExpression(product)).toBe("(a + b) * (a + b)");
    expect(printExpression({ ...product, operator: "-" })).toBe("a + b - (a + b)");
    expect(printExpression({ kind: "NegateExpression", operand: sum, span })).toBe("-(a + b)");
  });
});
