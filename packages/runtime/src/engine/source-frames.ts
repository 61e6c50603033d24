import type { FlowModule, Problem, SourceFrame } from "@xmap/contract";
import type { RunContext } from "./run-context.ts";

/** Where a run has come to its end: the rules that the problems name, then the steps outwards. */
export function stackOf(context: RunContext, problems: readonly Problem[]): readonly SourceFrame[] {
  const rules = [...new Set(problems.map(({ rule }) => rule))].flatMap((rule) => frameOfRule(context, rule));
  return [...rules, ...context.frames.toReversed()];
}

function frameOfRule({ binding, flow }: RunContext, id: string): readonly SourceFrame[] {
  const known: FlowModule["rules"] = [...(binding?.rules ?? []), ...flow.rules];
  const rule = known.find((one) => one.id === id);
  return rule === undefined ? [] : [{ name: rule.id, file: rule.file, line: rule.line, text: rule.text }];
}
