import { didYouMean } from "@xmap/diagnostics";
import type { VariableExpression } from "@xmap/grammar";
import { UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { Facts } from "./facts.ts";
import { builtInValue } from "./infer-call.ts";
import { factPlaceOf } from "./narrowing.ts";
import { boundVariable, type Scope } from "./scope.ts";

const NO_FACTS = new Facts();

/** `$`, `$$` and `$name`. */
export function inferVariable(expression: VariableExpression, scope: Scope, context: ExpressionContext): ValueType {
  const value = variableValue(expression, scope, context);
  const place = factPlaceOf(expression, scope);
  return place === undefined ? value : (scope.facts ?? NO_FACTS).narrowed(place, value);
}

function variableValue(expression: VariableExpression, scope: Scope, context: ExpressionContext): ValueType {
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
  const bound = boundVariable(scope, name);
  if (bound !== undefined) return bound;
  const found = scope.lets.get(name);
  if (found !== undefined) {
    found.use();
    return found.value;
  }
  const signature = context.functions.get(name);
  if (signature !== undefined) return builtInValue(signature, expression, { scope, context });
  context.report({
    code: "unknown-name",
    wording: "variable",
    span,
    values: { name },
    help: didYouMean(name, [...variableNames(scope)]),
  });
  return UNKNOWN_VALUE;
}

function variableNames(scope: Scope): ReadonlySet<string> {
  const names = new Set(scope.lets.keys());
  for (let { frame } = scope; frame !== undefined; frame = frame.outer)
    for (const name of frame.variables.keys()) names.add(name);
  return names;
}
