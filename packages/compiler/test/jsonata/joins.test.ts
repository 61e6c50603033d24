import * as runtime from "@xmap/runtime/jsonata";
import jsonata from "jsonata";
import { expect, it } from "vitest";
import { evaluateExpression } from "../../src/jsonata/evaluate-expression.ts";
import { compiled, evaluate, interpreted, options, ourOutcome } from "./support.ts";

const joins: readonly string[] = [
  "orders.($sku := sku; $$.items[id = $sku].name)",
  "orders.($sku := sku; $$.items[$sku = id and active].name)",
  "orders.($o := $; $$.items[id = $o.sku].name)",
  "($items := items; orders.($sku := sku; $items[id = $sku][0].name))",
  "$map(orders, function($o) { $filter($$.items, function($i) { $i.id = $o.sku }).name })",
  "orders.{'sku': sku, 'name': $lookup($$.items[id = $string(%.sku)], 'name')}",
  "orders.($sku := sku; $$.groups.items[id = $sku].name)",
  "$map(orders, function($o) { $$.items[ref.id = $o.sku].name })",
];

function shop(size: number): unknown {
  const items = Array.from({ length: size }, (_, index) => ({
    id: `s${index}`,
    ref: { id: `s${index}` },
    name: `Item ${index}`,
    active: index % 2 === 0,
  }));
  const orders = Array.from({ length: size }, (_, index) => ({ sku: `s${(index * 7) % (size + 5)}` }));
  return { items, orders, groups: [{ items }, { items: items.slice(0, 20) }] };
}

it.each(joins.filter((text) => !text.includes("%")))("%s takes steps in proportion to the data", (text) => {
  for (const size of [100, 10_000]) {
    const limits = { steps: 20 * size };
    const value = evaluateExpression(compiled(text), shop(size), {}, { ...options, limits }, runtime);
    expect(value).toHaveLength((value as readonly unknown[]).length);
  }
});

it.each(joins)("%s comes to what going through the list comes to", async (text) => {
  const data = shop(40);
  expect(ourOutcome(text, data)).toEqual(await interpreted(text, data));
});

const keys = [1, "1", 0, -0, null, true, "true", undefined, [1], { a: 1 }, ["1", 2], "", Number.MAX_SAFE_INTEGER];

it("keys are compared by type, and in depth", async () => {
  const items = [...keys, ...keys, ...keys].map((id, index) => ({ id, index }));
  const data = { items, probes: keys.map((key) => ({ key })) };
  for (const text of [
    "probes.($k := key; {'found': $$.items[id = $k].index})",
    "probes.($k := key; {'found': [$$.items[$k = id].index]})",
    "$map(probes, function($p) { {'found': $filter($$.items, function($i) { $i.id = $p.key }).index} })",
  ]) {
    const expected: unknown = await jsonata(text).evaluate(structuredClone(data));
    expect(evaluate(text, data)).toEqual(JSON.parse(JSON.stringify(expected)));
  }
});

it("a value that cannot be computed fails once the list has an item", async () => {
  const items = Array.from({ length: 30 }, (_, id) => ({ id }));
  expect(ourOutcome("[1, 2].($$.items[id = $number('x')])", { items })).toEqual({ code: "D3030" });
  expect(ourOutcome("[1, 2].($$.items[id = $number('x')])", { items: [] })).toEqual({ value: undefined });
});

it("an index is not kept over changes that a transform makes", async () => {
  const text =
    "$ ~> |items|{'id': id + 1, 'same': $count($$.items[id = 3]), 'seen': [1, 2].($k := 3; $count(%.list[id = $k]))}|";
  const items = Array.from({ length: 20 }, (_, id) => ({
    id,
    list: Array.from({ length: 20 }, () => ({ id: id % 5 })),
  }));
  expect(ourOutcome(text, { items })).toEqual(await interpreted(text, { items }));
});
