import { strFromU8, strToU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { zipOf } from "../src/project/download.ts";
import { readSavedWork, restoreWork, saveWork, workOfExample } from "../src/project/saved-work.ts";
import { fragmentOf, workOfFragment } from "../src/project/share-link.ts";
import type { Work } from "../src/project/work.ts";
import { EXAMPLES, FIRST_STEPS } from "./support.ts";

const FRESH = workOfExample(FIRST_STEPS);
const CHANGED: Work = {
  ...FRESH,
  files: new Map([...FRESH.files].filter(([path]) => path !== "schemas/crm/countries.json")).set(
    "new.xmap",
    "xmap 1\n🧭",
  ),
  open: ["contacts.xmap", "new.xmap"],
  active: "new.xmap",
  samples: { "shop/customers": "{}" },
  answers: { 'CountryId ["GB"]': { kind: "found", value: 44 }, other: { kind: "none" } },
  expected: { "contacts.xmap#Contact": "{ }" },
};

test.each([
  ["an example as it is", FRESH],
  ["a changed one", CHANGED],
])("%s comes back out of its link", (_, work) => {
  const saved = workOfFragment(fragmentOf(saveWork(work, FIRST_STEPS)));
  expect(saved).toBeDefined();
  expect(saved && restoreWork(saved, FIRST_STEPS)).toEqual(work);
});

test.each(EXAMPLES)("a link of $id holds what was changed alone", (example) => {
  const work = workOfExample(example);
  const files = new Map(work.files).set(example.main, `${work.files.get(example.main)}\n// a remark`);
  expect(fragmentOf(saveWork({ ...work, files }, example)).length).toBeLessThan(6000);
});

test.each([
  ["nothing", "#work="],
  ["no deflated text", "#work=AAAA"],
  ["letters of another alphabet", "#work=ü🧭"],
  ["something else", "#other=1"],
  ["no fragment", ""],
])("a link with %s holds no work", (_, fragment) => {
  expect(workOfFragment(fragment)).toBeUndefined();
});

test("a link that would fill the memory holds no work", () => {
  const bomb = fragmentOf({ ...saveWork(FRESH, FIRST_STEPS), changed: { "a.xmap": " ".repeat(20_000_000) } });
  expect(bomb.length).toBeLessThan(100_000);
  expect(workOfFragment(bomb)).toBeUndefined();
});

const SAVED = saveWork(CHANGED, FIRST_STEPS);

test.each([
  ["null", null],
  ["a list", []],
  ["another version", { ...SAVED, version: 2 }],
  ["a file that is no text", { ...SAVED, changed: { a: 1 } }],
  ["an answer of no kind", { ...SAVED, answers: { a: { kind: "perhaps" } } }],
  ["an answer without a value", { ...SAVED, answers: { a: { kind: "found" } } }],
  ["a binding without a file", { ...SAVED, binding: { name: "A", isBack: false } }],
  ["a binding without a direction", { ...SAVED, binding: { name: "A", file: "a.xmap" } }],
  ["tabs that are no list", { ...SAVED, open: "a.xmap" }],
])("%s is no saved work", (_, value) => {
  expect(readSavedWork(value)).toBeUndefined();
});

test("tabs of files that are gone are left out", () => {
  const restored = restoreWork({ ...SAVED, open: ["gone.xmap"], active: "gone.xmap" }, FIRST_STEPS);
  expect(restored.open).toEqual(["contacts.xmap"]);
  expect(restored.active).toBe("contacts.xmap");
});

test("the archive holds every file, a configuration and the samples, and is the same each time", () => {
  const work = { ...CHANGED, files: new Map([...CHANGED.files].filter(([path]) => path !== "xmap.json")) };
  const archive = zipOf(work);
  const files = unzipSync(archive);
  expect(strFromU8(files["new.xmap"] ?? strToU8(""))).toBe("xmap 1\n🧭");
  expect(JSON.parse(strFromU8(files["xmap.json"] ?? strToU8("")))).toEqual({ language: 1, installation: "my-shop" });
  expect(Object.keys(files)).toEqual(expect.arrayContaining(["README.md", "samples/shop/customers.json"]));
  expect(zipOf(work)).toEqual(archive);
});
