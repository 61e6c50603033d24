import { parseFile } from "@xmap/grammar";
import { expect, it } from "vitest";

const REST = "system shop = demo {}\n";

interface FirstLine {
  readonly line: string;
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** The first line after the offered mend; undefined when only people can mend it. */
  readonly mended?: string;
}

const REFUSED: readonly FirstLine[] = [
  {
    line: "",
    code: "missing-version",
    message: "The first line must say the language version: xmap 1.",
    mended: "xmap 1\n",
  },
  {
    line: "xmap 2\n",
    code: "unknown-version",
    message: "Language version 2 is not known; this xmap reads version 1.",
    help: "write `xmap 1` if the file is meant for this version",
    mended: "xmap 1\n",
  },
  {
    line: "xmap 1.5\n",
    code: "unknown-version",
    message: "Language version 1.5 is not known; this xmap reads version 1.",
    mended: "xmap 1\n",
  },
  {
    line: "XMAP 1\n",
    code: "unknown-declaration",
    message: "`XMAP` does not begin a declaration.",
    help: "did you mean `xmap`?",
    mended: "xmap 1\n",
  },
  {
    line: "xmpa 1\n",
    code: "unknown-declaration",
    message: "`xmpa` does not begin a declaration.",
    mended: "xmap 1\n",
  },
  {
    line: "xmap\n",
    code: "syntax-error",
    message: "Expected the version `1`, but found the end of the line.",
  },
  { line: 'xmap "1"\n', code: "syntax-error", message: 'Expected the version `1`, but found `"1"`.' },
  { line: "xmap v1\n", code: "syntax-error", message: "Expected the version `1`, but found `v1`." },
  { line: "xmap 1 2\n", code: "syntax-error", message: "Expected the end of the line, but found `2`." },
];

it.each(REFUSED)("a file that begins with $line is told its mend, and its declarations are read", (first) => {
  const text = first.line + REST;
  const { file, diagnostics } = parseFile("a.xmap", text);
  expect(diagnostics.map(({ code }) => code)).toEqual([first.code]);
  const [finding] = diagnostics;
  expect(finding?.message).toBe(first.message);
  if (first.help !== undefined) expect(finding?.help).toBe(first.help);
  expect(file.declarations).toHaveLength(1);
  const edit = finding?.fixes[0]?.edits[0];
  expect(edit === undefined).toBe(first.mended === undefined);
  if (edit === undefined || first.mended === undefined) return;
  const mended = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
  expect(mended).toBe(first.mended + REST);
  expect(parseFile("a.xmap", mended).diagnostics).toEqual([]);
});

it.each(["xmap 1\n", "\ufeffxmap 1\r\n", "// remark\n\nxmap 1 // another\n", "/* remark */ xmap 1\n"])(
  "%j is a first line",
  (line) => {
    const { file, diagnostics } = parseFile("a.xmap", line + REST);
    expect(diagnostics).toEqual([]);
    expect(file.version?.value).toBe(1);
  },
);
