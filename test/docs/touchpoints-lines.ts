import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { positionAt } from "@xmap/diagnostics";
import { type Declaration, parseFile, visitNodes, type XmapFile } from "@xmap/grammar";

/** Lines on which a declaration stands; blank lines and lines with nothing but a comment are not counted. */
export interface CountedDeclaration {
  readonly kind: Declaration["kind"];
  readonly name: string;
  /** Path below the folder of the mappings. */
  readonly file: string;
  readonly lines: number;
  readonly characters: number;
  /** Operations of the systems that it calls. */
  readonly operations: readonly string[];
}

/** The mappings of one pair, its tests left out, with the shared files that they import. */
export interface CountedMappings {
  readonly files: readonly string[];
  readonly declarations: readonly CountedDeclaration[];
  /** First lines and imports, counted as declarations are. */
  readonly headLines: number;
  readonly lines: number;
  /** Comments and blank lines included. */
  readonly allLines: number;
  readonly allCharacters: number;
}

/** Counts the lines of a pair's folder below the folder of the mappings. Throws where a file cannot be read or parsed. */
export function countMappings(mappings: string, folder: string): CountedMappings {
  const files = withImports(
    mappings,
    readdirSync(join(mappings, folder))
      .filter((name) => name.endsWith(".xmap") && !name.endsWith(".tests.xmap"))
      .map((name) => `${folder}/${name}`),
  );
  const declarations = files.flatMap((file) =>
    file.declarations.flatMap((declaration) => countDeclaration(file, declaration)),
  );
  const lines = sum(files.map((file) => codeLines(file, file.span.start, file.span.end).length));
  return {
    files: files.map(({ source }) => source.path),
    declarations,
    headLines: lines - sum(declarations.map((declaration) => declaration.lines)),
    lines,
    allLines: sum(files.map(({ source }) => source.text.trimEnd().split("\n").length)),
    allCharacters: sum(files.map(({ source }) => source.text.length)),
  };
}

function withImports(mappings: string, paths: readonly string[]): readonly XmapFile[] {
  const found = new Map<string, XmapFile>();
  const pending = [...paths].toSorted();
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    if (found.has(path)) continue;
    const { file, diagnostics } = parseFile(path, readFileSync(join(mappings, path), "utf8"));
    if (diagnostics.length > 0) throw new SyntaxError(`${path} has mistakes: run xmap check mappings`);
    found.set(path, file);
    for (const { from } of file.imports) pending.push(normalize(join(path, "..", from.value)));
  }
  return [...found.values()];
}

function countDeclaration(file: XmapFile, declaration: Declaration): readonly CountedDeclaration[] {
  if (declaration.kind === "TestDeclaration") return [];
  const { start, end } = declaration.span;
  const lines = codeLines(file, start, end);
  return [
    {
      kind: declaration.kind,
      name: declaration.name.name,
      file: file.source.path,
      lines: lines.length,
      characters: sum(lines.map((line) => line.length + 1)),
      operations: operationsOf(declaration),
    },
  ];
}

function operationsOf(declaration: Declaration): readonly string[] {
  const called = new Set<string>();
  visitNodes(declaration, (node) => {
    if (node.kind === "CallEffect") called.add(node.target.names.at(-1)?.name ?? "");
  });
  return [...called];
}

/** The lines from an offset to another that hold more than comments. */
function codeLines(file: XmapFile, start: number, end: number): readonly string[] {
  const { source, comments } = file;
  let text = source.text;
  for (const { span } of comments) {
    const comment = text.slice(span.start, span.end);
    text = text.slice(0, span.start) + comment.replaceAll(/[^\n]/g, " ") + text.slice(span.end);
  }
  const [first, last] = [positionAt(source, start).line, positionAt(source, end).line];
  return text
    .split("\n")
    .slice(first - 1, last)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
