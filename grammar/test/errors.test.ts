import { parseExpression, parseFile } from "@xmap/grammar";
import { describe, expect, it } from "vitest";
import { grammarDiagnostics } from "../src/diagnostics.ts";
import { readMarks } from "./support/marked-text.ts";

interface Mistake {
  /** `«` and `»` stand around the place. */
  readonly text: string;
  readonly code: string;
  readonly message: RegExp;
  readonly help?: string;
}

function inBinding(rule: string): string {
  return `xmap 1\nbinding B: A -> C {\n  ${rule}\n}\n`;
}
function inFlow(step: string): string {
  return `xmap 1\nflow F for a: A {\n  on change by webhook\n  ${step}\n}\n`;
}

const mistakes: readonly Mistake[] = [
  { text: "«»entity A = s.a\n", code: "missing-version", message: /first line must say.*xmap 1/ },
  { text: "xmap «2»\n", code: "unknown-version", message: /version 2 is not known/ },
  { text: "xmap 1\nentity A = s.a\n«xmap» 1\n", code: "late-version", message: /stands once/ },
  { text: 'xmap 1\nentity A = s.a\n«import» { A } from "./a.xmap"\n', code: "late-import", message: /before the decl/ },
  {
    text: "xmap 1\n«bindng» Foo: A -> B {\n}\n",
    code: "unknown-declaration",
    message: /`bindng` does not begin a declaration/,
    help: "did you mean `binding`?",
  },
  {
    text: "xmap 1\n«nonsense» here\n",
    code: "unknown-declaration",
    message: /`nonsense` does not begin/,
  },
  {
    text: inBinding("street «-»"),
    code: "syntax-error",
    message: /Expected an expression, but found the end of the line/,
  },
  { text: inBinding("street -> city «zip»"), code: "syntax-error", message: /Expected the end of the line.*`zip`/ },
  { text: inBinding("street -> «via» X"), code: "reserved-word", message: /`via` is a word of the language here/ },
  {
    text: inBinding("street -> city «wen» a = b"),
    code: "syntax-error",
    message: /found `wen`/,
    help: "did you mean `when`?",
  },
  {
    text: inBinding('requre «a» = b else hold "x"'),
    code: "syntax-error",
    message: /Expected an arrow/,
    help: "did you mean `require`?",
  },
  { text: inBinding("a =«=» b -> c"), code: "syntax-error", message: /found `=`/, help: "did you mean `=`?" },
  { text: inBinding("a -> b key «key»"), code: "duplicate-modifier", message: /`key` is written twice/ },
  {
    text: 'xmap 1\ntest "t" of B {\n  given "a.json"\n  «given» "b.json"\n}\n',
    code: "duplicate-modifier",
    message: /`given` is written twice/,
  },
  {
    text: 'xmap 1\ntest "t" of B {\n  expect skip\n  «expect» warn\n}\n',
    code: "duplicate-modifier",
    message: /`expect` is written twice/,
  },
  { text: inBinding("a -> b via X «via» Y"), code: "duplicate-modifier", message: /`via` is written twice/ },
  { text: inBinding("«(»a -> b"), code: "unclosed-bracket", message: /`\(` is never closed/ },
  { text: inBinding("a«)» -> b"), code: "stray-bracket", message: /`\)` closes nothing/ },
  { text: inBinding('a -> b via L else hold «"no»'), code: "unclosed-string", message: /a quote is missing/ },
  { text: inBinding("«`a -> b»"), code: "unclosed-string", message: /a backtick is missing/ },
  { text: inBinding("a -> b «/* remark»"), code: "unclosed-string", message: /comment is never closed/ },
  { text: inBinding("a «\0» b -> c"), code: "unknown-character", message: /`U\+0000` has no meaning/ },
  { text: inBinding("a «!» b -> c"), code: "unknown-character", message: /`!` has no meaning/ },
  { text: inBinding('"x«\\q»" -> b'), code: "bad-escape", message: /`\\q` is no escape/ },
  { text: inBinding("«1e999» -> b"), code: "bad-number", message: /too large/ },
  { text: inBinding("a.«true» -> b"), code: "bad-step", message: /cannot be a step/ },
  { text: inBinding("«a[0]» <- b"), code: "bad-target", message: /field that is written/ },
  { text: inBinding("a -> «$x».b"), code: "bad-path", message: /not with `\$x`/ },
  { text: inBinding("(«a» := 1) -> b"), code: "bad-assignment", message: /Only a variable/ },

  { text: inBinding("$match(a, «/+/») -> b"), code: "bad-regular-expression", message: /`\+` cannot be read/ },
  { text: inBinding("(a[0]«@$x») -> b"), code: "bad-focus", message: /right after a step/ },
  { text: inBinding("(a{b: c}«{d: e}») -> b"), code: "bad-grouping", message: /grouped again/ },
  { text: inFlow("require a «»"), code: "syntax-error", message: /Expected `else`/ },
  { text: inFlow("«require -> a else skip»"), code: "guard-direction", message: /has no arrow/ },
  { text: inFlow("x = 1\n  «on change by webhook»"), code: "late-trigger", message: /before the steps/ },
  { text: inFlow('hold "is {a.b} not {c «d»}"'), code: "syntax-error", message: /end of the expression.*`d`/ },
  { text: inFlow('hold "is «{»a"'), code: "unclosed-bracket", message: /`\{` is never closed/ },
  { text: "xmap 1\npolicy p {\n  timeout «30»\n}\n", code: "bad-duration", message: /`30` is no duration/ },
  { text: "xmap 1\npolicy p {\n  timeout «5min»\n}\n", code: "bad-duration", message: /`5min` is no duration/ },
  { text: "xmap 1\npolicy p {\n  timeout «soon»\n}\n", code: "syntax-error", message: /a duration such as `30s`/ },
  { text: 'xmap 1\nsystem s = x { url: «envv»("A") }\n', code: "syntax-error", message: /`env\(…\)` or `secret\(…\)`/ },
];

describe("a mistake is told where it is, in words", () => {
  it.each(mistakes)("$text", ({ text: marked, code, message, help }) => {
    const { text, spans } = readMarks(marked);
    const { diagnostics } = parseFile("a.xmap", text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    const [diagnostic] = diagnostics;
    expect(diagnostic?.message).toMatch(message);
    const [expected] = spans;
    if (expected !== undefined && expected.end > expected.start) expect(diagnostic?.span).toEqual(expected);
    if (help !== undefined) expect(diagnostic?.help).toBe(help);
    expect(diagnostic?.file).toBe("a.xmap");
  });
});

describe("mends", () => {
  it.each([
    ["xmap 1\nbindng Foo: A -> B {\n}\n", "xmap 1\nbinding Foo: A -> B {\n}\n"],
    ["entity A = s.a\n", "xmap 1\nentity A = s.a\n"],
    [inBinding("a -> b wen c"), inBinding("a -> b when c")],
  ])("of %j", (wrong, right) => {
    const edit = parseFile("a.xmap", wrong).diagnostics[0]?.fixes[0]?.edits[0];
    expect(edit).toBeDefined();
    const { start, end } = edit?.span ?? { start: 0, end: 0 };
    const mended = wrong.slice(0, start) + (edit?.newText ?? "") + wrong.slice(end);
    expect(mended).toBe(right);
    expect(parseFile("a.xmap", mended).diagnostics).toEqual([]);
  });
});

describe("a bare expression", () => {
  it.each([
    ["a «b»", "syntax-error"],
    ["a + (b", "syntax-error"],
    ['"op«»en', "unclosed-string"],
    ["a «&»& b", "syntax-error"],
  ])("%s", (marked, code) => {
    const { text } = readMarks(marked);
    const { diagnostics } = parseExpression("a.xmap", text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0]?.message).not.toMatch(/Token|EOF|Identifier|Keyword/);
  });

  it("names what other languages would write", () => {
    expect(parseExpression("a.xmap", "a && b").diagnostics[0]?.help).toBe("did you mean `and`?");
    expect(parseExpression("a.xmap", "a || b").diagnostics[0]?.help).toBe("did you mean `or`?");
  });
});

describe("the registry", () => {
  it.each(Object.entries(grammarDiagnostics.table))("explains %s in sentences", (code, { explanation, messages }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(explanation).toMatch(/^[A-Z].{30,}\.$/s);
    expect(Object.keys(messages)).toContain("default");
  });

  it("has a test for each code that a text can bring about", () => {
    const tested = new Set([...mistakes.map(({ code }) => code), "too-deep"]);
    expect(Object.keys(grammarDiagnostics.table).filter((code) => !tested.has(code))).toEqual([]);
  });
});
