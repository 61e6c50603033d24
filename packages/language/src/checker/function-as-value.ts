import type { Expression } from "@xmap/grammar";
import { membersOf } from "../types/classify.ts";
import type { ValueType } from "../types/type.ts";
import type { CheckContext } from "./check-context.ts";

/** Says that an expression gives a function, which nothing outside of it can hold or call. False: it gives none. */
export function reportFunction(expression: Expression, { type }: ValueType, context: CheckContext): boolean {
  if (!membersOf(type).some(({ kind }) => kind === "function")) return false;
  const { span } = expression;
  const help =
    expression.kind === "VariableExpression"
      ? `call it: \`${context.textOf(span)}(…)\``
      : "name it where it is called: `( $f := function($x) { … }; $f(…) )`";
  context.report({ code: "function-as-value", span, values: {}, help });
  return true;
}
