import fc from "fast-check";
import { expect, it } from "vitest";
import { expressionLexer, fileLexer } from "../src/parser/tokens.ts";

const LAST_UNIT = 0xffff;

it("every UTF-16 unit is part of some token, a blank, or told as an unknown character", () => {
  for (const lexer of [fileLexer, expressionLexer]) {
    const units = Array.from({ length: LAST_UNIT + 1 }, (_, unit) => String.fromCharCode(unit)).join(" ");
    expect(lexer.tokenize(units).errors).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => lexer.tokenize(text).errors.length === 0),
      { numRuns: 500, seed: 1 },
    );
  }
});

const kinds = (text: string): readonly string[] =>
  fileLexer.tokenize(text).tokens.map(({ tokenType }) => tokenType.name);

it("a regular expression does not go on over the end of its line, not even after a backslash", () => {
  for (const lineEnd of ["\n", "\r", "\r\n"]) {
    expect(kinds(`/a\\${lineEnd}b/`)).not.toContain("regular expression");
    expect(kinds(`/a${lineEnd}b/`)).not.toContain("regular expression");
  }
  expect(kinds("/a\\/b/")).toEqual(["regular expression"]);
});

it("a slash begins a regular expression where an operand is expected, and divides after one", () => {
  expect(kinds("/a/")).toEqual(["regular expression"]);
  expect(kinds("[a] / b / c")).not.toContain("regular expression");
  expect(kinds("a in /b/")).toContain("regular expression");
  expect(kinds("* / b / c")).not.toContain("regular expression");
});

it("only the first of many comments that are never closed is looked for to the end of the text", () => {
  const { groups } = fileLexer.tokenize("/* one */ a /* two\n/* three\nb");
  expect(groups.comments?.map(({ image }) => image)).toEqual(["/* one */"]);
  expect(groups.unclosedComments?.map(({ image }) => image)).toEqual(["/* two", "/* three"]);
});
