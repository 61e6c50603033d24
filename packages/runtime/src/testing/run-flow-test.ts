import { Failure, type FlowModule, type Problem, type RuleModule } from "@xmap/contract";
import { readChannel } from "../engine/alerts/channel.ts";
import type { Observer } from "../engine/observer.ts";
import { referenceOf } from "../engine/record-keys.ts";
import { runFlow } from "../engine/run-flow.ts";
import { allSteps } from "./all-steps.ts";
import { answeredSteps } from "./answered-steps.ts";
import type { DeclaredTest, TestResult } from "./declared-test.ts";
import { GivenAnswers } from "./given-answers.ts";
import { judgeEffects } from "./judge-effects.ts";
import { judgeOutcome } from "./run-binding-test.ts";
import { createTestRun, type TestRun } from "./test-context.ts";
import { failed } from "./test-result.ts";

/** Carries a flow's steps out over records in memory, with the engine's own steps, and judges how it ends. */
export async function runFlowTest(flow: FlowModule, test: DeclaredTest, observer: Observer = {}): Promise<TestResult> {
  const { given, expect } = test;
  const answers = new GivenAnswers(test.answers);
  const { entity } = flow.subject;
  const subject = referenceOf(entity, given);
  if (subject === undefined) return failed(`the ${entity.name} of the test has no key`);
  const warnings: Problem[] = [];
  const listening: Observer = {
    ...observer,
    warned: ({ rule, message }) => void warnings.push({ word: "warn", rule, message }),
  };
  const systems: { of?: TestRun } = {};
  const system = (name: string) => {
    if (systems.of === undefined) throw new TypeError("the run has not begun");
    return systems.of.system(name);
  };
  const steps = answeredSteps(flow.steps, { answers, system });
  const run = createTestRun({ ...flow, steps }, subject, answers, [listening]);
  systems.of = run;
  run.system(entity.system).put(entity.resource, subject.key.join(","), given);
  openSystems(run, flow);
  const problems = [...(await problemsOf(run)), ...warnings];
  const rules = rulesOf(flow);
  const { effects } = run;
  if ("outcome" in expect) return { ...judgeOutcome(expect, problems, rules, answers), effects };
  if ("fields" in expect && !("written" in expect)) return failed("a flow has no result of its own");
  const unanswered = [...answers.unanswered];
  if (unanswered.length > 0) return { ...failed(undefined), unanswered, effects };
  return { ...judgeEffects(expect, { flow, run, problems, rules }), effects };
}

/** The systems that a flow meets, with all that its steps ask them to offer. */
export function openSystems(run: TestRun, flow: FlowModule): void {
  for (const step of allSteps(flow.steps)) {
    if ("binding" in step) {
      const { left, right } = step.binding;
      run.system(right.system).know(right);
      run.systems.get(left.system)?.know(left);
    }
    if (step.step === "notify") run.system(readChannel(step.channel).system);
    if (step.step === "when" && step.capability !== undefined)
      run.system(step.capability.system).offers.add(step.capability.name);
  }
}

/** Runs to the end; what stopped the run is a problem. */
async function problemsOf({ context }: TestRun): Promise<readonly Problem[]> {
  try {
    const { outcome, problems, step } = await runFlow(context);
    if (outcome === "skipped" && problems.length === 0)
      return [{ word: "skip", rule: step, message: `${context.flow.name} does not apply` }];
    return problems;
  } catch (error) {
    if (error instanceof Failure) return [{ word: "fail", rule: context.step, message: error.message }];
    throw error;
  }
}

function rulesOf(flow: FlowModule): readonly RuleModule[] {
  const bound = allSteps(flow.steps).flatMap((step) => {
    if (step.step !== "sync") return [];
    return step.side === "right" ? (step.binding.reverse?.rules ?? []) : step.binding.rules;
  });
  return [...flow.rules, ...bound];
}
