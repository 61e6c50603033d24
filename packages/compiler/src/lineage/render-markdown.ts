import { marksOf, readSides, sideText, sourceText, valueTexts, viaText } from "./describe-lineage.ts";
import type { FieldLineage, Lineage, ListLineage, MappingLineage } from "./lineage.ts";

const HEAD = ["Target", "From", "Chosen by", "Via", "When", "Marks", "Rule"] as const;

/** The lineage as Markdown: a heading and a table for each mapping. */
export function renderLineageMarkdown({ mappings }: Lineage): string {
  return `${mappings.map(renderMapping).join("\n\n")}\n`;
}

function renderMapping(mapping: MappingLineage): string {
  const { name, documentation, direction, target, place, conditions, guards, lists, fields } = mapping;
  const sources = readSides(mapping).map(sideText).join(", ");
  const heading = `## ${escapeText(name)}${direction === "<-" ? " (back)" : ""}`;
  const sides = escapeText([sources, sideText(target)].filter((side) => side !== "").join(" → "));
  const paragraphs = [
    heading,
    ...(documentation === undefined ? [] : [escapeText(documentation)]),
    `${sides}, ${code(`${place.file}:${place.line}`)}`,
    ...(conditions.length === 0 ? [] : [`Only when ${conditions.map(code).join(" and ")}.`]),
    ...(guards.length === 0 ? [] : [guards.map((guard) => `- requires ${code(guard.text)}`).join("\n")]),
    table([...lists.map(listRow), ...fields.map(fieldRow)]),
  ];
  return paragraphs.join("\n\n");
}

function fieldRow(field: FieldLineage): readonly string[] {
  const chosen = field.sources.filter((source) => source.role === "selection").map(sourceText);
  return [
    code(field.target),
    codes(valueTexts(field)),
    codes(chosen),
    field.via.map((via) => escapeText(viaText(via))).join(", then "),
    field.condition === undefined ? "" : code(field.condition),
    escapeText(marksOf(field).join(", ")),
    rule(field.rule, field.place.line),
  ];
}

function listRow(list: ListLineage): readonly string[] {
  const values = list.sources.filter((source) => source.role === "value").map(sourceText);
  const chosen = list.sources.filter((source) => source.role === "selection").map(sourceText);
  const marks = list.by.length === 0 ? "one line" : `a line for each ${list.by.join(", ")}`;
  return [
    code(`${list.target}[]`),
    codes(values),
    codes(chosen),
    "",
    "",
    escapeText(marks),
    rule(list.rule, list.place.line),
  ];
}

function rule(id: string, line: number): string {
  return `${code(id)}, line ${line}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const lines = [HEAD, HEAD.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  return lines.join("\n");
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(", ");
}

/** A code span that holds in a table: no bar, no line end, fenced by more backticks than it has. */
function code(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Text that Markdown and HTML leave as it is. */
function escapeText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_[\]|#~]/g, "\\$&");
}
