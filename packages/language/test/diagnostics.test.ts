import { hasErrors } from "@xmap/diagnostics";
import { markedSource } from "@xmap/testing";
import { describe, expect, test } from "vitest";
import { languageDiagnostics } from "../src/diagnostics/language-diagnostics.ts";
import { EXPRESSION_CASES } from "./cases/expression-cases.ts";
import { FLOW_CASES } from "./cases/flow-cases.ts";
import { NAME_CASES } from "./cases/name-cases.ts";
import { RULE_CASES } from "./cases/rule-cases.ts";
import { checkMain } from "./project.ts";

const CASES = [...NAME_CASES, ...EXPRESSION_CASES, ...RULE_CASES, ...FLOW_CASES];

describe("what is wrong is said at its place", () => {
  test.for(CASES)("$code: $message", ({ code, message, source, help, more }) => {
    const { text, spans } = markedSource(source);
    const { diagnostics, program } = checkMain(text, more);
    const severity = Object.entries(languageDiagnostics.table).find(([name]) => name === code)?.[1].severity;
    const relevant = diagnostics.filter((found) => found.severity === severity && !isSide(found.code, code));
    const shown = relevant.map((found) => ({ code: found.code, message: found.message, span: found.span }));
    expect(shown).toEqual(spans.map((span) => ({ code, message, span })));
    if (help !== undefined) expect(relevant.map((found) => found.help)).toEqual(spans.map(() => help));
    expect(program === undefined).toBe(hasErrors(diagnostics));
  });
});

/** The fixture's unused imports are no finding of another case. */
function isSide(found: string, wanted: string): boolean {
  return found === "unused-import" && wanted !== "unused-import";
}

/** Cases of files and circles stand in `project-files.test.ts`. */
const ELSEWHERE = new Set(["missing-file", "import-cycle"]);

test("every code has a case and an explanation", () => {
  const covered = new Set<string>(CASES.map((entry) => entry.code));
  const table = Object.entries(languageDiagnostics.table);
  expect(table.map(([code]) => code).filter((code) => !covered.has(code) && !ELSEWHERE.has(code))).toEqual([]);
  for (const [, definition] of table) expect(definition.explanation.length).toBeGreaterThan(40);
});
