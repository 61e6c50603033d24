import type { Value } from "@xmap/contract";
import { expect, it } from "vitest";
import { editInEditor, parseFile, setFields } from "../src/operations/edit-input.ts";
import { CommandError } from "../src/project/command-error.ts";

const INPUT: Value = { id: 1, email: null, items: [{ sku: "A", amount: 2 }, { sku: "B" }], status: { code: "Q" } };

it.each([
  ['email="a@b.c"', { ...INPUT, email: "a@b.c" }],
  ["email=null", INPUT],
  ["status.code = 7", { ...INPUT, status: { code: 7 } }],
  ['items[0].sku="A=1"', { ...INPUT, items: [{ sku: "A=1", amount: 2 }, { sku: "B" }] }],
  ['items[2]={"sku":"C"}', { ...INPUT, items: [{ sku: "A", amount: 2 }, { sku: "B" }, { sku: "C" }] }],
  ["items=[]", { ...INPUT, items: [] }],
])("%s changes one field and leaves the rest", (assignment, expected) => {
  expect(setFields(INPUT, [assignment])).toEqual(expected);
});

it("several fields are changed together, and the input itself is not", () => {
  const kept = structuredClone(INPUT);
  expect(setFields(INPUT, ["id=2", 'email="a"'])).toMatchObject({ id: 2, email: "a" });
  expect(INPUT).toEqual(kept);
});

it.each([
  ["email", "not of the form field=JSON"],
  ["email=a@b.c", `Text needs double quotes: 'email="text"'`],
  ["emial=1", "there is no field emial; there are: id, email, items, status"],
  ["items[3].sku=1", "the list has 2 elements, counted from 0"],
  ["email.name=1", "there is no record that could have the field name"],
  ["id[0]=1", "there is no list before [0]"],
  ["items[].sku=1", "is not a path"],
  [".id=1", "is not a path"],
])("%s is refused with the mend", (assignment, message) => {
  expect(() => setFields(INPUT, [assignment])).toThrow(CommandError);
  expect(() => setFields(INPUT, [assignment])).toThrow(message);
});

it("an editor changes the input", () => {
  expect(editInEditor(INPUT, `sed -i 's/"Q"/"P"/'`)).toEqual({ ...INPUT, status: { code: "P" } });
});

it.each([
  ["false", "did not end well"],
  ["sed -i 1d", "is not JSON"],
])("the editor %s leaves everything as it was", (editor, message) => {
  expect(() => editInEditor(INPUT, editor)).toThrow(message);
});

it("a file that is no JSON is named", () => {
  expect(() => parseFile("{", "input.json")).toThrow("input.json is not JSON");
});
