import { visitNodes } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";
import type { PlacedRule } from "./visit-rules.ts";

const CLOCKS: ReadonlySet<string> = new Set(["now", "millis"]);

/** A rule that writes the time does so once; `isWrite`: it stands in a step, which has no `once`. */
export function checkRestlessValue({ rule, included }: PlacedRule, isWrite: boolean, context: CheckContext): void {
  if (rule.once || included) return;
  const help = isWrite ? "write an instant of the record" : "mark the rule `once`";
  for (const expression of rule.value.expressions)
    visitNodes(expression, (node) => {
      if (node.kind !== "CallExpression" || node.callee.kind !== "VariableExpression") return;
      const { name } = node.callee;
      if (!CLOCKS.has(name)) return;
      const values = { name, target: rule.target.path.join(".") };
      context.report({ code: "restless-value", span: node.span, values, help });
    });
}
