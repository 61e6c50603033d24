import { coverSpans, createSourceText, lineText, positionAt } from "@xmap/diagnostics";
import { describe, expect, it } from "vitest";

describe("positions", () => {
  const cases: { name: string; text: string; offset: number; line: number; column: number }[] = [
    { name: "start of the text", text: "ab\ncd", offset: 0, line: 1, column: 1 },
    { name: "a line end belongs to its line", text: "ab\ncd", offset: 2, line: 1, column: 3 },
    { name: "first letter after a line feed", text: "ab\ncd", offset: 3, line: 2, column: 1 },
    { name: "CRLF is one line end", text: "ab\r\ncd", offset: 4, line: 2, column: 1 },
    { name: "between CR and LF is still the first line", text: "ab\r\ncd", offset: 3, line: 1, column: 4 },
    { name: "a lone CR ends a line", text: "ab\rcd", offset: 3, line: 2, column: 1 },
    { name: "end of the text", text: "ab\ncd", offset: 5, line: 2, column: 3 },
    { name: "after a last line end", text: "ab\n", offset: 3, line: 2, column: 1 },
    { name: "columns count UTF-16 units", text: "😀x", offset: 2, line: 1, column: 3 },
    { name: "an empty text", text: "", offset: 0, line: 1, column: 1 },
    { name: "offsets behind the text are clamped", text: "ab", offset: 99, line: 1, column: 3 },
    { name: "offsets before the text are clamped", text: "ab", offset: -1, line: 1, column: 1 },
  ];
  it.each(cases)("$name", ({ text, offset, line, column }) => {
    expect(positionAt(createSourceText("a.xmap", text), offset)).toEqual({ line, column });
  });

  it("finds each line of a long text", () => {
    const source = createSourceText("a.xmap", Array.from({ length: 1000 }, (_, index) => `line ${index}`).join("\r\n"));
    for (const line of [1, 2, 499, 500, 999, 1000]) {
      const start = source.lineStarts[line - 1] ?? -1;
      expect(positionAt(source, start)).toEqual({ line, column: 1 });
      expect(lineText(source, line)).toBe(`line ${line - 1}`);
    }
  });
});

describe("line text", () => {
  it.each([
    ["a\nb", 1, "a"],
    ["a\r\nb", 1, "a"],
    ["a\nb", 2, "b"],
    ["a\n", 2, ""],
    ["a", 7, ""],
  ])("of %j, line %i", (text, line, expected) => {
    expect(lineText(createSourceText("a.xmap", text), line)).toBe(expected);
  });
});

describe("covering spans", () => {
  it.each([
    [
      { start: 1, end: 3 },
      { start: 5, end: 8 },
      { start: 1, end: 8 },
    ],
    [
      { start: 5, end: 8 },
      { start: 1, end: 3 },
      { start: 1, end: 8 },
    ],
    [
      { start: 1, end: 9 },
      { start: 2, end: 3 },
      { start: 1, end: 9 },
    ],
  ])("%j and %j", (first, second, expected) => {
    expect(coverSpans(first, second)).toEqual(expected);
  });
});
