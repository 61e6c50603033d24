import { didYouMean } from "@xmap/diagnostics";
import type { VariableExpression } from "@xmap/grammar";
import { UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { Scope } from "./scope.ts";

/** `$`, `$$` and `$name`. */
export function inferVariable(expression: VariableExpression, scope: Scope, context: ExpressionContext): ValueType {
  const { name, span } = expression;
  if (name === "" || name === "$") {
    const value = name === "" ? scope.context : scope.root;
    if (!scope.flow || value !== scope.root) return value;
    context.report({
      code: "unsupported-expression",
      span,
      values: { what: `\`${name === "" ? "$" : "$$"}\` for all names of a flow` },
    });
    return UNKNOWN_VALUE;
  }
  const found = scope.lets.get(name);
  if (found !== undefined) {
    found.use();
    return found.value;
  }
  if (context.functions.has(name)) {
    context.report({ code: "unsupported-expression", span, values: { what: "A function as a value" } });
    return UNKNOWN_VALUE;
  }
  context.report({
    code: "unknown-name",
    wording: "variable",
    span,
    values: { name },
    help: didYouMean(name, scope.lets.keys()),
  });
  return UNKNOWN_VALUE;
}
