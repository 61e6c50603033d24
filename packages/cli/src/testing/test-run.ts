import type { CoverageReport, TestResult } from "@xmap/runtime/testing";

/** One test as it was run. */
export interface TestRun {
  /** A law is tested for every two-way binding, a test is declared. */
  readonly kind: "test" | "law";
  readonly title: string;
  /** Of its declaration, as the project knows it. */
  readonly file: string;
  readonly line: number;
  readonly passed: boolean;
  /** Undefined when it could not be run at all; `error` says why. */
  readonly result: TestResult | undefined;
  readonly coverage: CoverageReport | undefined;
  readonly error: string | undefined;
  readonly milliseconds: number;
}
