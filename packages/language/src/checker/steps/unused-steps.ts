import { type FlowDeclaration, type Identifier, type Step, visitNodes } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

/** Names of steps that do nothing but give them. */
function givenNames(steps: readonly Step[]): readonly Identifier[] {
  return steps.flatMap((step) => {
    if (step.kind === "ValueStep") return [step.name];
    if (step.kind === "EffectStep")
      return step.effect.kind === "ReadEffect" && step.name !== undefined ? [step.name] : [];
    return step.kind === "WhenStep" || step.kind === "EachStep" ? givenNames(step.steps) : [];
  });
}

/** Values and records that are read have a use; what a `sync` or `find` is called names it in the journal. */
export function checkUnusedSteps(flow: FlowDeclaration, context: CheckContext): void {
  const given = givenNames(flow.steps).filter(({ name }) => name !== "");
  if (given.length === 0) return;
  const used = new Set<string>();
  visitNodes(flow, (node) => {
    if (node.kind === "NameStep") used.add(node.name);
    if (node.kind !== "WriteStep" && node.kind !== "CallEffect") return;
    const [target] = node.target.names;
    if (target !== undefined) used.add(target.name);
  });
  for (const { name, span } of given)
    if (!used.has(name)) context.report({ code: "unused-name", span, values: { name } });
}
