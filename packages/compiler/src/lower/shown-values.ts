import type { Expression } from "@xmap/grammar";
import { type Code, meaningOf } from "../ir/code.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { primitiveOf } from "./lowered.ts";

/** The single values that a condition looks at, each once, in order. */
export function shownValues(condition: Expression, scope: ExpressionScope): readonly Code[] {
  const shown = new Map<string, Code>();
  collect(condition, scope, shown);
  return [...shown.values()];
}

function collect(expression: Expression, scope: ExpressionScope, shown: Map<string, Code>): void {
  switch (expression.kind) {
    case "PathExpression": {
      const [first] = expression.steps;
      if (expression.steps.length === 1 && first !== undefined && first.operand.kind === "BlockExpression") {
        collect(first.operand, scope, shown);
        return;
      }
      const value = scope.lower(expression, scope);
      if (primitiveOf(value.type) !== undefined) shown.set(meaningOf(value.code), value.code);
      return;
    }
    case "BlockExpression":
      for (const inner of expression.expressions) collect(inner, scope, shown);
      return;
    case "NegateExpression":
      collect(expression.operand, scope, shown);
      return;
    case "BinaryExpression":
      collect(expression.left, scope, shown);
      collect(expression.right, scope, shown);
      return;
    case "ConditionalExpression":
      collect(expression.condition, scope, shown);
      collect(expression.then, scope, shown);
      if (expression.otherwise !== undefined) collect(expression.otherwise, scope, shown);
      return;
    case "CallExpression":
      for (const argument of expression.arguments) collect(argument, scope, shown);
      return;
    case "ArrayExpression":
      for (const item of expression.items) collect(item, scope, shown);
      return;
    default:
      return;
  }
}
