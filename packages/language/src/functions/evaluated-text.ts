import { hasErrors } from "@xmap/diagnostics";
import { parseExpression } from "@xmap/grammar";
import type { ExpressionContext } from "../expressions/expression-context.ts";
import { withContext, withFrame } from "../expressions/scope.ts";
import { UNKNOWN_OR_NOTHING } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { Argument, CallPlace } from "./function-signature.ts";

/** What a written text says is part of the expression; what another text says is known when the mapping runs. */
export function evaluatedText([text, focus]: readonly Argument[], { scope, context }: CallPlace): ValueType {
  if (text === undefined) return UNKNOWN_OR_NOTHING;
  const { expression } = text;
  if (expression.kind !== "StringLiteral") {
    const { span } = expression;
    if (!scope.flow) context.report({ code: "not-in-binding", wording: "text", span, values: {} });
    return UNKNOWN_OR_NOTHING;
  }
  const parsed = parseExpression(context.path, expression.value);
  if (hasErrors(parsed.diagnostics)) {
    const message = parsed.diagnostics[0]?.message ?? "";
    context.report({ code: "bad-evaluated-text", span: expression.span, values: { message } });
    return UNKNOWN_OR_NOTHING;
  }
  const inner: ExpressionContext = {
    ...context,
    recorder: undefined,
    // Everything in the text stands at the text.
    report: ({ fixes, related, ...report }) => context.report({ ...report, span: expression.span }),
    infer: (part, at, using = inner) => context.infer(part, at, using),
    textOf: (span) => expression.value.slice(span.start, span.end),
  };
  const inside = focus === undefined ? scope : withContext(scope, { ...focus.value, mayBeAbsent: false });
  // What the text assigns stays inside.
  return inner.infer(parsed.expression, withFrame(inside), inner);
}
