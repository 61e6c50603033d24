import { expect, test } from "vitest";
import { LanguageWorkspace, type RuleCoverage } from "../../src/service/index.ts";
import { binding } from "../snippets.ts";
import { memoryHost } from "./workspace.ts";

const TEXT = binding("note -> note\ngift -> done").replace("note -> note", "currency -> note");
const LINES = TEXT.split("\n");
const lineOf = (part: string): number => LINES.findIndex((line) => line.includes(part)) + 1;

/** What the lenses say beside how often names are used and how many rules there are, with the line they stand above. */
function said(coverage: RuleCoverage | undefined): readonly string[] {
  const workspace = new LanguageWorkspace({ ...memoryHost({ "main.xmap": TEXT }), coverage: () => coverage });
  return workspace
    .codeLenses("main.xmap")
    .filter(({ title }) => /test/.test(title))
    .map(({ span, title }) => `${LINES[TEXT.slice(0, span.start).split("\n").length - 1]?.trim()}: ${title}`);
}

const counts = (...entries: readonly (readonly [string, number])[]): ReadonlyMap<number, number> =>
  new Map(entries.map(([part, tests]) => [lineOf(part), tests]));

test("a binding says by how many tests it is covered", () => {
  const testsByLine = counts(["number -> reference", 3], ["partner_id", 3], ["currency", 1], ["gift", 2]);
  expect(said({ testsByLine, isStale: false })).toEqual(["binding ToSale: Order -> Sale {: covered by 3 tests"]);
});

test("a rule says that no test goes through it", () => {
  const testsByLine = counts(["number -> reference", 1], ["currency", 0], ["gift", 1]);
  expect(said({ testsByLine, isStale: false })).toEqual([
    "binding ToSale: Order -> Sale {: covered by one test, one line by none",
    "currency -> note: no test goes through",
  ]);
});

test("a binding that no test goes through says so once", () => {
  const testsByLine = counts(["email -> email", 0], ['"n" -> name', 0]);
  expect(said({ testsByLine, isStale: false })).toEqual(["binding Buyer: Order -> Partner {: no test goes through"]);
});

test("what tests covered before the last change is not told line by line", () => {
  const testsByLine = counts(["number -> reference", 1], ["currency", 0]);
  expect(said({ testsByLine, isStale: true })).toEqual([
    "binding ToSale: Order -> Sale {: the tests ran before the last change",
  ]);
});

test("nothing is said where no run was recorded", () => {
  expect(said(undefined)).toEqual([]);
});
