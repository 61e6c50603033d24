export type { EntitySchema } from "@xmap/contract";
export { cover, takeCoverage } from "./coverage.ts";
export type { DeclaredAnswers, DeclaredArm, DeclaredExpectation, DeclaredTest, TestResult } from "./declared-test.ts";
export { describeResult } from "./describe-result.ts";
export type { FlowEffect } from "./flow-effect.ts";
export type { DeclaredLaw, LawSide } from "./laws/law.ts";
export { runLaw } from "./laws/law.ts";
export { recordArbitrary } from "./laws/record-arbitrary.ts";
export { runBindingTest } from "./run-binding-test.ts";
export { runFlowTest } from "./run-flow-test.ts";
export {
  bindingTest,
  type CoverageReport,
  flowTest,
  lawTest,
  type RunningTest,
  TestFailure,
  type TestReport,
} from "./test-functions.ts";
export type { TrialSource } from "./trial-answers.ts";
export { type FlowTrial, type TriedStep, tryFlow } from "./try-flow.ts";
