import type { Expression, PathExpression, PathStep } from "@xmap/grammar";
import { present, sequenceOf, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { type FactPlace, Facts } from "./facts.ts";
import { fieldOf } from "./field-of.ts";
import { inferGroupOf } from "./infer-object.ts";
import { sortState } from "./infer-sort.ts";
import { inferDescendants, inferWildcard } from "./infer-wildcard.ts";
import { factPlaceOf } from "./narrowing.ts";
import { applyStage, type StageState } from "./path-stages.ts";
import { elementOf, type PathState } from "./path-state.ts";
import { type Scope, withContext, withFrame } from "./scope.ts";

/** The value of an expression with what `%` and variables mean behind it. */
export function inferState(expression: Expression, scope: Scope, context: ExpressionContext): PathState {
  switch (expression.kind) {
    case "PathExpression": {
      const state = pathState(expression, scope, context);
      context.types.set(expression, state.value);
      return state;
    }
    case "SortExpression": {
      const state = sortState(expression, inferState(expression.operand, scope, context), context);
      context.types.set(expression, state.value);
      return state;
    }
    case "GroupExpression": {
      const operand = inferState(expression.operand, scope, context);
      const value = inferGroupOf(expression.pairs, operand, context);
      context.types.set(expression, value);
      return { value, ancestors: [], scope };
    }
    case "BlockExpression": {
      const [only, ...others] = expression.expressions;
      if (only === undefined || others.length > 0 || only.kind !== "PathExpression") break;
      const state = inferState(only, withFrame(scope), context);
      context.types.set(expression, state.value);
      return { ...state, scope };
    }
  }
  return { value: context.infer(expression, scope), ancestors: [], scope };
}

/** A path: fields of records, mapped over lists, with filters, positions and variables. */
export function inferPath(path: PathExpression, scope: Scope, context: ExpressionContext): ValueType {
  return pathState(path, scope, context).value;
}

/** A step's value for one value of the step before it. */
function inferStep(
  step: PathStep,
  element: ValueType,
  before: PathState,
  first: boolean,
  isAlone: boolean,
  context: ExpressionContext,
): PathState {
  const { operand } = step;
  const { scope, ancestors } = before;
  const parents = [element, ...ancestors];
  switch (operand.kind) {
    case "NameStep": {
      const value = operand.name === "" ? UNKNOWN_VALUE : fieldOf(element, operand.name, operand.span, scope, context);
      return { value, ancestors: parents, scope };
    }
    case "WildcardStep":
      return { value: inferWildcard(element, context), ancestors: parents, scope };
    case "DescendantsStep":
      return { value: inferDescendants(element, context), ancestors: [], scope };
    case "ParentStep": {
      const [parent, ...further] = ancestors;
      if (parent !== undefined) return { value: parent, ancestors: further, scope };
      context.report({ code: "no-parent", span: operand.span, values: {} });
      return { value: UNKNOWN_VALUE, ancestors: [], scope };
    }
    case "StringLiteral":
      if (isAlone) return { value: context.infer(operand, scope), ancestors: [], scope };
      return { value: fieldOf(element, operand.value, operand.span, scope, context), ancestors: parents, scope };
    default: {
      const inside = first ? scope : withContext(scope, present(element.type), ancestors);
      const { value, ancestors: further, scope: bound } = inferState(operand, inside, context);
      const after =
        bound.frame === inside.frame || bound.frame === undefined ? scope : { ...scope, frame: bound.frame };
      const mayBeAbsent = value.mayBeAbsent || (!first && element.mayBeAbsent);
      return { value: { ...value, mayBeAbsent }, ancestors: further, scope: after };
    }
  }
}

/** Whether the step is taken for each value of a list. */
function isMapped(step: PathStep, first: boolean, isAlone: boolean): boolean {
  if (!first || step.operand.kind === "NameStep" || step.operand.kind === "WildcardStep") return true;
  return !isAlone && step.operand.kind !== "VariableExpression";
}

function pathState(path: PathExpression, scope: Scope, context: ExpressionContext): PathState {
  const isAlone = path.steps.length === 1;
  let state: PathState = { value: scope.context, ancestors: scope.ancestors ?? [], scope };
  let place: FactPlace | undefined;
  for (const [index, step] of path.steps.entries()) {
    const first = index === 0;
    const list = state.value.type.kind === "list" && isMapped(step, first, isAlone);
    const element = list ? elementOf(state.value) : state.value;
    const found = inferStep(step, element, state, first, isAlone, context);
    place = list ? undefined : placeAfter(step, place, first, scope);
    const narrowed = place === undefined ? found.value : (scope.facts ?? NO_FACTS).narrowed(place, found.value);
    let stage: StageState = { ...found, value: narrowed, input: { value: element, ancestors: state.ancestors } };
    for (const part of step.stages) stage = applyStage(stage, part, context);
    if (step.stages.length > 0) place = undefined;
    state = { ...stage, value: list ? gathered(stage.value) : stage.value };
  }
  return state;
}

const NO_FACTS = new Facts();

/** The place that facts may speak about after one more step. */
function placeAfter(
  step: PathStep,
  before: FactPlace | undefined,
  first: boolean,
  scope: Scope,
): FactPlace | undefined {
  const { operand } = step;
  if (first) {
    return factPlaceOf({ kind: "PathExpression", span: step.span, steps: [{ ...step, stages: [] }] }, scope);
  }
  if (before === undefined || operand.kind !== "NameStep") return undefined;
  return { ...before, names: [...before.names, operand.name] };
}

/** What a step gives for each value of a list, as one list. */
function gathered(value: ValueType): ValueType {
  if (value.type.kind === "unknown") return { ...value, mayBeAbsent: true };
  const nested = elementOf(value);
  return sequenceOf(nested.type, nested.mayBeNull);
}
