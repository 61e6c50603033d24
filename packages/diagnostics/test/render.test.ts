import { type Diagnostic, renderJsonLine, renderPretty } from "@xmap/diagnostics";
import { describe, expect, it } from "vitest";
import { diagnosticAt, marked } from "./support.ts";

function pretty(text: string, more: Partial<Diagnostic> = {}): string[] {
  const { source, span } = marked(text);
  return renderPretty(diagnosticAt(span, more), () => source).split("\n");
}

describe("pretty rendering", () => {
  it("puts carets under the range", () => {
    expect(pretty("xmap 1\n  ~~~totl~~~ -> total\n")).toEqual([
      "a.xmap:2:3: error[unknown-field]: Unknown field.",
      "  |",
      "2 |   totl -> total",
      "  |   ^^^^",
    ]);
  });

  it.each([
    ["an empty range has one caret", "ab~~~~~~c", "  |   ^"],
    ["the end of the text", "ab~~~~~~", "  |   ^"],
    ["a tab is two columns", "\t~~~x~~~", "  |   ^"],
    ["wide letters take two columns", "日本~~~語~~~", "  |     ^^"],
    ["combining marks take none", "e\u0301~~~x~~~", "  |  ^"],
    ["CRLF does not count", "~~~ab\r\n~~~cd", "  | ^^"],
  ])("%s", (_name, text, carets) => {
    expect(pretty(text)[3]).toBe(carets);
  });

  it("marks what would colour a terminal", () => {
    expect(pretty("a~~~\u001b[31m~~~")[2]).toBe("1 | a\u2400[31m");
  });

  it("marks only the first line of a range over several", () => {
    const lines = pretty("a ~~~{\n  b\n}~~~\n");
    expect(lines.slice(1)).toEqual(["  |", "1 | a {", "  |   ^"]);
  });

  it("keeps the gutter as wide as the line number", () => {
    const lines = pretty(`${"\n".repeat(99)}~~~x~~~`);
    expect(lines.slice(1)).toEqual(["    |", "100 | x", "    | ^"]);
  });

  it("adds related places and help", () => {
    const lines = pretty("a\n~~~b~~~", {
      related: [{ file: "a.xmap", span: { start: 0, end: 1 }, message: "first declared here" }],
      help: "did you mean `a`?",
    });
    expect(lines.slice(4)).toEqual([
      "  a.xmap:1:1: first declared here",
      "  |",
      "1 | a",
      "  | ^",
      "  help: did you mean `a`?",
    ]);
  });

  it("does without the text of a file that is not there", () => {
    const text = renderPretty(diagnosticAt({ start: 0, end: 1 }), () => undefined);
    expect(text).toBe("a.xmap: error[unknown-field]: Unknown field.");
  });
});

describe("JSON rendering", () => {
  it("is one line with offsets and positions", () => {
    const { source, span } = marked("a\n  ~~~b~~~");
    const line = renderJsonLine(diagnosticAt(span, { message: "two\nlines" }), source);
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toEqual({
      format: 1,
      code: "unknown-field",
      severity: "error",
      message: "two\nlines",
      file: "a.xmap",
      span: { start: 4, end: 5 },
      related: [],
      fixes: [],
      start: { line: 2, column: 3 },
      end: { line: 2, column: 4 },
    });
  });
});
