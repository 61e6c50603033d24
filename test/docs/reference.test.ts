import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compileProgram } from "@xmap/compiler";
import { type Diagnostic, positionAt } from "@xmap/diagnostics";
import { CHILD_KEYS, parseFile, type SyntaxNode, visitNodes } from "@xmap/grammar";
import { checkProject, type ProjectHost } from "@xmap/language";
import jsonata from "jsonata";
import { expect, it } from "vitest";
import { WORDS } from "../../grammar/src/parser/words.ts";
import { type Example, expressionsOf, framed, readExamples } from "./reference/examples.ts";
import { SAMPLE_ORDER } from "./reference/sample-order.ts";
import { DESCRIPTIONS, SCHEMAS } from "./reference/schemas.ts";

const folder = join(import.meta.dirname, "reference");
const base = readFileSync(join(folder, "base.xmap"), "utf8");
const page = readFileSync(resolve(import.meta.dirname, "../../grammar/REFERENCE.md"), "utf8");
const examples = readExamples(page);
const EXAMPLE = "example.xmap";

const baseNames = parseFile("base.xmap", base).file.declarations.flatMap((declaration) =>
  "name" in declaration ? [declaration.name.name] : [],
);
const textOf = (example: Example): string => framed(example, baseNames);

function hostOf(text: string): ProjectHost {
  const files: Readonly<Record<string, string>> = {
    [EXAMPLE]: text,
    "base.xmap": base,
    "fixtures/order.json": JSON.stringify(SAMPLE_ORDER),
  };
  return {
    readFile: (path) => files[path],
    readSchema: (system, resource) => SCHEMAS[system]?.[resource],
    listSchemas: (system) => Object.keys(SCHEMAS[system] ?? {}),
    readDescription: (system) => DESCRIPTIONS[system],
  };
}

const LEFT_OUT: ReadonlySet<string> = new Set(["unused-name", "unused-import"]);

/** What a fragment leaves out is not looked for: uses of its names, and of all that is declared. */
function findingsOf(example: Example, text: string): readonly Diagnostic[] {
  const { diagnostics } = checkProject([EXAMPLE], hostOf(text), { isWhole: false });
  return diagnostics.filter(({ code }) => example.frame === "file" || !LEFT_OUT.has(code));
}

function told(findings: readonly Diagnostic[], text: string): readonly string[] {
  const { source } = parseFile(EXAMPLE, text).file;
  return findings.map(({ file, code, message, span }) => {
    const { line } = positionAt(source, span.start);
    return `${file}:${line} ${code}: ${message}`;
  });
}

it.each(examples.filter(({ codes }) => codes.length === 0))(
  "line $line of the reference is right, and compiles",
  (example) => {
    const text = textOf(example);
    expect(told(findingsOf(example, text), text)).toEqual([]);
    const { program } = checkProject([EXAMPLE], hostOf(text), { isWhole: false });
    const generated = program === undefined ? [] : compileProgram(program, { schemaHash: "" });
    const { declarations } = parseFile(EXAMPLE, text).file;
    const hasCode = declarations.some(({ kind }) => kind !== "TestDeclaration");
    expect(generated.map(({ sourceFile }) => sourceFile)).toContain(hasCode ? EXAMPLE : "base.xmap");
  },
);

it.each(examples.filter(({ codes }) => codes.length > 0))(
  "line $line of the reference is refused with $codes",
  (example) => {
    const text = textOf(example);
    const found = findingsOf(example, text);
    const codes = [...new Set(found.map(({ code }) => code))].toSorted();
    expect(codes, told(found, text).join("\n")).toEqual(example.codes);
  },
);

const results = examples
  .filter(({ frame, codes }) => frame === "expressions" && codes.length === 0)
  .flatMap(expressionsOf)
  .flatMap(({ expression, result }) => (result === undefined ? [] : [{ expression, result }]));

it.each(results)("$expression gives $result, as the reference says", async ({ expression, result }) => {
  const value: unknown = await jsonata(expression).evaluate(SAMPLE_ORDER);
  expect(value === undefined ? "nothing" : JSON.stringify(value)).toBe(
    result === "nothing" ? result : JSON.stringify(JSON.parse(result)),
  );
});

const NOT_COMPILED = "unsupported-construct";
const right = examples.filter(({ codes }) => codes.every((code) => code === NOT_COMPILED)).map(textOf);

it("every part of a syntax tree is in some example", () => {
  const seen = new Set<SyntaxNode["kind"]>();
  for (const text of right) visitNodes(parseFile(EXAMPLE, text).file, ({ kind }) => seen.add(kind));
  const missing = (Object.keys(CHILD_KEYS) as SyntaxNode["kind"][]).filter((kind) => !seen.has(kind));
  expect(missing).toEqual(["MissingExpression"]);
});

it("every word of the language is in some example", () => {
  const words = new Set(right.join("\n").match(/\p{L}+/gu));
  expect(WORDS.filter((word) => !words.has(word))).toEqual([]);
});
