import type { Expression, PathStage } from "@xmap/grammar";
import { isNumeric, isSequence, itemMayBeNull, itemOf } from "../types/classify.ts";
import { INTEGER, listOf, NEVER, present, sequenceOf } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { factsOf } from "./narrowing.ts";
import { elementOf, type PathState } from "./path-state.ts";
import { type Scope, withContext, withFrame } from "./scope.ts";

/** A step's state with what the step was taken from. */
export interface StageState extends PathState {
  readonly input: Pick<PathState, "value" | "ancestors">;
}

/** What follows a step: a filter, a position, `[]`, or a variable. */
export function applyStage(state: StageState, stage: PathStage, context: ExpressionContext): StageState {
  switch (stage.kind) {
    case "FilterStage":
      return { ...state, value: filtered(state, stage.condition, context) };
    case "KeepListStage":
      return { ...state, value: keptList(state.value) };
    case "IndexStage": {
      const scope = withFrame(state.scope, [[stage.variable, present(INTEGER)]]);
      return { ...state, scope, value: manyOf(state.value, state.value) };
    }
    case "FocusStage": {
      const item = { ...elementOf(state.value), mayBeAbsent: false };
      const scope = withFrame(state.scope, [[stage.variable, item]]);
      // The context stays what it was before the step, once for each item.
      return { ...state, scope, ancestors: state.input.ancestors, value: manyOf(state.input.value, state.value) };
    }
  }
}

/** One value for each of a list's items. */
function manyOf(value: ValueType, list: ValueType): ValueType {
  if (list.type.kind !== "list" || value.type.kind === "unknown") return value;
  const item = elementOf(value);
  return sequenceOf(item.type, item.mayBeNull);
}

function isPosition(condition: Expression, value: ValueType): boolean {
  if (condition.kind === "NumberLiteral") return true;
  return isNumeric(value.type) && value.type.kind !== "enumeration";
}

/** Whether nothing but the run can tell if the condition is a position. */
function mayBePosition({ type }: ValueType): boolean {
  const members = type.kind === "union" ? type.members : [itemOf(type)];
  return members.some((member) => member.kind === "unknown" || isNumeric(member));
}

function filtered(
  { value, scope, ancestors }: StageState,
  condition: Expression,
  context: ExpressionContext,
): ValueType {
  const element = elementOf(value);
  const inside = withContext(scope, { ...element, mayBeAbsent: false }, ancestors);
  const found = context.infer(condition, inside);
  if (value.type.kind === "unknown" || (value.type.kind === "union" && value.type.members.length === 0))
    return { ...value, mayBeAbsent: true };
  if (value.type.kind !== "list") return { ...element, mayBeAbsent: true };
  if (isPosition(condition, found)) return { ...element, mayBeAbsent: true };
  const isTested = !mayBePosition(found);
  const kept = isTested ? elementWhere(condition, element, inside) : element;
  return sequenceOf(kept.type, kept.mayBeNull);
}

/** An item that a condition has let through: what the condition says about `$` itself holds for it. */
function elementWhere(condition: Expression, element: ValueType, inside: Scope): ValueType {
  return factsOf(condition, true, inside)?.narrowed({ root: "", names: [] }, element) ?? element;
}

function keptList(value: ValueType): ValueType {
  const item = itemOf(value.type);
  const mayBeAbsent = value.mayBeAbsent || isSequence(value.type) || item === NEVER;
  return { type: listOf(item, itemMayBeNull(value)), mayBeAbsent, mayBeNull: false };
}
