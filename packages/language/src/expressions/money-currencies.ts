import type { Span } from "@xmap/diagnostics";
import { itemOf } from "../types/classify.ts";
import type { Type } from "../types/type.ts";
import { asSentenceStart, typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";

/** True when both are money of one currency field, or one of them is no money. */
export function haveOneCurrency(left: Type, right: Type): boolean {
  if (left.kind !== "money" || right.kind !== "money") return true;
  return left.entity === right.entity && left.currency === right.currency;
}

/** Reports money of two currencies; returns whether there was something to report. */
export function reportTwoCurrencies(left: Type, right: Type, span: Span, context: ExpressionContext): boolean {
  const [first, second] = [itemOf(left), itemOf(right)];
  if (haveOneCurrency(first, second)) return false;
  context.report({
    code: "two-money-currencies",
    span,
    values: { left: asSentenceStart(typeToText(first)), right: typeToText(second) },
  });
  return true;
}
