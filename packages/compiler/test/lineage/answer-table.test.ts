import type { BindingModule, LookupModule, Value } from "@xmap/contract";
import { expect, it } from "vitest";
import { answersFromTable } from "../../src/lineage/trace/answer-table.ts";

const LOOKUP = { name: "L" } as LookupModule;
const BINDING = {
  name: "B",
  left: { key: [{ field: "id" }] },
  right: { key: [{ field: "id" }] },
} as unknown as BindingModule;

function sourceOf(table: unknown) {
  const result = answersFromTable(table);
  if (result.kind === "refused") throw new Error(result.message);
  return result.answers;
}

it.for<readonly [string, unknown, readonly Value[], readonly Value[] | undefined]>([
  ["a key is answered by its entry", { L: { A: 41 } }, ["A"], [41]],
  ["a key that is missing stays open", { L: { A: 41 } }, ["B"], undefined],
  ["a lookup that is missing stays open", {}, ["A"], undefined],
  ["null is a miss", { L: { A: null } }, ["A"], []],
  ["a list is several", { L: { A: [1, 2] } }, ["A"], [1, 2]],
  ["* answers for every other key", { L: { A: 41, "*": null } }, ["B"], []],
  ["numbers and booleans are keys as JSON writes them", { L: { 3: { true: "x" } } }, [3, true], ["x"]],
  ["several columns nest", { L: { US: { Ohio: 12 } } }, ["US", "Ohio"], [12]],
  ["a column may be answered for all of the next", { L: { US: 12 } }, ["US", "Ohio"], [12]],
  ["one answer for every key", { L: 7 }, ["A"], [7]],
  ["names of the language's own are keys like others", { L: {} }, ["constructor"], undefined],
])("%s", ([, table, key, expected]) => {
  expect(sourceOf(table).lookup(LOOKUP, key)).toEqual(expected);
});

it.for<readonly [string, unknown, string | undefined, Value | undefined]>([
  ["one key for every record", { B: 7 }, undefined, 7],
  ["a key by the left record's key", { B: { 5: 8 } }, undefined, 8],
  ["no record", { B: { 5: null } }, undefined, null],
  ["nothing said", { B: { 6: 8 } }, undefined, undefined],
  ["a record for all", { B: { id: 7, name: "Ann" } }, "name", "Ann"],
  ["a record by key", { B: { 5: { id: 7, name: "Ann" } } }, undefined, 7],
  ["a field of a record of which only the key is said", { B: 7 }, "name", undefined],
])("a binding is answered by %s", ([, table, field, expected]) => {
  expect(sourceOf(table).reference(BINDING, { id: 5 }, field)).toEqual(expected);
});

it.for([null, [], 3, "x"])("%j is refused with the form that is wanted", (table) => {
  const result = answersFromTable(table);
  expect(result.kind === "refused" && result.message).toContain('{ "ProductId": { "TSH-1": 41 } }');
});
