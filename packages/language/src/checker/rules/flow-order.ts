import type { FlowDeclaration, Identifier } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

/** The way from a flow back to itself over what comes before it, the nearest first. */
function circleOf(
  start: FlowDeclaration,
  flows: ReadonlyMap<string, FlowDeclaration>,
): readonly Identifier[] | undefined {
  const ways = start.after.map((name): readonly Identifier[] => [name]);
  const seen = new Set<string>();
  for (const way of ways) {
    const last = way.at(-1);
    if (last === undefined || seen.has(last.name)) continue;
    if (last.name === start.name.name) return way;
    seen.add(last.name);
    for (const name of flows.get(last.name)?.after ?? []) ways.push([...way, name]);
  }
  return undefined;
}

/** No flow waits for itself. Files cannot import each other, so a circle lies in one file; it is reported once. */
export function checkFlowOrder(context: CheckContext): void {
  const flows = new Map<string, FlowDeclaration>();
  for (const declaration of context.file.declarations)
    if (declaration.kind === "FlowDeclaration") flows.set(declaration.name.name, declaration);
  const reported = new Set<string>();
  for (const flow of flows.values()) {
    if (reported.has(flow.name.name)) continue;
    const circle = circleOf(flow, flows);
    const [first] = circle ?? [];
    if (circle === undefined || first === undefined) continue;
    for (const { name } of circle) reported.add(name);
    const chain = [flow.name, ...circle].map(({ name }) => name).join(" → ");
    context.report({ code: "flow-order-cycle", span: first.span, values: { chain } });
  }
}
