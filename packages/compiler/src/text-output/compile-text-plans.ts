import type { CheckedProgram } from "@xmap/language";
import { lowerProgram } from "../lower/program.ts";
import { declaredIn } from "./declared.ts";
import { draftShape } from "./draft-shape.ts";
import { readPlanText, writePlanText } from "./emit-plans.ts";
import { readsOf } from "./reads-of.ts";

/**
 * A JavaScript module about the forward direction of a binding, with `readPlan`, the fields that it looks at, and
 * `writePlan`, the fields that its drafts have. With them `@xmap/runtime/text` maps JSON text to JSON text. Undefined when
 * there is no such binding.
 */
export function compileTextPlans(program: CheckedProgram, binding: string): string | undefined {
  const { modules } = lowerProgram(program);
  const found = modules.flatMap((module) => module.bindings).find(({ name }) => name === binding);
  if (found === undefined) return undefined;
  const declared = declaredIn(modules);
  const { code, lines } = found.forward;
  const lists = lines.map(({ field }) => field.split("."));
  return [
    `export const readPlan = ${readPlanText(readsOf(code, declared))};`,
    `export const writePlan = ${writePlanText(draftShape(code, declared), lists)};`,
    "",
  ].join("\n\n");
}
