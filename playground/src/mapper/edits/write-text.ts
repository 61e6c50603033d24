import { type Diagnostic, hasErrors } from "@xmap/diagnostics";
import { parseFile } from "@xmap/grammar";
import { formatSource } from "@xmap/language";
import { applyPlan, type EditPlan } from "./text-splice.ts";

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
}

/** The text after a plan; refused when the parser finds more faults in it than before. */
export function writeText(plan: EditPlan): { readonly text: string } | { readonly problem: string } {
  const { path, text: before } = plan.file.source;
  const text = applyPlan(plan);
  const problems = errorsOf(parseFile(path, text).diagnostics);
  const [problem] = problems;
  if (problem !== undefined && problems.length > errorsOf(parseFile(path, before).diagnostics).length) {
    const help = problem.help === undefined ? "" : ` ${problem.help}.`;
    return { problem: `${problem.message}${help}` };
  }
  return { text: isCanonical(path, before) ? formatted(path, text) : text };
}

/** The canonical form; the text itself where it cannot be read. */
export function formatted(path: string, text: string): string {
  const answer = formatSource(path, text);
  return "text" in answer ? answer.text : text;
}

/** Whether a text without errors of syntax is in canonical form. */
export function isCanonical(path: string, text: string): boolean {
  return formatted(path, text) === text && !hasErrors(parseFile(path, text).diagnostics);
}
