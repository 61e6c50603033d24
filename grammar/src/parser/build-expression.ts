import type { Span } from "@xmap/diagnostics";
import type { Expression, PathExpression, PathStage, PathStep } from "../tree/expressions.ts";

/** `left.right`: paths grow, anything else becomes a step. */
export function joinPath(left: Expression, right: Expression): PathExpression {
  return {
    kind: "PathExpression",
    steps: [...namedSteps(left), ...namedSteps(right)],
    span: cover(left.span, right.span),
  };
}

/** Brackets bind to the last step. */
export function addStage(left: Expression, stage: PathStage): PathExpression {
  const steps = stepsOf(left);
  const last = steps.at(-1);
  if (last === undefined) return { kind: "PathExpression", steps, span: left.span };
  const longer: PathStep = { ...last, stages: [...last.stages, stage], span: cover(last.span, stage.span) };
  return { kind: "PathExpression", steps: [...steps.slice(0, -1), longer], span: cover(left.span, stage.span) };
}

function stepsOf(expression: Expression): readonly PathStep[] {
  if (expression.kind === "PathExpression") return expression.steps;
  return [{ kind: "PathStep", operand: expression, stages: [], span: expression.span }];
}

/** A text between dots is a field's name. */
function namedSteps(expression: Expression): readonly PathStep[] {
  return stepsOf(expression).map((step) => {
    if (step.operand.kind !== "StringLiteral") return step;
    return { ...step, operand: { kind: "NameStep", name: step.operand.value, span: step.operand.span } };
  });
}

export function nameExpression(name: string, span: Span): PathExpression {
  return {
    kind: "PathExpression",
    steps: [{ kind: "PathStep", operand: { kind: "NameStep", name, span }, stages: [], span }],
    span,
  };
}

export function cover(first: Span, second: Span): Span {
  return { start: first.start, end: Math.max(first.end, second.end) };
}
