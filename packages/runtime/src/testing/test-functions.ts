import type { BindingModule, FlowModule } from "@xmap/contract";
import { takeCoverage } from "./coverage.ts";
import type { DeclaredTest, TestResult } from "./declared-test.ts";
import { describeResult } from "./describe-result.ts";
import { type DeclaredLaw, runLaw } from "./laws/law.ts";
import { runBindingTest } from "./run-binding-test.ts";
import { runFlowTest } from "./run-flow-test.ts";

/** What a test leaves for the command that runs it, under `xmap` in the task's `meta`. */
export interface TestReport {
  /** A law is generated for a two-way binding; a test is declared. */
  readonly kind: "test" | "law";
  readonly place: string;
  readonly result: TestResult;
  readonly coverage: CoverageReport;
}

/** What the test went through, by probe and by step. */
export interface CoverageReport {
  readonly probes: readonly {
    readonly probe: number;
    readonly values: readonly string[];
    readonly hasValue: boolean;
  }[];
  /** Lines of steps, as `file:line`. */
  readonly steps: readonly string[];
}

/** As much of vitest's test context as is needed. */
export interface RunningTest {
  readonly task: { readonly meta: object };
}

/** A test has failed; its result lies in the task's `meta`. */
export class TestFailure extends Error {
  override readonly name = "TestFailure";
}

/** The body of a test of a binding. */
export function bindingTest(binding: BindingModule, test: DeclaredTest): (running: RunningTest) => Promise<void> {
  return (running) => report(running, "test", test, [], () => runBindingTest(binding, test));
}

/** The body of a test of a flow. */
export function flowTest(flow: FlowModule, test: DeclaredTest): (running: RunningTest) => Promise<void> {
  const steps = new Set<string>();
  const observer = {
    stepBegan: ({ file, line }: { readonly file: string; readonly line: number }) => void steps.add(`${file}:${line}`),
  };
  return (running) => report(running, "test", test, steps, () => runFlowTest(flow, test, observer));
}

/** The body of the law test of a two-way binding. */
export function lawTest(binding: BindingModule, law: DeclaredLaw): (running: RunningTest) => Promise<void> {
  return (running) => report(running, "law", law, [], async () => runLaw(binding, law));
}

async function report(
  { task }: RunningTest,
  kind: TestReport["kind"],
  { place }: { readonly place: string },
  steps: Iterable<string>,
  run: () => Promise<TestResult>,
): Promise<void> {
  takeCoverage();
  const result = await run();
  const probes = [...takeCoverage()].map(([probe, { values, hasValue }]) => ({ probe, values: [...values], hasValue }));
  const left: TestReport = { kind, place, result, coverage: { probes, steps: [...steps] } };
  Object.assign(task.meta, { xmap: left });
  if (!result.passed) throw new TestFailure(describeResult(result));
}
