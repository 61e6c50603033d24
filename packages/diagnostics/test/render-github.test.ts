import { createSourceText, type Diagnostic, renderGithub } from "@xmap/diagnostics";
import { expect, test } from "vitest";
import { diagnosticAt, marked } from "./support.ts";

function command(text: string, more: Partial<Diagnostic> = {}): string {
  const { source, span } = marked(text);
  return renderGithub(diagnosticAt(span, more), (file) => (file === "gone.xmap" ? undefined : source));
}

const FIRST_LETTER = "line=1,col=1,endLine=1,endColumn=2";

test.for<readonly [string, string, Partial<Diagnostic>, string]>([
  [
    "lines and columns count from 1",
    "x\n  ~~~totl~~~ -> total",
    {},
    "::error file=a.xmap,line=2,col=3,endLine=2,endColumn=7,title=unknown-field::Unknown field.",
  ],
  [
    "columns are UTF-16 units",
    "😀~~~x~~~",
    {},
    "::error file=a.xmap,line=1,col=3,endLine=1,endColumn=4,title=unknown-field::Unknown field.",
  ],
  [
    "a range over several lines has no columns",
    "a ~~~{\r\n b\r\n}~~~",
    {},
    "::error file=a.xmap,line=1,endLine=3,title=unknown-field::Unknown field.",
  ],
  [
    "a warning is a warning",
    "~~~x~~~",
    { severity: "warning" },
    `::warning file=a.xmap,${FIRST_LETTER},title=unknown-field::Unknown field.`,
  ],
  [
    "information is a notice",
    "~~~x~~~",
    { severity: "information" },
    `::notice file=a.xmap,${FIRST_LETTER},title=unknown-field::Unknown field.`,
  ],
  [
    "a message keeps to one line and cannot begin another command",
    "~~~x~~~",
    { message: "100%\r\n::set-output a,b:c" },
    `::error file=a.xmap,${FIRST_LETTER},title=unknown-field::100%25%0D%0A::set-output a,b:c`,
  ],
  [
    "a path with commas and colons stays one property",
    "~~~x~~~",
    { file: "a,b:c%.xmap" },
    `::error file=a%2Cb%3Ac%25.xmap,${FIRST_LETTER},title=unknown-field::Unknown field.`,
  ],
  [
    "help and related places follow the message",
    "~~~x~~~",
    {
      help: "did you mean `y`?",
      related: [{ file: "a.xmap", span: { start: 0, end: 1 }, message: "first declared here" }],
    },
    `::error file=a.xmap,${FIRST_LETTER},title=unknown-field::Unknown field.%0Aa.xmap:1:1: first declared here%0Ahelp: did you mean \`y\`?`,
  ],
  [
    "a file without text has no place",
    "~~~x~~~",
    { file: "gone.xmap" },
    "::error file=gone.xmap,title=unknown-field::Unknown field.",
  ],
])("%s", ([, text, more, expected]) => {
  expect(command(text, more)).toBe(expected);
});

test("an empty range has a place", () => {
  const source = createSourceText("a.xmap", "ab");
  expect(renderGithub(diagnosticAt({ start: 2, end: 2 }), () => source)).toContain("col=3,endLine=1,endColumn=3");
});
