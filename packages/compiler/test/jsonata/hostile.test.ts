import * as runtime from "@xmap/runtime/jsonata";
import { expect, it } from "vitest";
import { evaluateExpression } from "../../src/jsonata/evaluate-expression.ts";
import { compiled, evaluate, options } from "./support.ts";

const names: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "*/",
  "/*",
  "//",
  `$${"{process.exit(1)}"}`,
  'a"b',
  "a'b",
  "a\\",
  "\\u0022",
  "\u2028",
  "\u2029",
  "\u0085",
  "});process.exit(1);({",
  "a\tb",
  "😀",
];

it.each(names)("a field called %j is read and written, and nothing else", (name) => {
  const data: object = JSON.parse(`{${JSON.stringify(name)}: {"in": 1}}`);
  expect(evaluate(`\`${name}\`.in`, data)).toBe(1);
  const made = evaluate(`{${JSON.stringify(name)}: 5}`) as object;
  expect(Object.keys(made)).toEqual([name]);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  expect(evaluate(`\`${name}\``, {})).toBeUndefined();
  expect(evaluate(`\`${name}\``, [{}, {}])).toBeUndefined();
  expect(evaluate(`$lookup($, ${JSON.stringify(name)})`, {})).toBeUndefined();
});

it.each(names)("a text %j is handed on as it is", (name) => {
  expect(evaluate(JSON.stringify(name))).toBe(name);
  expect(evaluate(`$ & ${JSON.stringify(name)}`, "")).toBe(name);
  expect(evaluate(`$ = ${JSON.stringify(name)}`, name)).toBe(true);
  expect(evaluate(`$merge([{${JSON.stringify(name)}: 1}])`)).toEqual(JSON.parse(`{${JSON.stringify(name)}: 1}`));
});

it("the prototype of objects stays as it was", () => {
  const text = `{"a": $merge([$, {"__proto__": {"bad": 1}}]), "b": $ ~> |$|{"__proto__": {"bad": 1}}|, "c": a{"__proto__": $},
    "d": $spread($), "e": $sift($, function($v) { true }), "f": [$]{"__proto__": {"bad": 1}}}`;
  const result = evaluate(text, JSON.parse('{"__proto__": {"bad": 1}, "a": 1}')) as Record<string, object>;
  expect(({} as { bad?: unknown }).bad).toBeUndefined();
  for (const part of Object.values(result)) expect((part as { bad?: unknown }).bad).toBeUndefined();
  expect(Object.keys(result.a ?? {})).toContain("__proto__");
});

it("comments do not reach the code", () => {
  const { source } = compiled("1 /* process.exit(1) \u2028 process.exit(1) */ + 1");
  expect(source).not.toContain("process");
});

it("variables may be called like anything", () => {
  expect(
    evaluate("($constructor := 1; $__proto__ := 2; $class := 3; $run := 4; $constructor + $__proto__ + $class + $run)"),
  ).toBe(10);
  expect(evaluate("($f := function($eval, $arguments, $let) { $eval + $arguments + $let }; $f(1, 2, 3))")).toBe(6);
  expect(evaluate("a@$__proto__#$constructor.{'p': $__proto__, 'c': $constructor}", { a: [7] })).toEqual({
    p: 7,
    c: 0,
  });
  expect(evaluate("$__proto__")).toBeUndefined();
  expect(evaluate("$toString")).toBeUndefined();
});

it("results carry no marks and the input stays as it is", () => {
  const data = { a: [{ b: [1] }, { b: [2, 3] }], c: [[1], [2]] };
  const before = structuredClone(data);
  for (const text of [
    "a.b",
    "a.[b]",
    "{'x': a.b, 'y': [a.b[]]}",
    "a.b[]",
    "$keys(a)",
    "c",
    "a^(b[0])",
    "$map(a, $keys)",
  ]) {
    const result = evaluate(text, data);
    expect(symbolsIn(result)).toEqual([]);
    expect(data).toStrictEqual(before);
  }
  expect(evaluate("a.b", Object.freeze(data))).toStrictEqual([1, 2, 3]);
});

function symbolsIn(value: unknown): readonly symbol[] {
  if (typeof value !== "object" || value === null) return [];
  return [...Object.getOwnPropertySymbols(value), ...Object.values(value).flatMap(symbolsIn)];
}

it("the code imports from the runtime only and compiles nothing", () => {
  const { source, imports } = compiled("$eval('1 + 1') & $map(a, function($x) { $x^(b) }) & $eval(a)");
  expect(source.match(/^import .*$/gm)).toEqual([`import { ${imports.join(", ")} } from "@xmap/runtime/jsonata";`]);
  expect(source).not.toMatch(/\beval\(|new Function|\bawait\b|\basync\b|Promise/);
  for (const name of imports) expect(runtime).toHaveProperty(name);
});

it("variables from outside hide built-in functions", () => {
  const bindings = { sum: (list: readonly number[]) => `mine of ${list.length}`, x: 5 };
  expect(evaluateExpression(compiled("$sum([1, 2]) & $x"), undefined, bindings, options, runtime)).toBe("mine of 25");
  expect(evaluateExpression(compiled("$sum([1, 2]) & $x"), undefined, { x: 5 }, options, runtime)).toBe("35");
});
