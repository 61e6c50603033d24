import { hasErrors } from "@xmap/diagnostics";
import { markedSource } from "@xmap/testing";
import { describe, expect, test } from "vitest";
import { languageDiagnostics } from "../src/diagnostics/language-diagnostics.ts";
import { EXPRESSION_CASES } from "./cases/expression-cases.ts";
import { TEST_CASES } from "./cases/test-cases.ts";
import { TWO_WAY_CASES } from "./cases/two-way-cases.ts";
import { checkMain } from "./project.ts";

/** Small variants; whole faulty files, one at least for every code, stand in `errors/`. */
const CASES = [...EXPRESSION_CASES, ...TEST_CASES, ...TWO_WAY_CASES];

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

test("every code has an explanation", () => {
  for (const definition of Object.values(languageDiagnostics.table))
    expect(definition.explanation.length).toBeGreaterThan(40);
});
