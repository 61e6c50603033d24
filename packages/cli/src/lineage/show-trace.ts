import {
  type MappingLineage,
  questionText,
  type RecordTrace,
  readSides,
  sideText,
  type TracedField,
  type TracedQuestion,
} from "@xmap/compiler/lineage";
import type { Value } from "@xmap/contract";
import { shorten, textTable } from "../operations/text-table.ts";

const MOST_SOURCES = 3;
const WIDEST_VALUE = 40;
const WIDEST_SOURCE = 70;
const WIDEST_RULE = 120;

/** A trace as text: a row for each field of the output, then problems and open questions. */
export function showTrace(trace: RecordTrace, mapping: MappingLineage): string {
  const sides = [...readSides(mapping), mapping.target].map(sideText).join(" → ");
  const { file, line } = mapping.place;
  return [
    `${mapping.name}: ${sides}, ${file}:${line}`,
    ...(trace.fields.length === 0 ? [] : [fieldTable(trace.fields)]),
    ...section("Problems", trace.problems.map(problemText)),
    ...section("Not answered (give answers with --answers)", openQuestions(trace.questions)),
    trace.outcome === "mapped" ? "The record is mapped." : `The record is not written: ${trace.outcome}.`,
  ].join("\n\n");
}

function fieldTable(fields: readonly TracedField[]): string {
  const rows = fields.map((field) => [
    field.target,
    valueText(field),
    fromText(field),
    throughText(field),
    ruleText(field),
  ]);
  return textTable(["OUTPUT", "VALUE", "FROM", "THROUGH", "RULE"], rows);
}

function valueText({ value, kept, questions }: TracedField): string {
  if (kept) return "(kept as it is)";
  if (value !== undefined) return shorten(JSON.stringify(value), WIDEST_VALUE);
  return questions.some((question) => question.open) ? "?" : "(no value)";
}

function fromText({ from }: TracedField): string {
  const values = from.filter((source) => source.role === "value");
  const shown = values
    .slice(0, MOST_SOURCES)
    .map(({ path, value }) => (path === "$" ? "the record" : `${path} = ${plain(value)}`));
  const more = values.length > MOST_SOURCES ? [`${values.length - MOST_SOURCES} more`] : [];
  return shorten([...shown, ...more].join(", "), WIDEST_SOURCE);
}

function throughText({ questions }: TracedField): string {
  const asked = questions.map((question) => `${askedText(question)} = ${question.open ? "?" : plain(question.answer)}`);
  return shorten(asked.join(", "), WIDEST_SOURCE);
}

function ruleText({ rules }: TracedField): string {
  const [first] = rules;
  if (first === undefined) return "";
  if (rules.length > 1) return `one of lines ${rules.map((rule) => rule.place.line).join(", ")}`;
  return `${first.place.line}: ${shorten(first.text, WIDEST_RULE)}`;
}

function problemText({ word, rule, message, place }: RecordTrace["problems"][number]): string {
  const where = place === undefined ? rule : `${place.file}:${place.line}:${place.column}, ${rule}`;
  return `  ${word}: ${message} (${where})`;
}

function openQuestions(questions: readonly TracedQuestion[]): readonly string[] {
  return questions.filter((question) => question.open).map((question) => `  ${askedText(question)}`);
}

function askedText({ name, key, field }: TracedQuestion): string {
  return `${questionText(name, key)}${field === undefined ? "" : `.${field}`}`;
}

function plain(value: Value | undefined): string {
  return value === undefined ? "(no value)" : shorten(JSON.stringify(value), WIDEST_VALUE);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [[`${title}:`, ...lines].join("\n")];
}
