import type { BinaryExpression, Expression, NegateExpression } from "@xmap/grammar";
import type { Type } from "@xmap/language";
import { binary, help, unary } from "../ir/code.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import { asSingle, isMoney, isPresent, lowered, NUMBER, primitiveOf } from "./lowered.ts";
import { asAmount, asScaled, moneyResult } from "./money.ts";
import { checkedCode } from "./shape-code.ts";
import { shortText } from "./source-text.ts";

const HELPERS = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "modulo" } as const;
type Operator = keyof typeof HELPERS;

/** Arithmetic: absent when a side is absent; money stays exact. */
export function lowerArithmetic(operator: Operator, expression: BinaryExpression, scope: ExpressionScope): Lowered {
  const left = asNumber(expression.left, scope);
  const right = asNumber(expression.right, scope);
  const absent = !isPresent(left) || !isPresent(right);
  if (isMoney(left) || isMoney(right)) return lowerMoney(operator, left, right, absent);
  const type: Type = NUMBER;
  const numbers = primitiveOf(left.type) === "number" && primitiveOf(right.type) === "number";
  // A division can leave the numbers, which JSONata makes an error.
  if (numbers && !absent && (operator === "+" || operator === "-" || operator === "*"))
    return lowered(binary(operator, left.code, right.code), type);
  return lowered(help(HELPERS[operator], left.code, right.code), type, { absent: true });
}

function lowerMoney(operator: Operator, left: Lowered, right: Lowered, absent: boolean): Lowered {
  const operands = [left, right];
  if (operator === "+") return moneyResult(operands, help("addMoney", asScaled(left), asScaled(right)), absent);
  if (operator === "-") return moneyResult(operands, help("subtractMoney", asScaled(left), asScaled(right)), absent);
  if (operator === "*") {
    const [money, factor] = isMoney(left) ? [left, right] : [right, left];
    return moneyResult(operands, help("multiplyMoney", asScaled(money), asAmount(factor).code), absent);
  }
  const part = help(HELPERS[operator], asAmount(left).code, asAmount(right).code);
  if (isMoney(right) && operator === "/") return lowered(part, NUMBER, { absent: true });
  return moneyResult(operands, help("money", part), true);
}

/** An operand; one that nothing is known of is looked at when the mapping runs. */
function asNumber(expression: Expression, scope: ExpressionScope): Lowered {
  const operand = asSingle(scope.lower(expression, scope), scope.rule);
  const { kind } = operand.type;
  if (kind !== "unknown" && kind !== "union") return operand;
  const wanted = { type: NUMBER, mayBeAbsent: true, mayBeNull: false };
  const code = checkedCode(operand.code, wanted, scope.rule, shortText(expression.span, scope.source));
  return lowered(code, NUMBER, { absent: true });
}

/** Unary minus. */
export function lowerNegate(expression: NegateExpression, scope: ExpressionScope): Lowered {
  const value = asNumber(expression.operand, scope);
  if (isMoney(value)) return moneyResult([value], help("negateMoney", asScaled(value)), !isPresent(value));
  if (primitiveOf(value.type) === "number" && isPresent(value)) return lowered(unary("-", value.code), NUMBER);
  return lowered(help("negate", value.code), NUMBER, { absent: true });
}
