import { posix } from "node:path";
import { checkProject, type ProjectCheck } from "@xmap/language";

export type SourceFile = ProjectCheck["files"][number];
export type Declaration = SourceFile["declarations"][number];

/** A declaration in its file. */
interface Placed {
  readonly file: SourceFile;
  readonly declaration: Declaration;
}

const WORD = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*/gu;

/** The syntax trees of files by path; the systems' schemas are not looked at. */
export function parseSources(texts: ReadonlyMap<string, string>): readonly SourceFile[] {
  return checkProject([...texts.keys()], {
    readFile: (path) => texts.get(path),
    readSchema: () => undefined,
    listSchemas: () => [],
    readDescription: () => undefined,
  }).files;
}

/**
 * The declarations that `isRoot` chooses with all that they need, by name, in their own files and in imported ones;
 * then the tests that speak of these alone.
 */
export function pickDeclarations(
  files: readonly SourceFile[],
  isRoot: (declaration: Declaration) => boolean,
): ReadonlySet<Declaration> {
  const scopes = new Map(files.map((file) => [file, namesIn(file, files)]));
  const picked = new Set<Declaration>();
  const pick = (placed: Placed): void => {
    if (picked.has(placed.declaration)) return;
    picked.add(placed.declaration);
    for (const needed of neededBy(placed, scopes)) pick(needed);
  };
  const all = files.flatMap((file) => file.declarations.map((declaration) => ({ file, declaration })));
  for (const placed of all) if (isRoot(placed.declaration)) pick(placed);
  for (const placed of all) {
    if (placed.declaration.kind !== "TestDeclaration") continue;
    const speaksOf = neededBy(placed, scopes).map(({ declaration }) => declaration);
    if (speaksOf.length > 0 && speaksOf.every((each) => picked.has(each))) picked.add(placed.declaration);
  }
  return picked;
}

/** What each name of a file stands for. */
function namesIn(file: SourceFile, files: readonly SourceFile[]): ReadonlyMap<string, Placed> {
  const names = new Map<string, Placed>();
  const declare = (from: SourceFile, wanted: (name: string) => boolean): void => {
    for (const declaration of from.declarations) {
      if (declaration.kind !== "TestDeclaration" && wanted(declaration.name.name))
        names.set(declaration.name.name, { file: from, declaration });
    }
  };
  for (const { names: imported, from } of file.imports) {
    const path = posix.normalize(posix.join(posix.dirname(file.source.path), from.value));
    const other = files.find(({ source }) => source.path === path);
    if (other !== undefined) declare(other, (name) => imported.some((each) => each.name === name));
  }
  declare(file, () => true);
  return names;
}

function neededBy(
  { file, declaration }: Placed,
  scopes: ReadonlyMap<SourceFile, ReadonlyMap<string, Placed>>,
): readonly Placed[] {
  const scope = scopes.get(file) ?? new Map<string, Placed>();
  const found = wordsOf(file, declaration).flatMap((word) => scope.get(word) ?? []);
  return found.filter((each) => each.declaration !== declaration);
}

/** The words of a declaration that can be names of others: not in comments or texts, not behind a dot. */
export function wordsOf(file: SourceFile, { span }: Declaration): readonly string[] {
  let text = file.source.text;
  for (const comment of file.comments) text = blank(text, comment.span.start, comment.span.end);
  return [
    ...new Set(
      text
        .slice(span.start, span.end)
        .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
        .match(WORD) ?? [],
    ),
  ];
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}
