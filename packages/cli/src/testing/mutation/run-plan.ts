import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileSchemas, planTests, type TestPlan } from "@xmap/compiler";
import { compileText } from "@xmap/compiler/text";
import type { BindingModule, FlowModule, OutcomeWord } from "@xmap/contract";
import type { CheckedProgram } from "@xmap/language";
import {
  type DeclaredAnswers,
  type DeclaredExpectation,
  type DeclaredTest,
  runBindingTest,
  runFlowTest,
  type TestResult,
} from "@xmap/runtime/testing";
import { writeInto } from "../compile-into.ts";

/** What the generated modules of a program export, by `.xmap` file. */
type Modules = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** A compiled program whose tests can be run one by one, in this process. */
export interface RunnableTests {
  readonly plans: readonly TestPlan[];
  run(plan: TestPlan): Promise<TestResult>;
}

/** Compiles a program into a folder of its own and loads what its tests are about. */
export async function loadTests(program: CheckedProgram, folder: string): Promise<RunnableTests> {
  const files = compileText(program, { schemaHash: "", target: "js", compileSchemas });
  writeInto(folder, files);
  const modules = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { path, sourceFile } of files) {
    const loaded: unknown = await import(pathToFileURL(join(folder, path)).href);
    modules.set(sourceFile, loaded as Readonly<Record<string, unknown>>);
  }
  return { plans: planTests(program), run: (plan) => runPlan(plan, modules) };
}

function runPlan(plan: TestPlan, modules: Modules): Promise<TestResult> {
  const test: DeclaredTest = {
    place: `${plan.file}:${plan.line}`,
    given: plan.fixture.record,
    answers: plan.answers.map(({ of, arms }) => ({
      of: "invocation" in of ? of : (exportedBy(modules, of) as DeclaredAnswers["of"]),
      arms,
    })),
    expect: expectationOf(plan.expect),
  };
  const subject = exportedBy(modules, plan.subject);
  return plan.kind === "binding"
    ? runBindingTest(subject as BindingModule, test)
    : runFlowTest(subject as FlowModule, test);
}

function exportedBy(modules: Modules, { file, name }: TestPlan["subject"]): unknown {
  const value = modules.get(file)?.[name];
  if (value === undefined) throw new TypeError(`${file} exports no ${name}`);
  return value;
}

function expectationOf(expect: TestPlan["expect"]): DeclaredExpectation {
  return "outcome" in expect ? { ...expect, outcome: expect.outcome as OutcomeWord } : expect;
}
