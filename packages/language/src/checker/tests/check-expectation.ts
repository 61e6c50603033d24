import type { DataRecord } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import type { Expectation, FieldPath, ObjectExpression, Outcome } from "@xmap/grammar";
import type { BindingSymbol, EntitySymbol, FlowSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { allCheckedSteps } from "../steps/all-checked-steps.ts";
import { checkExpectedAct } from "./check-expected-act.ts";
import type { CheckedAnswers, CheckedExpectation } from "./checked-test.ts";
import { type JsonLiteral, readJsonLiteral } from "./json-literal.ts";
import { namesText } from "./names-text.ts";
import { plainText } from "./plain-text.ts";
import { fitsExpected } from "./report-misfit.ts";
import { type SubjectParts, viasOf } from "./subject-parts.ts";

/** What an expectation is judged by. */
export interface Expecting {
  readonly subject: BindingSymbol | FlowSymbol;
  readonly parts: SubjectParts;
  readonly answers: readonly CheckedAnswers[];
  readonly context: CheckContext;
}

/** What a test expects: fields that a rule sets with values that fit, or an outcome that can be. */
export function checkExpectation(expectation: Expectation, expecting: Expecting): CheckedExpectation | undefined {
  const { expected, written, never } = expectation;
  const { subject, context } = expecting;
  if (expected.kind === "Outcome") return checkOutcome(expected, expecting);
  if (expected.kind === "CallEffect" || expected.kind === "NotifyStep") {
    if (subject.kind === "flow") return checkExpectedAct(expected, never, subject, context);
    context.report({ code: "wrong-expectation", wording: "binding", span: expected.span, values: {} });
    return undefined;
  }
  if (subject.kind === "binding") {
    if (written !== undefined) {
      context.report({ code: "wrong-expectation", wording: "binding", span: written.span, values: {} });
      return undefined;
    }
    const fields = checkFields(expected, subject.right, "", expecting);
    return fields === undefined ? undefined : { kind: "fields", fields };
  }
  if (written === undefined) {
    context.report({ code: "wrong-expectation", wording: "flow", span: expected.span, values: {} });
    return undefined;
  }
  const target = writtenEntity(written, subject, context);
  if (target === undefined) return undefined;
  const fields = checkFields(expected, target.entity, target.prefix, expecting);
  const name = written.names.map((part) => part.name).join(".");
  return fields === undefined ? undefined : { kind: "written", name, fields };
}

function checkOutcome(outcome: Outcome, { subject, parts, context }: Expecting): CheckedExpectation | undefined {
  const { word, template, span } = outcome;
  if (!parts.outcomes.has(word)) {
    const help = `it can come to ${[...parts.outcomes].join(", ")}`;
    context.report({
      code: "wrong-expectation",
      wording: "outcome",
      span,
      values: { subject: subject.name, word },
      help,
    });
    return undefined;
  }
  if (template === undefined) return { kind: "outcome", word, message: undefined };
  const message = plainText(template, context);
  return message === undefined ? undefined : { kind: "outcome", word, message };
}

interface WrittenRecord {
  readonly entity: EntitySymbol;
  /** Before the fields in the targets of the flow's parts. */
  readonly prefix: string;
}

/** The record that a flow writes by itself, or syncs under a name. */
function writtenEntity(written: FieldPath, flow: FlowSymbol, context: CheckContext): WrittenRecord | undefined {
  const records = new Map<string, WrittenRecord>();
  for (const step of allCheckedSteps(flow.steps)) {
    if (step.kind === "write") records.set(step.target, { entity: step.entity, prefix: `${step.target}.` });
    if (step.kind === "sync" && step.assign !== undefined && !records.has(step.assign))
      records.set(step.assign, {
        entity: step.side === "right" ? step.binding.left : step.binding.right,
        prefix: "",
      });
  }
  const name = written.names.map((part) => part.name).join(".");
  const found = records.get(name);
  if (found !== undefined) return found;
  const help = didYouMean(name, records.keys()) ?? namesText("it writes", records.keys());
  const values = { subject: flow.name, name };
  context.report({ code: "wrong-expectation", wording: "unwritten", span: written.span, values, help });
  return undefined;
}

function checkFields(
  expected: ObjectExpression,
  entity: EntitySymbol,
  prefix: string,
  expecting: Expecting,
): DataRecord | undefined {
  const { context } = expecting;
  const literal = readJsonLiteral(expected, context);
  if (literal === undefined) return undefined;
  if (!fitsExpected(literal, entity.type, context)) return undefined;
  for (const [target, place] of leafPlaces(literal)) checkTarget(target, prefix, place, expecting);
  return literal.value as DataRecord;
}

/** The dotted names of the fields that an expectation names, each at its first place; lines share their names. */
function leafPlaces(literal: JsonLiteral, names: readonly string[] = []): ReadonlyMap<string, JsonLiteral> {
  const places = new Map<string, JsonLiteral>();
  const isList = Array.isArray(literal.value);
  for (const [name, member] of literal.members) {
    const path = isList ? names : [...names, name];
    const below = member.members.size === 0 ? new Map([[path.join("."), member]]) : leafPlaces(member, path);
    for (const [target, place] of below) if (!places.has(target)) places.set(target, place);
  }
  return places;
}

/** A rule sets the field, and what it goes through has answers. */
function checkTarget(target: string, prefix: string, place: JsonLiteral, expecting: Expecting): void {
  const { subject, parts, answers, context } = expecting;
  const whole = prefix + target;
  const rules = parts.values.filter((value) => value.target === whole || value.target.startsWith(`${whole}.`));
  if (rules.length === 0) {
    const names = new Set(
      parts.values.flatMap((value) => (value.target.startsWith(prefix) ? [value.target.slice(prefix.length)] : [])),
    );
    const values = { subject: subject.name, target };
    const help = didYouMean(target, names);
    // What no rule sets has no value, and a test may say so; lists that no line is in are empty.
    if (place.value !== null && !isEmptyList(place, parts, whole))
      context.report({ code: "wrong-expectation", wording: "unset", span: place.span, values, help });
    return;
  }
  // With several rules for the field it depends on the record which of them asks; without a value nobody may have.
  const [only, another] = rules;
  if (only === undefined || another !== undefined || place.value === null || subject.kind === "flow") return;
  for (const via of viasOf(only)) {
    const of = via.kind === "lookup" ? via.lookup : via.kind === "binding" ? via.binding : undefined;
    if (of === undefined || answers.some((answered) => answered.of === of)) continue;
    const values = { target, name: of.name };
    const help = `answers ${of.name} ${of.kind === "lookup" ? "{ … -> … }" : "-> …"}`;
    context.report({ code: "unanswered-lookup", span: place.span, values, help: `write \`${help}\`` });
  }
}

function isEmptyList(place: JsonLiteral, parts: SubjectParts, target: string): boolean {
  const isList = Array.isArray(place.value) && place.value.length === 0;
  return isList && parts.values.some((value) => value.target.startsWith(`${target}.`));
}
