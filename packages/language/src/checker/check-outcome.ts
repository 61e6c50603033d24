import type { Answer, Outcome, Template } from "@xmap/grammar";
import type { Scope } from "../expressions/scope.ts";
import { BOOLEAN, enumeration, INTEGER, NULL_VALUE, NUMBER, optional, present, UNKNOWN } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { unifyTypes } from "../types/unify.ts";
import type { CheckContext } from "./check-context.ts";
import { reportFunction } from "./function-as-value.ts";

/** The expressions of a template; every value can be said as text. */
export function checkTemplate(template: Template | undefined, scope: Scope, context: CheckContext): void {
  for (const part of template?.parts ?? []) {
    if (part.kind !== "TemplateText") reportFunction(part, context.infer(part, scope), context);
  }
}

export function checkOutcome(outcome: Outcome, scope: Scope, context: CheckContext): void {
  checkTemplate(outcome.template, scope, context);
}

/** The value of an answer; undefined where it ends the record or line instead of giving one. */
export function checkAnswer(answer: Answer, scope: Scope, context: CheckContext): ValueType | undefined {
  switch (answer.kind) {
    case "Outcome":
      checkOutcome(answer, scope, context);
      if (answer.word === "warn") {
        const help = "write `keep` to go on without a value, or an outcome that ends the record";
        context.report({ code: "impossible-outcome", span: answer.span, values: {}, help });
      }
      return undefined;
    case "KeepAnswer":
      return optional({ kind: "null" });
    case "NoneAnswer":
      context.report({
        code: "impossible-outcome",
        wording: "none",
        span: answer.span,
        values: {},
        help: "write `keep` to leave the field, or `null` to clear it",
      });
      return undefined;
    case "NullLiteral":
      return NULL_VALUE;
    case "StringLiteral":
      return present(enumeration([answer.value]));
    case "NumberLiteral":
      return present(Number.isInteger(answer.value) ? INTEGER : NUMBER);
    case "BooleanLiteral":
      return present(BOOLEAN);
  }
}

/** The closed set of several answers: of their literals, with whether one keeps or clears. */
export function checkAnswers(answers: readonly Answer[], scope: Scope, context: CheckContext): ValueType {
  const values: (string | number | boolean)[] = [];
  let mayBeAbsent = false;
  let mayBeNull = false;
  for (const answer of answers) {
    const value = checkAnswer(answer, scope, context);
    if (value === undefined) continue;
    mayBeAbsent ||= value.mayBeAbsent;
    mayBeNull ||= value.mayBeNull;
    if (answer.kind === "StringLiteral" || answer.kind === "NumberLiteral" || answer.kind === "BooleanLiteral")
      values.push(answer.value);
  }
  return { type: values.length === 0 ? UNKNOWN : enumeration(values), mayBeAbsent, mayBeNull };
}

/** A result with what else it can be when nothing is found. */
export function withOtherwise(result: ValueType, otherwise: ValueType | undefined): ValueType {
  if (otherwise === undefined) return result;
  const type: Type = otherwise.type.kind === "null" ? result.type : unifyTypes(result.type, otherwise.type);
  return {
    type,
    mayBeAbsent: result.mayBeAbsent || otherwise.mayBeAbsent,
    mayBeNull: result.mayBeNull || otherwise.mayBeNull,
  };
}
