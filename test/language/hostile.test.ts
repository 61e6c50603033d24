import { createSourceText, type Diagnostic, positionAt } from "@xmap/diagnostics";
import { parseExpression, parseFile } from "@xmap/grammar";
import { formatSource } from "@xmap/language";
import { expect, it } from "vitest";
import { judgeExpression, judgeFile } from "./harness/laws.ts";

/** Finding with line and column from 1, columns in UTF-16 units, as people see it. */
function shown({ code, span }: Diagnostic, text: string): string {
  const { line, column } = positionAt(createSourceText("a.xmap", text), span.start);
  return `${code} ${line}:${column}`;
}

function findingsOf(text: string): readonly string[] {
  return parseFile("a.xmap", text).diagnostics.map((diagnostic) => shown(diagnostic, text));
}

const MANY = 10_000;
const inBinding = (rule: string) => `xmap 1\nbinding B: A -> C {\n  ${rule}\n}\n`;
const inFlow = (step: string) => `xmap 1\nflow F for a: A {\n  on change by webhook\n  ${step}\n}\n`;
const nested = (open: string, close: string) => open.repeat(MANY) + close.repeat(MANY);

interface Hostile {
  readonly what: string;
  readonly text: string;
  /** Code, line and column of each finding. */
  readonly findings: readonly string[];
}

const REFUSED: readonly Hostile[] = [
  { what: "an empty file", text: "", findings: ["missing-version 1:1"] },
  { what: "a file of blanks", text: " \t\n", findings: ["missing-version 1:1"] },
  { what: "a file that is only a byte order mark", text: "\ufeff", findings: ["missing-version 1:1"] },
  { what: "10,000 nested parentheses", text: inBinding(`${nested("(", ")")} -> a`), findings: ["too-deep 3:103"] },
  { what: "10,000 nested brackets", text: inBinding(`${nested("[", "]")} -> a`), findings: ["too-deep 3:103"] },
  {
    what: "10,000 nested filters",
    text: inBinding(`a${"[b".repeat(MANY)}${"]".repeat(MANY)} -> a`),
    findings: ["too-deep 3:204"],
  },
  {
    what: "10,000 nested braces",
    text: inBinding(`(${'{"a":'.repeat(MANY)}1${"}".repeat(MANY)}) -> a`),
    findings: ["too-deep 3:499"],
  },
  {
    what: "10,000 nested blocks of rules",
    text: inBinding(`${"a -> b {\n".repeat(MANY)}${"}\n".repeat(MANY)}`),
    findings: ["too-deep 52:8"],
  },
  {
    what: "10,000 nested blocks of steps",
    text: inFlow(`${"when a {\n".repeat(MANY)}skip\n${"}\n".repeat(MANY)}`),
    findings: ["too-deep 53:8"],
  },
  {
    what: "10,000 nested blocks of steps in one line",
    text: inFlow(nested("each a in b {", "}")),
    findings: ["too-deep 4:652"],
  },
  {
    what: "10,000 nested parentheses in a template",
    text: inFlow(`hold "{${nested("(", ")")}}"`),
    findings: ["too-deep 4:110"],
  },
  {
    what: "a comment in a template that is never closed",
    text: inFlow('hold "a {b /* c}"'),
    findings: ["unclosed-string 4:14"],
  },
  { what: "a NUL in a template", text: inFlow('hold "a {b \0 c}"'), findings: ["unknown-character 4:14"] },
  {
    what: "a mistake in a template after a character of two UTF-16 units",
    text: inFlow('hold "😀 {b &}"'),
    findings: ["syntax-error 4:15"],
  },
  {
    what: "a direction mark before the version",
    text: "\u202exmap 1\n",
    findings: ["unknown-declaration 1:1"],
  },
  { what: "10,000 minus signs", text: inBinding(`${"-".repeat(MANY)}a -> a`), findings: ["too-deep 3:103"] },
  {
    what: "a quote that is open for 10,000 quotes",
    text: inBinding(`${'"'.repeat(MANY + 1)} -> a`),
    findings: ["unclosed-string 3:10003"],
  },
  { what: "a NUL between words", text: inBinding("a \0 b -> c"), findings: ["unknown-character 3:5"] },
  {
    what: "a word after a lone surrogate, which is a name",
    text: inBinding("a -> \ud800 b"),
    findings: ["syntax-error 3:10"],
  },
  {
    what: "a mistake after a character of two UTF-16 units",
    text: inBinding('"😀" & -> a'),
    findings: ["syntax-error 3:10"],
  },
  { what: "a mistake after a tab", text: inBinding("\ta & -> b"), findings: ["syntax-error 3:8"] },
  { what: "a mistake after right-to-left text", text: inBinding('"שלום" & -> a'), findings: ["syntax-error 3:12"] },
  {
    what: "a direction mark, which is a name, after a word",
    text: inBinding("a \u202e& -> b"),
    findings: ["syntax-error 3:5"],
  },
  {
    what: "a mistake in a file with CRLF",
    text: inBinding("a & -> b").replaceAll("\n", "\r\n"),
    findings: ["syntax-error 3:7"],
  },
  {
    what: "a mistake in a file with lone CRs",
    text: inBinding("a & -> b").replaceAll("\n", "\r"),
    findings: ["syntax-error 3:7"],
  },
  {
    what: "a mistake in the first line after a byte order mark",
    text: "\ufeffxmap 2\n",
    findings: ["unknown-version 1:7"],
  },
];

it.each(REFUSED)("$what is refused at its place", ({ text, findings }) => {
  expect(findingsOf(text)).toEqual(findings);
  expect(judgeFile("xcart-odoo", text)).toBe("refused");
});

const LONG = 300_000;
const ACCEPTED = [
  { what: "a byte order mark", text: `\ufeff${inBinding("a -> b")}` },
  { what: "CRLF", text: inBinding("a -> b").replaceAll("\n", "\r\n") },
  { what: "lone CRs", text: inBinding("a -> b").replaceAll("\n", "\r") },
  { what: "mixed line ends and no last one", text: "xmap 1\r\nbinding B: A -> C {\r  a -> b\n}" },
  { what: "tabs", text: inBinding("\ta\t->\tb\t") },
  { what: "a lone CR in a documentation", text: "xmap 1\n/** One\r two. */\nsystem a = b {}\n" },
  { what: "NUL in a text", text: inBinding('"\0" -> b') },
  { what: "lone surrogates in a text and a comment", text: inBinding('"\ud800x\udc00" -> b // \udfff') },
  { what: "right-to-left text and marks in a text", text: inBinding('"שלום \u202e\u2066 עולם" -> b') },
  { what: "right-to-left names", text: inBinding("שם -> كود") },
  { what: "line separators in a text and a comment", text: inBinding('"\u2028\u2029\u0085" -> b // \u2028x') },
  { what: "10,000 brackets in a text", text: inBinding(`"${"([".repeat(MANY)}" -> b`) },
  { what: "a text of 300 kB in one line", text: inBinding(`"${"x".repeat(LONG)}" -> b`) },
  { what: "a comment of 300 kB in one line", text: inBinding(`a -> b // ${"x ".repeat(LONG / 2)}`) },
  { what: "a name of 300 kB", text: inBinding(`${"x".repeat(LONG)} -> b`) },
  { what: "a list of 300 kB in one line", text: inBinding(`[${"1, ".repeat(LONG / 3)}2] -> b`) },
  { what: "300 kB of blanks in one line", text: inBinding(`a ${" ".repeat(LONG)}-> b`) },
  { what: "300 kB of empty lines", text: inBinding(`a -> b${"\n".repeat(LONG)}`) },
] as const;

it.each(ACCEPTED)("$what: accepted, and formatted to the same tree", { timeout: 180_000 }, ({ text }) => {
  expect(findingsOf(text)).toEqual([]);
  expect(judgeFile("xcart-odoo", text)).toBe("accepted");
});

it.each([
  ["unknown-character", `xmap 1\n${"\0 ".repeat(MANY)}`],
  ["stray-bracket", `xmap 1\n${"}\n".repeat(MANY)}`],
  ["unclosed-string", inBinding('" -> a\n'.repeat(MANY))],
  ["syntax-error", inBinding("a & -> a\n".repeat(MANY))],
])("a file with 10,000 mistakes of the kind %s is refused", { timeout: 180_000 }, (code, text) => {
  expect(parseFile("a.xmap", text).diagnostics[0]?.code).toBe(code);
  expect(judgeFile("xcart-odoo", text)).toBe("refused");
});

it("every line end becomes LF, and blanks become those of the canonical form", () => {
  const canonical = inBinding("a -> b");
  for (const text of ACCEPTED.slice(0, 5).map((hostile) => hostile.text)) {
    expect(formatSource("a.xmap", text)).toEqual({ text: canonical });
  }
});

it.each([
  ["parentheses", nested("(", ")")],
  ["brackets", nested("[", "]")],
  ["braces", `${'{"a":'.repeat(MANY)}1${"}".repeat(MANY)}`],
  ["functions", `${"function($a){".repeat(MANY)}1${"}".repeat(MANY)}`],
  ["calls", `${"$f(".repeat(MANY)}1${")".repeat(MANY)}`],
  ["conditions", `${"a ? ".repeat(MANY)}b`],
  ["alternatives", `${"a ? b : ".repeat(MANY)}c`],
  ["defaults", `${"a ?? ".repeat(MANY)}b`],
  ["assignments", `${"$a := ".repeat(MANY)}b`],
  ["sums", `${"a + ".repeat(MANY)}b`],
  ["transforms", `${"|a|{'b': ".repeat(MANY)}1${"}|".repeat(MANY)}`],
  ["open parentheses", "(".repeat(MANY)],
])("an expression of 10,000 %s is refused as too deep, once", (_what, text) => {
  const { diagnostics } = parseExpression("a.xmap", text);
  expect(diagnostics.map(({ code }) => code)).toEqual(["too-deep"]);
  expect(judgeExpression(text)).toBe("refused");
});

it.each([
  ["steps of a path", `a${".b".repeat(MANY)}`],
  ["filters one behind another", `a${"[b]".repeat(MANY)}`],
  ["texts side by side in a list", `[${"'(', ".repeat(MANY)}1]`],
])("an expression of 10,000 %s is read, or refused as too deep", (_what, text) => {
  const { diagnostics } = parseExpression("a.xmap", text);
  expect(diagnostics.map(({ code }) => code).filter((code) => code !== "too-deep")).toEqual([]);
  judgeExpression(text);
});

const FULL_LENGTH = 100_000;
/** A text of this length is allowed a second of the processor's time; a busy machine is forgiven this much. */
const SECONDS_ALLOWED = 1;
const FORGIVENESS = 3;

/** Each made a reader search, copy or compare the rest of the text again and again. */
const TIRESOME = [
  ["steps of a path", "a."],
  ["slashes that begin no regular expression", "(/"],
  ["escaped slashes", "(\\/"],
  ["comments that are never closed", "/*\n"],
  ["signatures that are none", ")<"],
  ["signatures without a body", ")<a>"],
  ["unknown characters, each on its line", "\0\n"],
  ["unknown characters side by side", "\0"],
  ["imports that are never closed", "import {\n"],
  ["documented declarations", "/** x */\nentity A = s.a\n"],
  ["quotes", "'\""],
  ["letters of one name", "x"],
  ["misspelt words", "bindng B: A -> B {\n"],
  ["open templates", 'skip "{a}{'],
] as const;

it.each(TIRESOME)(
  "100 kB of %s are read within a second, wherever they stand",
  { timeout: 180_000 },
  (_what, piece) => {
    const filling = piece.repeat(Math.ceil(FULL_LENGTH / piece.length)).slice(0, FULL_LENGTH);
    const texts = [filling, `xmap 1\n${filling}`, inBinding(filling), inFlow(filling)];
    const runs = [
      ...texts.map((text) => () => parseFile("a.xmap", text)),
      () => formatSource("a.xmap", inBinding(filling)),
      () => parseExpression("a.xmap", filling),
    ];
    for (const run of runs) {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000_000).toBeLessThan(SECONDS_ALLOWED * FORGIVENESS);
    }
  },
);
