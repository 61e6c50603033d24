import { worstWord } from "@xmap/contract";
import { parseFile, type XmapFile } from "@xmap/grammar";
import { type CheckedFile, checkProject, formatSource } from "@xmap/language";
import { createFileHost, type FileHost } from "../project/file-host.ts";
import { isRecordFile, type ProjectFiles } from "../project/project-files.ts";
import { answersText, UntellableAnswer } from "./answers-text.ts";
import type { MadeTest, TestWish } from "./test-wish.ts";

/**
 * Writes a run down as a `test` in the file of tests beside the mapping, with its record as a fixture, in canonical
 * form. What the checker does not take is refused with its words, and no file is another one then.
 */
export function makeTest(wish: TestWish, files: ProjectFiles, host: FileHost): MadeTest {
  const { binding } = wish;
  if (binding.isBack) return refused("Tests go from left to right; choose that direction first.");
  if (wish.title.trim() === "") return refused("A test has a title.");
  const { program } = checkProject([binding.file], host);
  if (program === undefined) return refused("The mapping has errors; see Problems.");
  const path = binding.file.replace(/(?:\.tests)?\.xmap$/, ".tests.xmap");
  const before = files.get(path) ?? "xmap 1\n";
  const parsed = parseFile(path, before);
  const isTaken = parsed.file.declarations.some(
    (declaration) => declaration.kind === "TestDeclaration" && declaration.title.value === wish.title.trim(),
  );
  if (isTaken) return refused(`${path} has a test with this title already.`);
  try {
    const fixture = fixtureOf(wish, files);
    const names = [binding.name, ...new Set(wish.questions.map(({ name }) => name))];
    const imported = withImports(parsed.file, names, program.files, binding.file);
    const text = `${imported.trimEnd()}\n\n${testText(wish, relativePath(path, fixture.path))}\n`;
    const formatted = formatSource(path, text);
    if ("diagnostics" in formatted) return refused(formatted.diagnostics[0]?.message ?? "The test cannot be written.");
    const changed: readonly (readonly [string, string])[] = [
      ...(fixture.text === undefined ? [] : [[fixture.path, fixture.text] as const]),
      [path, formatted.text],
    ];
    const problem = problemIn(path, new Map([...files, ...changed]));
    return problem === undefined ? { kind: "made", path, files: changed } : refused(problem);
  } catch (error) {
    if (error instanceof UntellableAnswer) return refused(error.message);
    throw error;
  }
}

function refused(reason: string): MadeTest {
  return { kind: "refused", reason };
}

function testText(wish: TestWish, fixture: string): string {
  const { binding, title, questions, answers } = wish;
  const lines = [
    `given ${JSON.stringify(fixture)}`,
    ...answersText(questions, answers),
    `expect ${expectationText(wish)}`,
  ];
  const body = lines.join("\n").replaceAll("\n", "\n  ");
  return `test ${JSON.stringify(title.trim())} of ${binding.name} {\n  ${body}\n}`;
}

/** The whole output; where something is said against the record, that. */
function expectationText({ output, problems }: TestWish): string {
  const word = worstWord(problems);
  if (word === undefined) return JSON.stringify(output ?? {}, null, 2);
  const message = problems.find((problem) => problem.word === word)?.message ?? "";
  const template = JSON.stringify(message.replaceAll("{", "{{").replaceAll("}", "}}"));
  return `${word} ${template}`;
}

interface Fixture {
  readonly path: string;
  /** Undefined when the file is there already. */
  readonly text: string | undefined;
}

function fixtureOf({ binding, title, record }: TestWish, files: ProjectFiles): Fixture {
  const value: unknown = JSON.parse(record);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const folder = `${folderOf(binding.file)}fixtures/`;
  const same = [...files].find(
    ([path, other]) => path.startsWith(folder) && isRecordFile(path) && sameJson(other, value),
  );
  if (same !== undefined) return { path: same[0], text: undefined };
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [binding.name.toLowerCase()];
  const name = words.join("-").slice(0, 60);
  let path = `${folder}${name}.json`;
  for (let ordinal = 2; files.has(path); ordinal += 1) path = `${folder}${name}-${ordinal}.json`;
  return { path, text };
}

function sameJson(text: string, value: unknown): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  } catch {
    return false;
  }
}

/** The file of tests with imports of names; those that it has stay as they are. */
function withImports(
  file: XmapFile,
  names: readonly string[],
  declaring: readonly CheckedFile[],
  subjectFile: string,
): string {
  const { text, path } = file.source;
  const known = new Set(file.imports.flatMap((one) => one.names.map((name) => name.name)));
  const wanted = names.filter((name) => !known.has(name));
  const byFile = Map.groupBy(wanted, (name) => declaringFile(name, declaring, subjectFile));
  const splices: { readonly at: number; readonly text: string }[] = [];
  let added = "";
  for (const [from, missing] of byFile) {
    const written = relativePath(path, from);
    const own = file.imports.find((one) => one.from.value === written);
    const last = own?.names.at(-1);
    if (last === undefined) added += `\nimport { ${missing.join(", ")} } from ${JSON.stringify(written)}`;
    else splices.push({ at: last.span.end, text: `, ${missing.join(", ")}` });
  }
  if (added !== "") {
    const lastImport = file.imports.at(-1)?.span.end;
    const end = lastImport ?? file.version?.span.end ?? 0;
    splices.push({ at: end, text: lastImport === undefined ? `\n${added}` : added });
  }
  return splices
    .toSorted((left, right) => right.at - left.at)
    .reduce((result, splice) => result.slice(0, splice.at) + splice.text + result.slice(splice.at), text);
}

/** The file that declares a lookup or binding; the subject's own before others. */
function declaringFile(name: string, declaring: readonly CheckedFile[], subjectFile: string): string {
  const files = declaring.filter(({ lookups, bindings }) => [...lookups, ...bindings].some((one) => one.name === name));
  const paths = files.map(({ file }) => file.source.path);
  return paths.find((path) => path === subjectFile) ?? paths[0] ?? subjectFile;
}

/** The first error of a file of the project. */
function problemIn(path: string, files: ProjectFiles): string | undefined {
  const { diagnostics } = checkProject([path], createFileHost(files));
  return diagnostics.find(({ file, severity }) => file === path && severity === "error")?.message;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** A path as an import or a fixture writes it: `./orders.xmap`, `../shared/odoo.xmap`; fixtures go without `./`. */
function relativePath(from: string, to: string): string {
  const own = from.split("/").slice(0, -1);
  const other = to.split("/");
  while (own.length > 0 && own[0] === other[0]) {
    own.shift();
    other.shift();
  }
  const below = other.join("/");
  if (own.length > 0) return `${"../".repeat(own.length)}${below}`;
  return to.endsWith(".xmap") ? `./${below}` : below;
}
