import {
  type DataRecord,
  type EntityModule,
  type FlowModule,
  type Problem,
  type RuleModule,
  worstWord,
} from "@xmap/contract";
import { referenceOf } from "../engine/record-keys.ts";
import { allSteps } from "./all-steps.ts";
import { compareFields } from "./compare-fields.ts";
import type { Difference, ExpectedCall, ExpectedMessage, ExpectedWrite, TestResult } from "./declared-test.ts";
import type { CallEffect, FlowEffect, InvokeEffect, NotifyEffect, WriteEffect } from "./flow-effect.ts";
import { placed } from "./run-binding-test.ts";
import type { TestRun } from "./test-context.ts";
import { failed, PASSED } from "./test-result.ts";
import { mergeRecords } from "./test-system.ts";

/** A flow that was carried out. */
export interface JudgedRun {
  readonly flow: FlowModule;
  readonly run: TestRun;
  readonly problems: readonly Problem[];
  readonly rules: readonly RuleModule[];
}

/** Whether a flow did what the test expects; where that is to leave something out, nothing may have stopped it before. */
export function judgeEffects(expected: ExpectedWrite | ExpectedCall | ExpectedMessage, judged: JudgedRun): TestResult {
  const result =
    "written" in expected
      ? judgeWritten(expected, judged)
      : "called" in expected
        ? judgeCalled(expected, judged)
        : judgeMessage(expected, judged.run.effects);
  const word = worstWord(judged.problems);
  const wasStopped = word !== undefined && word !== "warn" && word !== "skip";
  const isSeen = !("written" in expected) && !expected.never;
  if (result.passed && (isSeen || !wasStopped)) return result;
  return { ...result, passed: false, problems: placed(judged.problems, judged.rules) };
}

function judgeWritten({ written, fields }: ExpectedWrite, { flow, run, rules }: JudgedRun): TestResult {
  const entity = entityWritten(flow, written);
  if (entity === undefined) return failed(`${flow.name} does not write ${written}`);
  const key = keyHeldBy(written, entity, run);
  const writes = run.effects.filter(
    (effect): effect is WriteEffect =>
      (effect.kind === "create" || effect.kind === "update") && isOf(effect, entity, key),
  );
  const sent = writes.reduce<DataRecord>((record, { values }) => mergeRecords(record, values), {});
  // Expected as null: not written.
  const differences = compareFields(fields, sent, rules);
  if (differences.length === 0) return PASSED;
  const remark = writes.length === 0 ? `nothing was written to ${written}` : undefined;
  return { ...failed(remark), differences };
}

function judgeCalled(expected: ExpectedCall, judged: JudgedRun): TestResult {
  const { called, operation, never } = expected;
  const calls = callsOf(expected, judged);
  const name = `${called}.${operation}`;
  let nearest: readonly Difference[] | undefined;
  for (const call of calls) {
    const differences = compareFields(expected.arguments, call.arguments, judged.rules);
    if (differences.length === 0) return never ? failed(`${name} was called`) : PASSED;
    if (nearest === undefined || differences.length < nearest.length) nearest = differences;
  }
  if (never) return PASSED;
  if (nearest === undefined) return failed(`${name} was not called`);
  return { ...failed(`${name} was called with other arguments`), differences: nearest };
}

function callsOf(
  { called, operation }: ExpectedCall,
  { flow, run }: JudgedRun,
): readonly (CallEffect | InvokeEffect)[] {
  const step = allSteps(flow.steps).find(
    (each) => each.step === "call" && each.target === called && each.operation === operation,
  );
  if (step === undefined || step.step !== "call")
    return run.effects.filter(
      (effect): effect is InvokeEffect =>
        effect.kind === "invoke" && effect.system === called && effect.invocation === operation,
    );
  const key = keyHeldBy(called, step.entity, run);
  return run.effects.filter(
    (effect): effect is CallEffect =>
      effect.kind === "call" && effect.operation === operation && isOf(effect, step.entity, key),
  );
}

function judgeMessage({ notified, text, never }: ExpectedMessage, effects: readonly FlowEffect[]): TestResult {
  const sent = effects.filter(
    (effect): effect is NotifyEffect => effect.kind === "notify" && effect.channel === notified,
  );
  if (sent.some((message) => message.text === text)) return never ? failed(`${notified} was told of it`) : PASSED;
  if (never) return PASSED;
  return failed(sent.length === 0 ? `${notified} was told nothing` : `${notified} was told something else`);
}

/** The key of the record that a name of the flow holds at its end; undefined after an `each`, whose turns had one each. */
function keyHeldBy(name: string, entity: EntityModule, { context }: TestRun): string | undefined {
  const state = context.state[name];
  return typeof state === "object" && state !== null ? referenceOf(entity, state)?.key.join(",") : undefined;
}

function isOf(effect: WriteEffect | CallEffect, { system, resource }: EntityModule, key: string | undefined): boolean {
  return effect.system === system && effect.resource === resource && (key === undefined || effect.key === key);
}

function entityWritten(flow: FlowModule, name: string): EntityModule | undefined {
  for (const step of allSteps(flow.steps)) {
    if (step.step === "write" && step.target === name) return step.entity;
    if (step.step === "sync" && step.assign === name)
      return step.side === "right" ? step.binding.left : step.binding.right;
  }
  return undefined;
}
