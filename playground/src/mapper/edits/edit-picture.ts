import { type Diagnostic, hasErrors } from "@xmap/diagnostics";
import { parseFile } from "@xmap/grammar";
import { formatSource } from "@xmap/language";
import type { PictureLine } from "../model/mapping-picture.ts";
import type { MappingSources } from "../model/mapping-sources.ts";
import { findMapping, type MappingChoice, type PictureProject } from "../model/picture-of.ts";
import { readPictureWithItems } from "../model/read-picture.ts";
import { mendRule } from "./mend-rule.ts";
import type { PictureEdit, PictureIntent } from "./picture-intent.ts";
import { planIntent } from "./plan-intent.ts";
import { applyPlan, type EditPlan, smallestChange } from "./text-splice.ts";

/** Intents after which the rule may need a conversion, an identity or an import. */
const MAY_NEED_MENDS: ReadonlySet<PictureIntent["kind"]> = new Set([
  "addRule",
  "setSource",
  "setTarget",
  "setVia",
  "setCondition",
]);

/**
 * The changes of the text that make the picture what is wanted. Comments stay; a text in canonical form stays in it. What
 * would not be read again is refused with the parser's words.
 */
export function editPicture(choice: MappingChoice, intent: PictureIntent, project: PictureProject): PictureEdit {
  const found = findMapping(choice, project);
  if (found === undefined) return refuse(`There is no mapping ${choice.name} in ${choice.path} any more.`);
  const { mapping, sources } = found;
  const { picture, items } = readPictureWithItems(mapping, sources, undefined);
  const { sides } = picture;
  if (sides === undefined) return refuse("The records of the mapping are not known.");
  const plan = planIntent({ mapping, picture, sides, items, fileOf: (path) => sources.file(path) }, intent);
  if (typeof plan === "string") return refuse(plan);
  const before = plan.file.source;
  const written = writeText(plan);
  if ("problem" in written) return refuse(written.problem);
  const linesIn = (text: string) => linesAfter(choice, text, sources);
  const isSameFile = before.path === choice.path;
  const changed = isSameFile ? changedLine(intent, picture.lines, linesIn(written.text)) : undefined;
  let { text } = written;
  let mends: readonly string[] = [];
  if (changed !== undefined && MAY_NEED_MENDS.has(intent.kind)) {
    const wanted = linesIn(written.text).find(({ id }) => id === changed);
    const ruleIn = (other: string) =>
      linesIn(other).find((line) => line.id === changed && readsAll(line, wanted))?.span;
    const mended = mendRule(project.workspace, choice.path, text, ruleIn);
    mends = mended.mends;
    text = isCanonical(before.path, before.text) ? formatted(before.path, mended.text) : mended.text;
  }
  return { kind: "edited", file: before.path, changes: smallestChange(before.text, text), line: changed, mends };
}

function refuse(reason: string): PictureEdit {
  return { kind: "refused", reason };
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
}

/** The text after a plan; refused when the parser understands less of it than before, or another number of things. */
function writeText(plan: EditPlan): { readonly text: string } | { readonly problem: string } {
  const { path, text: before } = plan.file.source;
  const text = applyPlan(plan);
  const problems = errorsOf(parseFile(path, text).diagnostics);
  const [problem] = problems;
  if (problem !== undefined && problems.length > errorsOf(parseFile(path, before).diagnostics).length) {
    const help = problem.help === undefined ? "" : ` ${problem.help}.`;
    return { problem: `${problem.message}${help}` };
  }
  return { text: isCanonical(path, before) ? formatted(path, text) : text };
}

function formatted(path: string, text: string): string {
  const answer = formatSource(path, text);
  return "text" in answer ? answer.text : text;
}

function isCanonical(path: string, text: string): boolean {
  return formatted(path, text) === text && !hasErrors(parseFile(path, text).diagnostics);
}

/** The lines of a mapping in another text of its file, by their form alone. */
function linesAfter({ path, name }: MappingChoice, text: string, sources: MappingSources): readonly PictureLine[] {
  const { file } = parseFile(path, text);
  for (const declaration of file.declarations) {
    const isMapping = declaration.kind === "BindingDeclaration" || declaration.kind === "RulesDeclaration";
    if (!isMapping || declaration.name.name !== name) continue;
    const { picture } = readPictureWithItems({ file, declaration }, formOnly(sources), "");
    return picture.lines.filter(({ included }) => included === undefined);
  }
  return [];
}

/** Names of another text have other places, so that the language service cannot be asked about them. */
function formOnly(sources: MappingSources): MappingSources {
  return {
    declarationOf: () => undefined,
    sideOf: (file, type) => sources.sideOf(file, type),
    conversionAt: () => undefined,
    viaNames: () => [],
    systems: () => [],
  };
}

/** Whether a line still reads what another one does. */
function readsAll(line: PictureLine, other: PictureLine | undefined): boolean {
  const read = new Set([...line.sources, ...line.conditions]);
  return other?.sources.every((path) => read.has(path)) === true;
}

/** The line that an intent has made or changed. */
function changedLine(
  intent: PictureIntent,
  before: readonly PictureLine[],
  after: readonly PictureLine[],
): string | undefined {
  const known = new Set(before.map(({ id }) => id));
  const made =
    after.filter(({ id, kind }) => !known.has(id) && (kind === "rule" || intent.kind !== "addRule"))[0] ??
    after.find(({ id }) => !known.has(id));
  if (made !== undefined) return made.id;
  const line = "line" in intent ? intent.line : undefined;
  return after.some(({ id }) => id === line) ? line : undefined;
}
