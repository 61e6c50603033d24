import { type DataRecord, KEEP, type Value } from "@xmap/contract";
import type { FieldLineage, MappingLineage, SourcePlace, ViaLineage } from "../lineage.ts";
import type { AnswerSource } from "./answer-source.ts";
import { chooseRules } from "./choose-rules.ts";
import { exactTarget, type WrittenPart, writtenParts, writtenValue } from "./line-instances.ts";
import { observeRecord } from "./observe-record.ts";
import { plainDraft } from "./plain-draft.ts";
import {
  type RecordTrace,
  TRACE_SCHEMA,
  type TracedField,
  type TracedInput,
  type TracedProblem,
  type TracedQuestion,
} from "./record-trace.ts";
import type { AskedQuestion } from "./recorded-answers.ts";
import { type CompiledMapping, type MappingRun, runMapping } from "./run-mapping.ts";
import { sourceValues, type ValueAtPlace } from "./source-values.ts";

/** A question with the list elements that the mapping was at when it asked. */
export interface PlacedQuestion extends AskedQuestion {
  readonly elements: ReadonlyMap<string, string>;
}

/** Runs a compiled mapping once and joins what it read, asked and wrote with its lineage. */
export function traceRecord(
  compiled: CompiledMapping,
  mapping: MappingLineage,
  record: DataRecord,
  answers: AnswerSource,
): RecordTrace {
  const { record: observed, lastRead } = observeRecord(record);
  const asked: PlacedQuestion[] = [];
  const run = runMapping(compiled, mapping.name, observed, answers, (question) => {
    asked.push({ ...question, elements: new Map(lastRead) });
  });
  const fields = run.draft === undefined ? [] : tracedFields(mapping, run.draft, record, asked);
  return {
    schema: TRACE_SCHEMA,
    mapping: mapping.name,
    direction: mapping.direction,
    outcome: run.outcome ?? "mapped",
    output: run.draft === undefined ? undefined : plainDraft(run.draft, listTargets(mapping)),
    fields,
    problems: run.problems.map((problem): TracedProblem => ({ ...problem, place: placeOfRule(problem.rule, mapping) })),
    questions: once(run.asked.map(tracedQuestion)),
    inputs: tracedInputs(fields),
  };
}

/** The lists of a mapping's target whose lines have identities, as `plainDraft` wants them. */
export function listTargets(mapping: MappingLineage): readonly string[] {
  return mapping.lists.map((list) => list.target.replaceAll("[]", ""));
}

function tracedFields(
  mapping: MappingLineage,
  draft: MappingRun["draft"] & object,
  record: DataRecord,
  asked: readonly PlacedQuestion[],
): readonly TracedField[] {
  return writtenParts(mapping, draft, record).flatMap((part) => {
    const byTarget = new Map<string, FieldLineage[]>();
    for (const field of mapping.fields) {
      if (field.list !== part.list) continue;
      byTarget.set(field.target, [...(byTarget.get(field.target) ?? []), field]);
    }
    return [...byTarget].map(([target, fields]) => tracedField(target, fields, part, record, asked));
  });
}

function tracedField(
  target: string,
  fields: readonly FieldLineage[],
  part: WrittenPart,
  record: DataRecord,
  asked: readonly PlacedQuestion[],
): TracedField {
  const written = writtenValue(part, target);
  const kept = written === KEEP;
  const value = kept ? undefined : plainDraft({ value: written }, []).value;
  const sourcesOf = (field: FieldLineage) =>
    field.sources.flatMap((source) =>
      sourceValues(source, record, part.elements).map((found) => ({ ...found, role: source.role })),
    );
  const chosen = chooseRules(fields, {
    value,
    valuesOf: (field) => sourcesOf(field).filter((source) => source.role === "value"),
    askedBy: (field) => questionsOf(field, part, asked, (via) => via.rule === field.rule),
  });
  return {
    target: exactTarget(part, target),
    value,
    kept,
    rules: chosen.map(({ rule, place, text }) => ({ rule, place, text })),
    from: once(chosen.flatMap(sourcesOf)),
    questions: once(chosen.flatMap((field) => questionsOf(field, part, asked, () => true)).map(tracedQuestion)),
  };
}

/** What was asked for a field of one line: by its lookups there, and by those of the whole record. */
function questionsOf(
  field: FieldLineage,
  part: WrittenPart,
  asked: readonly PlacedQuestion[],
  wanted: (via: ViaLineage) => boolean,
): readonly PlacedQuestion[] {
  return field.via.filter(wanted).flatMap((via) =>
    asked.filter((question) => {
      if (question.kind === "reference") return via.kind === "binding" && via.name === question.name;
      if (via.kind !== "lookup" || via.rule !== question.rule) return false;
      const line = via.list === undefined ? undefined : part.elements.get(via.list);
      return line === undefined || question.elements.get(line.pattern) === line.element;
    }),
  );
}

function tracedQuestion({ kind, name, key, field, found, answer }: AskedQuestion): TracedQuestion {
  const given = typeof answer === "symbol" || answer === null ? undefined : answer;
  return { kind, name, key, field, open: found === undefined, answer: given };
}

function tracedInputs(fields: readonly TracedField[]): readonly TracedInput[] {
  const inputs = new Map<string, { readonly value: Value | undefined; readonly outputs: Set<string> }>();
  for (const { target, from } of fields) {
    for (const { path, value } of from) {
      const input = inputs.get(path) ?? { value, outputs: new Set() };
      inputs.set(path, input);
      input.outputs.add(target);
    }
  }
  return [...inputs].map(([path, { value, outputs }]) => ({ path, value, outputs: [...outputs] }));
}

function placeOfRule(rule: string, mapping: MappingLineage): SourcePlace | undefined {
  const all = [...mapping.fields, ...mapping.lists, ...mapping.guards];
  return all.find((each) => each.rule === rule)?.place;
}

function once<Item extends ValueAtPlace | TracedQuestion>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
