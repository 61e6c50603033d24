import * as runtime from "@xmap/runtime/jsonata";
import { expect, it } from "vitest";
import { evaluateExpression } from "../../src/jsonata/evaluate-expression.ts";
import { compiled, options } from "./support.ts";

function run(text: string, limits: object, data?: unknown): unknown {
  return evaluateExpression(compiled(text), data, {}, { ...options, limits }, runtime);
}

const coded = (code: string): unknown => expect.objectContaining({ code });

it("recursion is bounded by its depth", () => {
  const text = "($f := function($n) { 1 + $f($n) }; $f(1))";
  expect(() => run(text, {})).toThrow(coded("U1001"));
  expect(() => run(text, { depth: 10 })).toThrow("10 calls");
  expect(() => run(text, { depth: 1_000_000 })).toThrow(coded("U1001"));
});

it("a call at the end of a function costs no depth", () => {
  const text = "($f := function($n) { $n = 0 ? 'done' : $f($n - 1) }; $f(5000))";
  expect(run(text, { depth: 10 })).toBe("done");
});

it.each([
  "($f := function() { $f() }; $f())",
  "[1..3000].($x := $; [1..3000].($ + $x))",
  "$map([1..3000], function($x) { $map([1..3000], function($y) { $x }) })",
  "$reduce([1..3000], function($a, $b) { $sum([1..3000].($ + 1)) })",
  "[1..3000][$count([1..3000][$ > 1]) > 0]",
  "[1..3000]#$i[[1..3000][$ = $i] > 5]",
])("%s is bounded by its steps", (text) => {
  expect(() => run(text, { steps: 100_000 })).toThrow(coded("U1001"));
});

it("time is bounded by the clock that is passed in", () => {
  let now = 0;
  const clock = { now: () => (now += 10) };
  const text = "($f := function($n) { $f($n + 1) }; $f(1))";
  const evaluate = (): unknown =>
    evaluateExpression(compiled(text), undefined, {}, { ...options, clock, limits: { milliseconds: 100 } }, runtime);
  expect(evaluate).toThrow("100 ms");
});

it("regular expressions that take exponential time elsewhere take little", () => {
  expect(run("$contains($, /^(a+)+$/)", { steps: 2_000_000 }, `${"a".repeat(50_000)}!`)).toBe(false);
  expect(run("$match($, /(a|a)*b/)", { steps: 2_000_000 }, "a".repeat(50_000))).toBeUndefined();
  expect(run("$replace($, /(a+)+b/, 'x')", { steps: 2_000_000 }, `${"a".repeat(1_000)}b`)).toBe("x");
});

it("an $eval of a computed text counts against the same limits, and its limit is not hidden", () => {
  expect(() => run("$eval('($f := function() { 1 + $f() }; ' & '$f())')", { depth: 50 })).toThrow(coded("U1001"));
});

it("errors say where they happened, and by which function", () => {
  const text = "(\n  $x := 1;\n  $x + $uppercase(5)\n)";
  try {
    run(text, {});
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "T0410", token: "uppercase", position: { line: 3, column: 8 }, value: 5 });
  }
  expect(() => run("a.b + 'x'", {}, { a: { b: 1 } })).toThrow(
    expect.objectContaining({ code: "T2002", token: "+", value: "x", position: { line: 1, column: 1 } }),
  );
});

it("instants and randomness come from outside", () => {
  expect(run("$now()", {})).toBe("2026-03-04T16:22:09.000Z");
  expect(run("$millis()", {})).toBe(options.instant);
  expect(run("$now('[Y]')", {})).toBe("2026");
  expect(run("$random()", {})).toBe(0.25);
  expect(run("$shuffle([1, 2, 3, 4])", {})).toEqual(run("$shuffle([1, 2, 3, 4])", {}));
});

it("computed texts are counted, written ones are not", () => {
  const loaded = (text: string): number => {
    const expression = compiled(text);
    let count = 0;
    const compileText = (): unknown => {
      count += 1;
      return { kind: "refused", code: "S0201", message: "no" };
    };
    try {
      evaluateExpression(expression, { a: "1" }, {}, { ...options, compileText }, runtime);
    } catch (error) {
      expect(error).toMatchObject({ code: "D3120" });
    }
    return count;
  };
  expect(loaded("$eval('1 & a')")).toBe(0);
  expect(loaded("$eval(a)")).toBe(1);
});
