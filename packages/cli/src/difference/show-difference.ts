import type { Value } from "@xmap/contract";
import { shorten } from "../operations/text-table.ts";
import { type BindingDifference, type ChangeGroup, type Difference, RECORD_CHANGES } from "./difference.ts";

const WIDEST_VALUE = 80;

/** The difference for people: what has changed in each binding, most records first, with an example each. */
export function showDifference({ bindings, flows }: Difference, format: "text" | "markdown"): string {
  const all: readonly Shown[] = [
    ...bindings.map((each) => ({ ...each, name: nameOf(each) })),
    ...flows.map((each) => ({ ...each, name: each.flow })),
  ];
  const changed = all.filter((each) => each.groups.length > 0);
  const records = Math.max(0, ...all.map((each) => each.records));
  if (changed.length === 0) return `Nothing changes for ${plural(records, "sample record")}.\n`;
  const parts = changed.map(format === "text" ? changesText : changesMarkdown);
  const heading = format === "text" ? [] : ["### What the mappings change"];
  return `${[...heading, ...parts].join("\n\n")}\n`;
}

/** A binding or flow with its changes. */
type Shown = Pick<BindingDifference, "records" | "counts" | "groups"> & { readonly name: string };

function changesText(binding: Shown): string {
  const groups = ordered(binding.groups).flatMap((group) => [
    `  ${group.change}  ${[...subject(group), plural(group.count, "record")].join(", ")}${ruleText(group)}`,
    `      ${group.example.record}: ${exampleText(group)}`,
  ]);
  return [`${binding.name}: ${summary(binding)}`, ...groups].join("\n");
}

function changesMarkdown(binding: Shown): string {
  const rows = ordered(binding.groups).map((group) => [
    group.change,
    subject(group).map(code).join(""),
    String(group.count),
    group.rule === undefined ? "" : code(ruleText(group).replace(/^, /, "")),
    `${code(group.example.record)}: ${code(exampleText(group))}`,
  ]);
  const table = [["Change", "What", "Records", "Rule", "Example"], ["---", "---", "--:", "---", "---"], ...rows];
  return [
    `**${code(binding.name)}**: ${summary(binding)}`,
    table.map((row) => `| ${row.join(" | ")} |`).join("\n"),
  ].join("\n\n");
}

/** What fails comes first, then what is most frequent. */
function ordered(groups: readonly ChangeGroup[]): readonly ChangeGroup[] {
  const weight = ({ change }: ChangeGroup) => -RECORD_CHANGES.indexOf(change);
  return groups.toSorted((left, right) => weight(left) - weight(right) || right.count - left.count);
}

function nameOf({ binding, direction }: BindingDifference): string {
  return direction === "->" ? binding : `${binding} (back)`;
}

function summary({ counts, records }: Shown): string {
  const parts = RECORD_CHANGES.filter((change) => counts[change] > 0).map((change) => `${counts[change]} ${change}`);
  return `${parts.join(", ")} of ${plural(records, "sample record")}`;
}

/** The field, unless the whole record is meant. */
function subject({ field }: ChangeGroup): readonly string[] {
  return field === undefined ? [] : [field];
}

function ruleText({ rule, place }: ChangeGroup): string {
  if (rule === undefined) return "";
  return place === undefined ? `, ${rule}` : `, ${rule} (${place.file}:${place.line})`;
}

function exampleText({ field, example }: ChangeGroup): string {
  const { at, before, after, reason } = example;
  if (field === undefined) return reason ?? "mapped now";
  const where = at === field || at === undefined ? "" : `${at}: `;
  return `${where}${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Value | undefined): string {
  return value === undefined ? "(no value)" : shorten(JSON.stringify(value), WIDEST_VALUE);
}

/** A code span that holds in a table. */
function code(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
