import * as runtime from "@xmap/runtime";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";

const ABSENT = undefined;
const VALUES: readonly runtime.Input[] = [
  ABSENT,
  null,
  true,
  false,
  0,
  -3.5,
  0.1 + 0.2,
  1e21,
  "",
  "a",
  " two  words\n",
  "12",
  "0x1F",
  "😀x",
  [],
  [0],
  [0, ""],
  [1, 2, 2],
  ["b", "a", "b"],
  [[]],
  {},
  { a: 1 },
  { a: { b: [1] }, c: null },
];
const NUMBERS = [ABSENT, null, 0, 2, -7, 0.5, "2", [1]] as const;

type Unary = (value: runtime.Input) => unknown;
type Binary = (left: runtime.Input, right: runtime.Input) => unknown;

const UNARY: readonly (readonly [string, Unary])[] = [
  ["$boolean($a)", runtime.boolean],
  ["$not($a)", runtime.not],
  ["$exists($a)", runtime.exists],
  ["$a ? true : false", runtime.truthy],
  ["$string($a)", runtime.string],
  ["'' & $a", runtime.text],
  ["$number($a)", (value) => runtime.number(value)],
  ["$uppercase($a)", runtime.uppercase],
  ["$lowercase($a)", runtime.lowercase],
  ["$trim($a)", runtime.trim],
  ["$length($a)", runtime.length],
  ["$sum($a)", runtime.sum],
  ["$max($a)", runtime.maximum],
  ["$min($a)", runtime.minimum],
  ["$average($a)", runtime.average],
  ["$count($a)", runtime.count],
  ["$floor($a)", runtime.floor],
  ["$ceil($a)", runtime.ceil],
  ["$abs($a)", runtime.abs],
  ["$round($a)", (value) => runtime.round(value)],
  ["-$a", runtime.negate],
  ["$join($a)", (value) => runtime.join(value)],
  ["$lookup($a, 'a')", (value) => runtime.lookupField(value, "a")],
];

const BINARY: readonly (readonly [string, Binary])[] = [
  ["$a = $b", runtime.equals],
  ["$a != $b", runtime.differs],
  ["$a < $b", runtime.lessThan],
  ["$a <= $b", runtime.lessOrEqual],
  ["$a > $b", runtime.greaterThan],
  ["$a >= $b", runtime.greaterOrEqual],
  ["$a & $b", (left, right) => runtime.concatenate(left, right)],
  ["$contains($a, $b)", runtime.contains],
];

const ARITHMETIC: readonly (readonly [string, Binary])[] = [
  ["$a + $b", runtime.add],
  ["$a - $b", runtime.subtract],
  ["$a * $b", runtime.multiply],
  ["$a / $b", runtime.divide],
  ["$a % $b", runtime.modulo],
];

const WRITTEN: readonly (readonly [string, unknown])[] = [
  ["$round(2.5)", runtime.round(2.5)],
  ["$round(3.5)", runtime.round(3.5)],
  ["$round(-1.5)", runtime.round(-1.5)],
  ["$round(1.005, 2)", runtime.round(1.005, 2)],
  ["$round(1245, -1)", runtime.round(1245, -1)],
  ["$round(-0.4)", runtime.round(-0.4)],
  ["$substring('hello', 1)", runtime.substring("hello", 1)],
  ["$substring('hello', -3, 2)", runtime.substring("hello", -3, 2)],
  ["$substring('hello', -9)", runtime.substring("hello", -9)],
  ["$substring('😀x', 1)", runtime.substring("😀x", 1)],
  ["$substring('hello', 1, 0)", runtime.substring("hello", 1, 0)],
  ["$substringBefore('a-b', '-')", runtime.substringBefore("a-b", "-")],
  ["$substringBefore('ab', '-')", runtime.substringBefore("ab", "-")],
  ["$substringAfter('a-b', '-')", runtime.substringAfter("a-b", "-")],
  ["$substringAfter('ab', '-')", runtime.substringAfter("ab", "-")],
  ["$split('a,b,c', ',')", runtime.split("a,b,c", ",")],
  ["$split('a,b,c', ',', 2)", runtime.split("a,b,c", ",", 2)],
  ["$join(['a','b'], '-')", runtime.join(["a", "b"], "-")],
  ["$replace('aXbX', 'X', '-')", runtime.replace("aXbX", "X", "-")],
  ["$replace('aXbX', 'X', '$1', 1)", runtime.replace("aXbX", "X", "$1", 1)],
  ["$distinct([1, {'a':1}, 1, {'a':1}])", runtime.distinct<unknown>([1, { a: 1 }, 1, { a: 1 }])],
  ["$append([1], 2)", runtime.append([1], 2)],
  ["$reverse([1, 2])", runtime.reverse([1, 2])],
  ["$keys({'a': 1, 'b': 2})", runtime.keys({ a: 1, b: 2 })],
  ["$merge([{'a': 1}, {'a': 2, 'b': 3}])", runtime.merge([{ a: 1 }, { a: 2, b: 3 }])],
  ["'a' in ['a', 'b']", runtime.isIn("a", ["a", "b"])],
  ["'a' in 'a'", runtime.isIn("a", "a")],
  ["1 in ['1']", runtime.isIn(1, ["1"])],
  ["[{'a':1}, {'a':2}].a", runtime.lookupField([{ a: 1 }, { a: 2 }], "a")],
];

/** What an evaluation answers, or that it fails with which code. */
async function outcomeOf(evaluate: () => unknown): Promise<unknown> {
  try {
    return { answer: JSON.stringify(await evaluate()) };
  } catch (error) {
    return { code: (error as { code?: string }).code };
  }
}

async function oracle(expression: string, bindings: Record<string, unknown>): Promise<unknown> {
  return outcomeOf(() => jsonata(expression).evaluate({}, bindings));
}

describe("values agree with JSONata", () => {
  it.each(UNARY)("%s", async (expression, helper) => {
    for (const value of VALUES) {
      const expected = await oracle(expression, { a: value });
      expect(await outcomeOf(() => helper(value)), `${expression} of ${JSON.stringify(value)}`).toEqual(expected);
    }
  });

  it.each(BINARY)("%s", async (expression, helper) => {
    for (const left of VALUES) {
      for (const right of VALUES) {
        const expected = await oracle(expression, { a: left, b: right });
        const place = `${expression} of ${JSON.stringify(left)} and ${JSON.stringify(right)}`;
        expect(await outcomeOf(() => helper(left, right)), place).toEqual(expected);
      }
    }
  });

  it.each(ARITHMETIC)("%s", async (expression, helper) => {
    for (const left of NUMBERS) {
      for (const right of NUMBERS) {
        if (right === 0 && /[/%]/.test(expression)) continue;
        const expected = await oracle(expression, { a: left, b: right });
        const place = `${expression} of ${JSON.stringify(left)} and ${JSON.stringify(right)}`;
        expect(await outcomeOf(() => helper(left, right)), place).toEqual(expected);
      }
    }
  });

  it("refuses a division by zero at once, where JSONata hands on an infinite number", async () => {
    for (const helper of [runtime.divide, runtime.modulo])
      expect(await outcomeOf(() => helper(1, 0))).toEqual({ code: "D1001" });
  });

  it.each(WRITTEN)("%s", async (expression, answer) => {
    expect({ answer: JSON.stringify(answer) }).toEqual(await oracle(expression, {}));
  });
});
