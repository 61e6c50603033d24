import type { DataRecord } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import type { CallEffect, FieldPath, NotifyStep } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { CheckedStep, FlowSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { resolveName } from "../resolve-name.ts";
import { allCheckedSteps } from "../steps/all-checked-steps.ts";
import type { CheckedExpectation } from "./checked-test.ts";
import { type JsonLiteral, readJsonLiteral } from "./json-literal.ts";
import { namesText } from "./names-text.ts";
import { plainText } from "./plain-text.ts";
import { fitsExpected } from "./report-misfit.ts";

/** What a test expects a flow to call or to tell, or not to: something that it can do, with values that fit. */
export function checkExpectedAct(
  expected: CallEffect | NotifyStep,
  never: boolean,
  flow: FlowSymbol,
  context: CheckContext,
): CheckedExpectation | undefined {
  return expected.kind === "CallEffect"
    ? checkCall(expected, never, flow, context)
    : checkMessage(expected, never, flow, context);
}

type CallingStep = Extract<CheckedStep, { kind: "call" | "invoke" }>;

function checkCall(
  { target, arguments: given }: CallEffect,
  never: boolean,
  flow: FlowSymbol,
  context: CheckContext,
): CheckedExpectation | undefined {
  const name = textOf(target);
  const calls = new Map<string, CallingStep[]>();
  for (const step of allCheckedSteps(flow.steps)) {
    if (step.kind !== "call" && step.kind !== "invoke") continue;
    const called = nameOfCall(step);
    calls.set(called, [...(calls.get(called) ?? []), step]);
  }
  const steps = calls.get(name) ?? [];
  const [step] = steps;
  if (step === undefined) {
    const help = didYouMean(name, calls.keys()) ?? namesText("it calls", calls.keys());
    const values = { subject: flow.name, name };
    context.report({ code: "wrong-expectation", wording: "uncalled", span: target.span, values, help });
    return undefined;
  }
  const [first] = target.names;
  if (step.kind === "invoke" && first !== undefined && resolveName(context, first, ["system"]) === undefined)
    return undefined;
  const members = new Map<string, JsonLiteral>();
  for (const argument of given) {
    const literal = readArgument(argument, steps, context);
    if (literal === undefined) return undefined;
    members.set(argument.name.name, literal);
  }
  const value = Object.fromEntries([...members].map(([argument, literal]) => [argument, literal.value])) as DataRecord;
  if (!fitsExpected({ value, span: target.span, members }, step.parameters, context)) return undefined;
  const operation = step.kind === "call" ? step.operation : step.invocation;
  const called = step.kind === "call" ? step.target : step.system.name;
  return { kind: "called", target: called, operation, arguments: value, never };
}

/** The value of an argument that one of the calls gives. */
function readArgument(
  { name, value }: CallEffect["arguments"][number],
  steps: readonly CallingStep[],
  context: CheckContext,
): JsonLiteral | undefined {
  const [step] = steps;
  if (step === undefined) return undefined;
  const { parameters } = step;
  const operation = nameOfCall(step);
  context.recorder?.member({ span: name.span, name: name.name, owner: parameters, purpose: "argument" });
  if (!parameters.fields.has(name.name)) {
    const help = nearNames(name.name, parameters.fields.keys());
    const values = { operation, name: name.name };
    context.report({ code: "unknown-operation", wording: "argument", span: name.span, values, help });
    return undefined;
  }
  const literal = readJsonLiteral(value, context);
  if (literal === undefined) return undefined;
  // Expected as null: not given.
  const isGiven = steps.some((each) => each.arguments.some((argument) => argument.name === name.name));
  if (!isGiven && literal.value !== null) {
    const values = { name: operation, target: name.name };
    context.report({ code: "wrong-expectation", wording: "ungiven", span: name.span, values });
    return undefined;
  }
  return literal;
}

function checkMessage(
  { channel, template }: NotifyStep,
  never: boolean,
  flow: FlowSymbol,
  context: CheckContext,
): CheckedExpectation | undefined {
  const name = textOf(channel);
  const channels = allCheckedSteps(flow.steps).flatMap((step) => (step.kind === "notify" ? [step.channel] : []));
  if (!channels.includes(name)) {
    const help = didYouMean(name, channels) ?? namesText("it notifies", channels);
    const values = { subject: flow.name, name };
    context.report({ code: "wrong-expectation", wording: "untold", span: channel.span, values, help });
    return undefined;
  }
  const text = plainText(template, context);
  return text === undefined ? undefined : { kind: "notified", channel: name, text, never };
}

/** What a test calls the step's call: `sale.confirm`, or `fraud.score` of a system. */
export function nameOfCall(step: CallingStep): string {
  return step.kind === "call" ? `${step.target}.${step.operation}` : `${step.system.name}.${step.invocation}`;
}

function textOf({ names }: FieldPath): string {
  return names.map(({ name }) => name).join(".");
}
