import type { BinaryExpression } from "@xmap/grammar";
import { isUnknown } from "../types/classify.ts";
import { UNKNOWN_OR_NOTHING } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { inferCall } from "./infer-call.ts";
import { functionOf } from "./infer-lambda.ts";
import type { Scope } from "./scope.ts";

/** `value ~> f`: a call gets the value as its first argument, a function is called with it; two functions make one. */
export function inferChain({ left, right }: BinaryExpression, scope: Scope, context: ExpressionContext): ValueType {
  const value = context.infer(left, scope);
  const isCall =
    right.kind === "CallExpression" && !right.arguments.some(({ kind }) => kind === "PlaceholderExpression");
  if (isCall) {
    const result = inferCall(right, scope, context, { expression: left, value });
    context.types.set(right, result);
    return result;
  }
  const { type } = context.infer(right, scope);
  if (type.kind === "function") {
    const first = value.type.kind === "function" ? value.type : undefined;
    if (first === undefined) return type.apply([value]);
    return functionOf(1, (given) => type.apply([first.apply(given)]));
  }
  if (right.kind !== "MissingExpression" && !isUnknown(type)) {
    const values = { wanted: "A function", found: typeToText(type) };
    const help = "after `~>` stands a function or a call";
    context.report({ code: "type-mismatch", span: right.span, values, help });
  }
  return UNKNOWN_OR_NOTHING;
}
