import type { Expression } from "@xmap/grammar";
import { isBooleanLike, isNumeric, isTextLike, itemOf, membersOf } from "../types/classify.ts";
import type { Type, ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";

/** How a value that is not known is said to be what a place needs. */
const CONVERSIONS: Readonly<Record<string, string>> = { number: "$number", text: "$string", boolean: "$boolean" };

/** What a place takes that has a type. */
export function nounOf(type: Type): "number" | "text" | "boolean" | "other" {
  if (isNumeric(type)) return "number";
  if (isTextLike(type)) return "text";
  return isBooleanLike(type) ? "boolean" : "other";
}

/**
 * Says that nothing is known of a value where something is needed; it is checked when the mapping runs.
 * `needed` is a noun for people: "the operator `+`", "the column `sku`"; `as` is what the place takes.
 */
export function reportUnknown(
  expression: Expression,
  value: ValueType,
  needed: string,
  as: "number" | "text" | "boolean" | "other",
  context: ExpressionContext,
): void {
  if (!membersOf(itemOf(value.type)).some((member) => member.kind === "unknown" && member.pending !== true)) return;
  const conversion = CONVERSIONS[as];
  const converted =
    conversion === undefined ? "" : `, or convert it: \`${conversion}(${context.textOf(expression.span)})\``;
  context.report({
    code: "unknown-value",
    span: expression.span,
    values: { needed },
    help: `give the field a type in the overlay of its schema${converted}`,
  });
}
