import type { Span } from "@xmap/diagnostics";
import type { Answer, Expression } from "@xmap/grammar";
import type { CheckedRule } from "../../program.ts";
import { itemOf } from "../../types/classify.ts";
import type { Type } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";

/** A text that a rule can come to, and where it is written. */
export interface PossibleText {
  readonly text: string;
  readonly span: Span;
  /** It stands there itself; otherwise the place gives it among others. */
  readonly written: boolean;
}

function ofType(type: Type, span: Span): readonly PossibleText[] {
  const item = itemOf(type);
  if (item.kind !== "enumeration") return [];
  return item.values.map((value) => ({ text: String(value), span, written: false }));
}

function ofExpression(expression: Expression, context: CheckContext): readonly PossibleText[] {
  switch (expression.kind) {
    case "StringLiteral":
      return [{ text: expression.value, span: expression.span, written: true }];
    case "ConditionalExpression":
      return [expression.then, expression.otherwise].flatMap((branch) =>
        branch === undefined ? [] : ofExpression(branch, context),
      );
    case "BlockExpression": {
      const last = expression.expressions.at(-1);
      return last === undefined ? [] : ofExpression(last, context);
    }
    case "BinaryExpression":
      if (expression.operator !== "??" && expression.operator !== "?:") break;
      return [...ofExpression(expression.left, context), ...ofExpression(expression.right, context)];
  }
  const type = context.types.get(expression)?.type;
  return type === undefined ? [] : ofType(type, expression.span);
}

function ofAnswers(answers: readonly (Answer | undefined)[]): readonly PossibleText[] {
  return answers.flatMap((answer) =>
    answer?.kind === "StringLiteral" ? [{ text: answer.value, span: answer.span, written: true }] : [],
  );
}

/** The texts that a rule's value is known to come to: literals, values of closed sets, answers. */
export function possibleTexts(rule: CheckedRule, context: CheckContext): readonly PossibleText[] {
  const { via, expressions } = rule.value;
  if (via === undefined) return expressions.flatMap((expression) => ofExpression(expression, context));
  const named = rule.declaration.via?.target.span ?? rule.declaration.span;
  switch (via.kind) {
    case "arms":
      return ofAnswers([...via.arms.map((arm) => arm.answer), via.otherwise]);
    case "map":
      return [...ofType(via.map.answer.type, named), ...ofAnswers([via.otherwise])];
    case "lookup": {
      const missed = via.otherwise === undefined ? via.lookup.none : undefined;
      const missing = [missed, via.lookup.many].flatMap((answer) =>
        answer?.kind === "StringLiteral" ? [{ text: answer.value, span: named, written: false }] : [],
      );
      return [...ofType(via.lookup.result.value.type, named), ...missing, ...ofAnswers([via.otherwise])];
    }
    default:
      return [];
  }
}

/** How many letters an expression's text has at least. */
export function leastLength(expression: Expression, context: CheckContext): number {
  switch (expression.kind) {
    case "StringLiteral":
      return expression.value.length;
    case "BinaryExpression":
      if (expression.operator !== "&") return 0;
      return leastLength(expression.left, context) + leastLength(expression.right, context);
    case "ConditionalExpression":
      if (expression.otherwise === undefined) return 0;
      return Math.min(leastLength(expression.then, context), leastLength(expression.otherwise, context));
    case "BlockExpression": {
      const [only, second] = expression.expressions;
      return only === undefined || second !== undefined ? 0 : leastLength(only, context);
    }
  }
  const value = context.types.get(expression);
  if (value === undefined || value.mayBeAbsent || value.mayBeNull || value.type.kind !== "enumeration") return 0;
  return Math.min(...value.type.values.map((possible) => String(possible).length));
}
