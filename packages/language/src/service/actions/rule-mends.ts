import { suggestNames } from "@xmap/diagnostics";
import type { Identifier } from "@xmap/grammar";
import type { RecordType } from "../../types/type.ts";
import { quoteName } from "../quote-name.ts";
import { checkedLines, checkedRules } from "../symbols/checked-rules.ts";
import { type Finding, insertion, type Mend, mend, textOf } from "./code-action.ts";
import { nodeOf, startsAt } from "./node-of-finding.ts";
import { appendToBlock, withComma, withLine } from "./text-places.ts";

interface OpenBlock {
  readonly end: number;
  /** What its rules read; undefined when that is not known. */
  readonly source: RecordType | undefined;
}

function blockOf(finding: Finding): OpenBlock | undefined {
  const binding = nodeOf(finding, "BindingDeclaration", ({ name }) => startsAt(finding)(name));
  if (binding !== undefined) {
    const symbol = finding.file.checked.bindings.find(({ declaration }) => declaration === binding);
    return { end: binding.span.end, source: symbol?.left.type };
  }
  const rule = nodeOf(finding, "Rule", ({ target, body }) => body !== undefined && startsAt(finding)(target));
  if (rule?.body === undefined) return undefined;
  const lines = checkedLines(finding.file).find(({ declaration }) => declaration === rule);
  return { end: rule.body.span.end, source: lines?.block.context.type };
}

/** A field of the source that is probably meant; `null` shows where one has to be chosen. */
function sourceFor(field: string, source: RecordType | undefined): string {
  if (source === undefined) return "null";
  if (source.fields.has(field)) return quoteName(field);
  const [near] = suggestNames(field, source.fields.keys());
  return near === undefined ? "null" : quoteName(near);
}

/** Rules for required fields that have none. */
export function missingTargetMends(finding: Finding): readonly Mend[] {
  const fields = finding.file.notes.targetsMissingAt(finding.diagnostic.span);
  const block = blockOf(finding);
  if (fields.length === 0 || block === undefined) return [];
  const rules = fields.map(({ name }) => `${sourceFor(name, block.source)} -> ${quoteName(name)}`);
  const { offset, newText } = appendToBlock(finding.file.loaded.file.source.text, block.end, rules, false);
  return [insertion(finding, fields.length === 1 ? "Add the missing rule" : "Add the missing rules", offset, newText)];
}

/** Takes the rule out whose target the finding points at. */
export function removeRuleMends(finding: Finding): readonly Mend[] {
  const rule = nodeOf(finding, "Rule", ({ target }) => startsAt(finding)(target));
  if (rule === undefined) return [];
  return [mend(finding, "Remove this rule", "", withLine(finding.file.loaded.file.source.text, rule.span))];
}

/** Marks a field by which the system can search. */
export function keyMends(finding: Finding): readonly Mend[] {
  const binding = nodeOf(finding, "BindingDeclaration", ({ name }) => startsAt(finding)(name));
  if (binding === undefined) return [];
  const candidates = checkedRules(finding.file).filter(
    ({ declaration, target }) => binding.items.includes(declaration) && target.field.searchable && !declaration.key,
  );
  return candidates.map(({ declaration, target }) =>
    insertion(finding, `Find the record by ${target.path.join(".")}`, declaration.span.end, "  key"),
  );
}

/** Gives a list's lines an identity. */
export function eachByMends(finding: Finding): readonly Mend[] {
  const rule = nodeOf(finding, "Rule", ({ target }) => startsAt(finding)(target));
  const [source] = rule?.sources ?? [];
  if (rule === undefined || source === undefined) return [];
  const value = finding.file.types.get(source)?.type;
  const item = value?.kind === "list" ? value.item : value;
  const identity = item?.kind === "record" && item.fields.has("id") ? "id" : undefined;
  if (identity === undefined) return [];
  const block = rule.body === undefined ? " {\n  }" : "";
  return [insertion(finding, `Write each by ${identity}`, rule.target.span.end, ` each by ${identity}${block}`)];
}

/** The arms that are missing, or one for all other values. */
export function missingArmMends(finding: Finding): readonly Mend[] {
  const missing = finding.file.notes.armsMissingAt(finding.diagnostic.span);
  const map = nodeOf(finding, "MapDeclaration", ({ name }) => startsAt(finding)(name));
  const arms = nodeOf(
    finding,
    "InlineArms",
    (node) => node.span.start <= finding.diagnostic.span.start && finding.diagnostic.span.end <= node.span.end,
  );
  const block = map ?? arms;
  if (missing === undefined || block === undefined) return [];
  const { text } = finding.file.loaded.file.source;
  const add = (title: string, items: readonly string[]) => {
    const { offset, newText } = appendToBlock(text, block.span.end, items, true);
    return insertion(finding, title, offset, newText);
  };
  const otherwise = add("Add else -> hold", ['else -> hold "{$} is new"']);
  if (missing.length === 0) return [otherwise];
  const each = missing.map((value) => `${value} -> hold "{$} has no answer yet"`);
  return [add(missing.length === 1 ? "Add the missing arm" : "Add the missing arms", each), otherwise];
}

/** Takes out an arm, or one of its patterns, that is never reached. */
export function unreachableArmMends(finding: Finding): readonly Mend[] {
  const { span } = finding.diagnostic;
  const { text } = finding.file.loaded.file.source;
  const arm = nodeOf(finding, "Arm", (node) => node.span.start <= span.start && span.end <= node.span.end);
  if (arm === undefined) return elseMends(finding);
  const isWhole = arm.patterns.length <= 1 || span.start !== arm.patterns.find(startsAt(finding))?.span.start;
  if (!isWhole) return [mend(finding, `Remove ${textOf(finding)}`, "", withComma(text, span))];
  const line = withLine(text, arm.span);
  const isLine = line.start !== arm.span.start || line.end !== arm.span.end;
  return [mend(finding, "Remove this arm", "", isLine ? line : withComma(text, arm.span))];
}

function elseMends(finding: Finding): readonly Mend[] {
  const via = nodeOf(finding, "Via", ({ otherwise }) => otherwise !== undefined && startsAt(finding)(otherwise));
  if (via?.otherwise === undefined) return [];
  const place = { start: via.target.span.end, end: via.otherwise.span.end };
  return [mend(finding, "Remove this else", "", place)];
}

/** Says what a lookup without a hit means. */
export function lookupNoneMends(finding: Finding): readonly Mend[] {
  const lookup = nodeOf(finding, "LookupDeclaration", ({ name }) => startsAt(finding)(name));
  if (lookup === undefined) return [];
  const { text } = finding.file.loaded.file.source;
  const { offset, newText } = appendToBlock(text, lookup.span.end, ['none -> hold "{$} is unknown"'], true);
  return [insertion(finding, "Hold when nothing is found", offset, newText)];
}

/** Takes out a `let`, or a step, whose value nothing uses. */
export function removeLetMends(finding: Finding): readonly Mend[] {
  const { text } = finding.file.loaded.file.source;
  const item = nodeOf(finding, "LetItem", ({ name }) => startsAt(finding)(name));
  if (item !== undefined) return [mend(finding, `Remove let ${item.name.name}`, "", withLine(text, item.span))];
  const isNamed = ({ name }: { readonly name: Identifier | undefined }) =>
    name !== undefined && startsAt(finding)(name);
  const step = nodeOf(finding, "ValueStep", isNamed) ?? nodeOf(finding, "EffectStep", isNamed);
  return step === undefined ? [] : [mend(finding, "Remove this step", "", withLine(text, step.span))];
}

/** Takes out a declaration that nothing uses, with its documentation. */
export function removeDeclarationMends(finding: Finding): readonly Mend[] {
  const { file } = finding.file.loaded;
  const declaration = file.declarations.find((each) => "name" in each && startsAt(finding)(each.name));
  if (declaration === undefined) return [];
  const { text } = file.source;
  const documentation = file.comments.findLast(
    (comment) =>
      comment.text.startsWith("/**") &&
      comment.span.end <= declaration.span.start &&
      text.slice(comment.span.end, declaration.span.start).trim() === "",
  );
  const start = documentation?.span.start ?? declaration.span.start;
  return [mend(finding, `Remove ${textOf(finding)}`, "", withLine(text, { start, end: declaration.span.end }))];
}
