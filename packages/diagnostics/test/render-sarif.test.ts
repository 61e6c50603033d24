import { type Diagnostic, renderSarif } from "@xmap/diagnostics";
import { expect, test } from "vitest";
import { CODES, diagnosticAt, marked } from "./support.ts";

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly columnKind: string;
    readonly results: readonly Record<string, unknown>[];
  }[];
}

function logOf(text: string, ...more: readonly Partial<Diagnostic>[]): Log {
  const { source, span } = marked(text);
  const diagnostics = more.map((part) => diagnosticAt(span, part));
  const sourceOf = (file: string) => (file === "gone.xmap" ? undefined : source);
  return JSON.parse(renderSarif(diagnostics, { definitions: CODES, sourceOf })) as Log;
}

function resultOf(text: string, more: Partial<Diagnostic> = {}): Record<string, unknown> | undefined {
  return logOf(text, more).runs[0]?.results[0];
}

test("a log without findings is complete: version, tool, rules and an empty list", () => {
  const log = logOf("");
  expect(log.version).toBe("2.1.0");
  expect(log.$schema).toContain("sarif-schema-2.1.0.json");
  expect(log.runs).toHaveLength(1);
  expect(log.runs[0]).toMatchObject({ columnKind: "utf16CodeUnits", results: [], tool: { driver: { name: "xmap" } } });
});

test("every code is a rule with its usual wording, explanation and level", () => {
  expect(logOf("").runs[0]?.tool.driver.rules).toEqual([
    {
      id: "unknown-field",
      shortDescription: { text: "`{record}` has no `{name}`." },
      fullDescription: { text: "A field must be in the schema." },
      help: { text: "A field must be in the schema.", markdown: "A field must be in the schema." },
      defaultConfiguration: { level: "error" },
    },
    {
      id: "unused-name",
      shortDescription: { text: "{name} is imported and not used." },
      fullDescription: { text: "Delete it." },
      help: { text: "Delete it.", markdown: "Delete it." },
      defaultConfiguration: { level: "warning" },
    },
  ]);
});

test("a finding names its rule by id and index", () => {
  expect(resultOf("~~~x~~~", { code: "unused-name", severity: "warning" })).toEqual({
    ruleId: "unused-name",
    ruleIndex: 1,
    level: "warning",
    message: { text: "Unknown field." },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "a.xmap" },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
        },
      },
    ],
  });
});

test("a code without a rule has no index", () => {
  expect(resultOf("x", { code: "from-elsewhere" })).not.toHaveProperty("ruleIndex");
});

test.for<readonly [string, string, readonly [number, number, number, number]]>([
  ["columns count from 1", "a\n  ~~~b~~~", [2, 3, 2, 4]],
  ["columns are UTF-16 units", "😀~~~é😀~~~", [1, 3, 1, 6]],
  ["a range may span lines that end in CRLF", "a ~~~{\r\n b\r\n}~~~", [1, 3, 3, 2]],
  ["an empty range ends where it starts", "ab~~~~~~", [1, 3, 1, 3]],
])("%s", ([, text, [startLine, startColumn, endLine, endColumn]]) => {
  expect(resultOf(text)).toMatchObject({
    locations: [{ physicalLocation: { region: { startLine, startColumn, endLine, endColumn } } }],
  });
});

test.for([
  ["mappings/a b.xmap", "mappings/a%20b.xmap"],
  ["../Bücher/50%.xmap", "../B%C3%BCcher/50%25.xmap"],
  ["c:d.xmap", "c%3Ad.xmap"],
])("the path %s is the relative URI %s", ([file, uri]) => {
  expect(resultOf("x", { file: file ?? "" })).toMatchObject({
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  });
});

test("information is a note, help belongs to the message", () => {
  expect(resultOf("x", { severity: "information", help: "write `y`" })).toMatchObject({
    level: "note",
    message: { text: "Unknown field.\nhelp: write `y`" },
  });
});

test("a file without text has a location without a region", () => {
  const result = resultOf("x", { file: "gone.xmap" });
  expect(result?.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: "gone.xmap" } } }]);
});

test("related places become related locations", () => {
  const related = [{ file: "b.xmap", span: { start: 0, end: 1 }, message: "first declared here" }];
  expect(resultOf("x~~~y~~~", { related })?.relatedLocations).toEqual([
    {
      id: 0,
      message: { text: "first declared here" },
      physicalLocation: {
        artifactLocation: { uri: "b.xmap" },
        region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
      },
    },
  ]);
});

test("a fix has its replacements by file", () => {
  const edits = [
    { file: "a.xmap", span: { start: 0, end: 1 }, newText: "y" },
    { file: "b.xmap", span: { start: 1, end: 1 }, newText: "\n" },
    { file: "a.xmap", span: { start: 1, end: 2 }, newText: "" },
  ];
  const replacement = (startColumn: number, endColumn: number, text: string) => ({
    deletedRegion: { startLine: 1, startColumn, endLine: 1, endColumn },
    insertedContent: { text },
  });
  expect(resultOf("~~~xz~~~", { fixes: [{ title: "Rename it", edits }] })?.fixes).toEqual([
    {
      description: { text: "Rename it" },
      artifactChanges: [
        { artifactLocation: { uri: "a.xmap" }, replacements: [replacement(1, 2, "y"), replacement(2, 3, "")] },
        { artifactLocation: { uri: "b.xmap" }, replacements: [replacement(2, 2, "\n")] },
      ],
    },
  ]);
});

test("a fix in a file without text is left out", () => {
  const edits = [{ file: "gone.xmap", span: { start: 0, end: 0 }, newText: "y" }];
  expect(resultOf("x", { fixes: [{ title: "Write it", edits }] })).not.toHaveProperty("fixes");
});
