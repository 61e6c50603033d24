import { parseFile } from "@xmap/grammar";
import type { PictureLine } from "../model/mapping-picture.ts";
import type { MappingSources } from "../model/mapping-sources.ts";
import { findMapping, type MappingChoice, type PictureProject } from "../model/picture-of.ts";
import { readPictureWithItems } from "../model/read-picture.ts";
import { mendRule } from "./mend-rule.ts";
import type { PictureEdit, PictureIntent } from "./picture-intent.ts";
import { planIntent } from "./plan-intent.ts";
import { smallestChange } from "./text-splice.ts";
import { formatted, isCanonical, writeText } from "./write-text.ts";

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

/** The line that an intent has made or changed: one that was not there before, whatever it is called. */
function changedLine(
  intent: PictureIntent,
  before: readonly PictureLine[],
  after: readonly PictureLine[],
): string | undefined {
  const known = before.map(signature);
  const made = after.filter((line) => {
    const at = known.indexOf(signature(line));
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
  const line = "line" in intent ? intent.line : undefined;
  const chosen =
    intent.kind === "addRule"
      ? (made.find(({ kind }) => kind === "rule") ?? made[0])
      : line === undefined
        ? undefined
        : made[0];
  return chosen?.id ?? after.find(({ id }) => id === line)?.id;
}

/** What a rule says about its ends. */
function signature({ direction, sourceText, target, sources, kind }: PictureLine): string {
  return [direction, kind, sourceText, target, ...sources].join("\n");
}
