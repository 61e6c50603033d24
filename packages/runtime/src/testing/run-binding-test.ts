import { type BindingModule, type FlowModule, type Problem, type RuleModule, worstWord } from "@xmap/contract";
import { gatherAndEvaluate } from "../engine/gather.ts";
import { referenceOf } from "../engine/record-keys.ts";
import { compareFields } from "./compare-fields.ts";
import type { DeclaredTest, TestResult } from "./declared-test.ts";
import { GivenAnswers } from "./given-answers.ts";
import { createTestRun } from "./test-context.ts";
import { failed, PASSED } from "./test-result.ts";

/** Maps the given record with the given answers and judges what comes out. */
export async function runBindingTest(binding: BindingModule, test: DeclaredTest): Promise<TestResult> {
  const { given, expect } = test;
  const answers = new GivenAnswers(test.answers);
  const subject = referenceOf(binding.left, given);
  if (subject === undefined) return failed(`the ${binding.left.name} of the test has no key`);
  const { context } = createTestRun(flowAround(binding), subject, answers);
  const { result, problems } = await gatherAndEvaluate(context, {
    name: binding.name,
    stages: binding.lookups.map((stage) => (ask, given_) => stage(given as never, ask, given_)),
    evaluate: (answered, report) => binding.map(given as never, answered, report),
  });
  if ("outcome" in expect) return judgeOutcome(expect, problems, binding.rules, answers);
  if (!("fields" in expect) || "written" in expect) return failed("a binding does nothing by itself");
  const unanswered = [...answers.unanswered];
  // Whoever expects fields expects that nothing is said against the record, warnings included.
  if (unanswered.length > 0 || result === undefined || problems.length > 0)
    return { ...failed(undefined), unanswered, problems: unanswered.length > 0 ? [] : placed(problems, binding.rules) };
  const differences = compareFields(expect.fields, result, binding.rules);
  return { ...PASSED, passed: differences.length === 0, differences };
}

/** Whether the worst of the problems is the expected one, in the expected words where the test gives them. */
export function judgeOutcome(
  expected: { readonly outcome: Problem["word"]; readonly message?: string },
  problems: readonly Problem[],
  rules: readonly RuleModule[],
  answers: GivenAnswers,
): TestResult {
  const { outcome, message } = expected;
  const word = worstWord(problems);
  const said = problems.filter((problem) => problem.word === outcome);
  if (word === outcome && (message === undefined || said.some((problem) => problem.message === message))) return PASSED;
  const wanted = message === undefined ? outcome : `${outcome} ${JSON.stringify(message)}`;
  const unanswered = word === outcome ? [] : [...answers.unanswered];
  return {
    ...failed(word === undefined ? `expected ${wanted}, and nothing stood in the way` : `expected ${wanted}`),
    problems: placed(problems, rules),
    unanswered,
  };
}

export function placed(problems: readonly Problem[], rules: readonly RuleModule[]): TestResult["problems"] {
  return problems.map((problem) => ({ ...problem, at: rules.find(({ id }) => id === problem.rule) }));
}

/** Lookups and references are asked for within a run; this one has no steps. */
function flowAround(binding: BindingModule): FlowModule {
  return {
    name: binding.name,
    subject: { name: binding.left.name, entity: binding.left },
    where: undefined,
    triggers: [],
    policy: undefined,
    atMostEveryMilliseconds: undefined,
    rules: binding.rules,
    steps: [],
  };
}
