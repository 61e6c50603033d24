export { CompileError } from "./compile-error.ts";
export {
  type CompiledPart,
  type CompileOptions,
  compilePart,
  compileText,
  type GeneratedFile,
} from "./compile-text.ts";
export type { FileUses } from "./lower/file-uses.ts";
export { type LawPlan, planLaws } from "./tests/laws/law-plan.ts";
export { compileTextPlans } from "./text-output/compile-text-plans.ts";
