import type { Answer, Arm } from "@xmap/grammar";
import type { Type } from "@xmap/language";
import { type ExportedName, help, literal, local } from "../ir/code.ts";
import type { AnswerIr, MapIr } from "../ir/module.ts";
import type { TypeCode } from "../ir/type-code.ts";
import { helperType, keyword, NULL_TYPE, UNDEFINED_TYPE, union } from "../ir/type-code.ts";
import { lowerTemplate } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { lowered, primitiveOf } from "./lowered.ts";
import { createNameScope, declareLocal } from "./names.ts";

/** What an arm or a miss answers. */
export function lowerAnswer(answer: Answer, scope: ExpressionScope, fallback: string): AnswerIr {
  return { ...bareAnswer(answer, scope, fallback), place: { offset: answer.span.start } };
}

function bareAnswer(answer: Answer, scope: ExpressionScope, fallback: string): AnswerIr {
  switch (answer.kind) {
    case "Outcome": {
      const message = answer.template === undefined ? literal(fallback) : lowerTemplate(answer.template, scope);
      return { kind: "outcome", word: answer.word, message };
    }
    case "KeepAnswer":
      return { kind: "keep" };
    case "NoneAnswer":
      return { kind: "absent" };
    case "NullLiteral":
      return { kind: "value", value: null };
    default:
      return { kind: "value", value: answer.value };
  }
}

export interface ArmsToLower {
  readonly name: string;
  readonly function: ExportedName;
  readonly answers: ExportedName | undefined;
  readonly documentation: string | undefined;
  readonly input: Type;
  readonly arms: readonly Arm[];
  /** Instead of the arms' own `else`. */
  readonly otherwise: Answer | undefined;
}

/** A value map as a function: absent stays absent, what no arm names is held. */
export function lowerArms(map: ArmsToLower, scope: ExpressionScope): MapIr {
  const names = createNameScope(scope.names);
  const parameter = declareLocal(names, "value");
  const inner = { ...scope, names, context: lowered(local(parameter), map.input), contextFields: new Map() };
  const fallback = `no arm of ${map.name} matched`;
  const arms = map.arms
    .filter((arm) => arm.patterns.length > 0)
    .map((arm) => ({
      patterns: arm.patterns.map((pattern) => (pattern.kind === "NullLiteral" ? null : pattern.value)),
      answer: lowerAnswer(arm.answer, inner, fallback),
    }));
  const last = map.otherwise ?? map.arms.find((arm) => arm.patterns.length === 0)?.answer;
  const unknown: AnswerIr = {
    kind: "outcome",
    word: "hold",
    message: { kind: "text", parts: [`${map.name} does not know `, help("text", local(parameter))] },
  };
  const otherwise = last === undefined ? unknown : lowerAnswer(last, inner, fallback);
  const answers = [...arms.map((arm) => arm.answer), otherwise];
  const answerType = union(
    ...answers.flatMap((answer) => (answer.kind === "value" ? [literalType(answer.value)] : [])),
  );
  const named: TypeCode = map.answers === undefined ? answerType : { kind: "exported", exported: map.answers };
  return {
    function: map.function,
    place: { offset: map.arms[0]?.span.start ?? 0, name: map.name },
    answers: map.answers,
    answerType,
    documentation: map.documentation,
    parameter,
    parameterType: union(keyword(primitiveOf(map.input) ?? "string | number | boolean"), NULL_TYPE, UNDEFINED_TYPE),
    mayBeAbsent: true,
    arms,
    otherwise,
    result: union(
      named,
      ...(answers.some((answer) => answer.kind === "keep") ? [helperType("Keep")] : []),
      UNDEFINED_TYPE,
    ),
  };
}

function literalType(value: string | number | boolean | null): TypeCode {
  return value === null ? NULL_TYPE : { kind: "literal", value };
}
