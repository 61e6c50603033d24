export type { TestResult } from "../declared-test.ts";
export type { DeclaredLaw } from "./law.ts";
export { runLaw } from "./law.ts";
