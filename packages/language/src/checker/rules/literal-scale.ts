import type { Expression } from "@xmap/grammar";
import { itemOf } from "../../types/classify.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { CheckContext } from "../check-context.ts";
import type { PlacedRule } from "./visit-rules.ts";

/** Digits after the point, as a number is written shortest. */
function scaleOf(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const digits = mantissa.split(".")[1]?.length ?? 0;
  return Math.max(0, digits - Number(exponent));
}

function numbersOf(expression: Expression): readonly (Expression & { kind: "NumberLiteral" })[] {
  if (expression.kind === "NumberLiteral") return [expression];
  if (expression.kind === "NegateExpression") return numbersOf(expression.operand);
  if (expression.kind !== "ConditionalExpression") return [];
  return [expression.then, expression.otherwise].flatMap((branch) => (branch === undefined ? [] : numbersOf(branch)));
}

/** A number that is written out has no more digits than its target keeps. */
export function checkLiteralScale({ rule }: PlacedRule, context: CheckContext): void {
  const wanted = itemOf(rule.target.field.value.type);
  if (wanted.kind !== "decimal") return;
  const { via, expressions } = rule.value;
  const answers = via?.kind === "arms" ? [...via.arms.map((arm) => arm.answer), via.otherwise] : [];
  const numbers = [
    ...(via === undefined ? expressions.flatMap(numbersOf) : []),
    ...answers.filter((answer) => answer?.kind === "NumberLiteral"),
  ];
  for (const { value, span } of numbers) {
    if (scaleOf(value) <= wanted.digits) continue;
    const values = { target: rule.target.path.join("."), wanted: typeToText(wanted), found: String(value) };
    context.report({ code: "lossy-conversion", span, values });
  }
}
