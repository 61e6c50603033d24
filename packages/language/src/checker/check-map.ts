import { didYouMean } from "@xmap/diagnostics";
import type { Arm, Literal, MapDeclaration } from "@xmap/grammar";
import { areComparable } from "../expressions/infer-comparison.ts";
import type { Scope } from "../expressions/scope.ts";
import type { MapSymbol } from "../program.ts";
import { itemOf } from "../types/classify.ts";
import { BOOLEAN, enumeration, NULL, NUMBER, present } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { asSentenceStart, typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { checkAnswers } from "./check-outcome.ts";
import { planConversion } from "./conversion.ts";
import { resolveField } from "./resolve-name.ts";
import { invertMap } from "./two-way/invert-map.ts";
import { directArms } from "./two-way/two-way-arms.ts";

function literalText(literal: Literal): string {
  return literal.kind === "NullLiteral" ? "null" : JSON.stringify(literal.value);
}

function literalType(literal: Literal): Type {
  if (literal.kind === "NullLiteral") return NULL;
  if (literal.kind === "StringLiteral") return enumeration([literal.value]);
  return literal.kind === "NumberLiteral" ? NUMBER : BOOLEAN;
}

function checkPattern(pattern: Literal, input: Type, context: CheckContext): void {
  if (!areComparable(literalType(pattern), input)) {
    context.report({
      code: "type-mismatch",
      span: pattern.span,
      values: { wanted: asSentenceStart(typeToText(input)), found: literalText(pattern) },
    });
    return;
  }
  if (input.kind !== "enumeration" || pattern.kind === "NullLiteral" || input.values.includes(pattern.value)) return;
  context.report({
    code: "type-mismatch",
    wording: "outsideSet",
    span: pattern.span,
    values: { value: literalText(pattern), wanted: typeToText(input) },
    help: didYouMean(String(pattern.value), input.values.map(String)),
  });
}

function checkExhaustive(input: Type, matched: ReadonlySet<string>, span: Arm["span"], context: CheckContext): void {
  if (input.kind === "unknown") return;
  const values = input.kind === "boolean" ? [true, false] : input.kind === "enumeration" ? input.values : undefined;
  const help = 'end with `else -> hold "…"`';
  if (values === undefined) {
    context.recorder?.missingArms(span, []);
    const report = { wording: "open", span, values: { type: typeToText(input) }, help } as const;
    context.report({ code: "not-exhaustive-map", ...report });
    return;
  }
  const missing = values.map((value) => JSON.stringify(value)).filter((value) => !matched.has(value));
  if (missing.length === 0) return;
  context.recorder?.missingArms(span, missing);
  context.report({ code: "not-exhaustive-map", span, values: { values: missing.join(", ") }, help });
}

/** The arms of a map or of a `via { }`: reachable, of the input's values, with an answer for each. */
export function checkArms(
  arms: readonly Arm[],
  input: ValueType,
  scope: Scope,
  span: Arm["span"],
  hasOtherwise: boolean,
  context: CheckContext,
): ValueType {
  const type = itemOf(input.type);
  const matched = new Set<string>();
  let otherwise = false;
  for (const arm of arms) {
    if (arm.direction !== "->") {
      const help = "write `->`, or let the map go both ways";
      context.report({ code: "two-way-in-one-way", wording: "arm", span: arm.span, values: {}, help });
    }
    if (otherwise) {
      context.report({ code: "unreachable-arm", wording: "afterElse", span: arm.span, values: {} });
      continue;
    }
    otherwise = arm.patterns.length === 0;
    for (const pattern of arm.patterns) {
      const text = literalText(pattern);
      if (matched.has(text)) context.report({ code: "unreachable-arm", span: pattern.span, values: { value: text } });
      else checkPattern(pattern, type, context);
      matched.add(text);
    }
  }
  if (!otherwise && !hasOtherwise) checkExhaustive(type, matched, span, context);
  const inside: Scope = { ...scope, context: present(type) };
  return checkAnswers(
    arms.map((arm) => arm.answer),
    inside,
    context,
  );
}

function checkAnswersFit(declaration: MapDeclaration, target: Type, context: CheckContext): void {
  for (const { answer } of declaration.arms) {
    if (answer.kind !== "StringLiteral" && answer.kind !== "NumberLiteral" && answer.kind !== "BooleanLiteral")
      continue;
    const plan = planConversion(enumeration([answer.value]), target, true);
    if (plan.kind === "fits") continue;
    context.report({
      code: "type-mismatch",
      wording: "outsideSet",
      span: answer.span,
      values: { value: literalText(answer), wanted: typeToText(target) },
      help: target.kind === "enumeration" ? didYouMean(String(answer.value), target.values.map(String)) : undefined,
    });
  }
}

/** A value map: its input's values and the closed set of its answers; a two-way one with its inverse. */
export function checkMap(declaration: MapDeclaration, context: CheckContext): MapSymbol | undefined {
  const input = resolveField(context, declaration.from);
  const target = declaration.to === undefined ? undefined : resolveField(context, declaration.to);
  if (input === undefined) return undefined;
  const value: ValueType = { ...input.field.value, type: input.type };
  const scope: Scope = { context: present(input.type), root: present(input.type), lets: new Map(), flow: false };
  const directed = declaration.direction === "<->" ? directArms(declaration.arms, context) : undefined;
  const arms = directed?.forward ?? declaration.arms;
  const answer = checkArms(arms, value, scope, declaration.name.span, false, context);
  if (target !== undefined) checkAnswersFit(declaration, target.type, context);
  const { name } = declaration.name;
  const inverse = directed === undefined ? undefined : invertMap(declaration, directed, value, target?.type, context);
  return { kind: "map", name, file: context.path, declaration, input: value, answer, arms, inverse };
}
