import type { BinaryExpression, NegateExpression } from "@xmap/grammar";
import type { Type } from "@xmap/language";
import { binary, help, unary } from "../ir/code.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { refuse } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import { asSingle, isMoney, isPresent, lowered, NUMBER, primitiveOf } from "./lowered.ts";
import { asAmount, asScaled, moneyResult } from "./money.ts";

const HELPERS = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "modulo" } as const;
type Operator = keyof typeof HELPERS;

/** Arithmetic: absent when a side is absent; money stays exact. */
export function lowerArithmetic(operator: Operator, expression: BinaryExpression, scope: ExpressionScope): Lowered {
  const left = asSingle(scope.lower(expression.left, scope), scope.rule);
  const right = asSingle(scope.lower(expression.right, scope), scope.rule);
  const absent = !isPresent(left) || !isPresent(right);
  if (isMoney(left) || isMoney(right)) return lowerMoney(operator, left, right, absent, expression, scope);
  const type: Type = NUMBER;
  const numbers = primitiveOf(left.type) === "number" && primitiveOf(right.type) === "number";
  // A division can leave the numbers, which JSONata makes an error.
  if (numbers && !absent && (operator === "+" || operator === "-" || operator === "*"))
    return lowered(binary(operator, left.code, right.code), type);
  return lowered(help(HELPERS[operator], left.code, right.code), type, { absent: true });
}

function lowerMoney(
  operator: Operator,
  left: Lowered,
  right: Lowered,
  absent: boolean,
  expression: BinaryExpression,
  scope: ExpressionScope,
): Lowered {
  const operands = [left, right];
  if (operator === "+") return moneyResult(operands, help("addMoney", asScaled(left), asScaled(right)), absent);
  if (operator === "-") return moneyResult(operands, help("subtractMoney", asScaled(left), asScaled(right)), absent);
  if (operator === "*") {
    const [money, factor] = isMoney(left) ? [left, right] : [right, left];
    return moneyResult(operands, help("multiplyMoney", asScaled(money), asAmount(factor).code), absent);
  }
  if (isMoney(right)) return refuse(scope, expression.span, "an amount can be divided by a number only");
  const part = help("divide", asAmount(left).code, right.code);
  return moneyResult(operands, help("money", part), true);
}

/** Unary minus. */
export function lowerNegate(expression: NegateExpression, scope: ExpressionScope): Lowered {
  const value = asSingle(scope.lower(expression.operand, scope), scope.rule);
  if (isMoney(value)) return moneyResult([value], help("negateMoney", asScaled(value)), !isPresent(value));
  if (primitiveOf(value.type) === "number" && isPresent(value)) return lowered(unary("-", value.code), NUMBER);
  return lowered(help("negate", value.code), NUMBER, { absent: true });
}
