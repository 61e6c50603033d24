import type { Expression, PathExpression, PathStage, PathStep } from "@xmap/grammar";
import { isNumeric, itemOf } from "../types/classify.ts";
import { present, sequenceOf, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { fieldOf } from "./field-of.ts";
import { type Scope, withContext } from "./scope.ts";

/** One value of a list, or the value itself. */
function elementOf(value: ValueType): ValueType {
  if (value.type.kind !== "list") return value;
  return { type: value.type.item, mayBeAbsent: false, mayBeNull: value.type.sequence && value.mayBeNull };
}

function isPosition(condition: Expression, value: ValueType): boolean {
  if (condition.kind === "NumberLiteral") return true;
  return isNumeric(value.type) && value.type.kind !== "enumeration";
}

function applyStage(value: ValueType, stage: PathStage, scope: Scope, context: ExpressionContext): ValueType {
  switch (stage.kind) {
    case "FilterStage": {
      const element = elementOf(value);
      const inside = withContext(scope, { ...element, mayBeAbsent: false });
      const condition = context.infer(stage.condition, inside);
      if (value.type.kind === "unknown") return value;
      if (isPosition(stage.condition, condition) || value.type.kind !== "list")
        return { ...element, mayBeAbsent: true };
      return sequenceOf(element.type, element.mayBeNull);
    }
    case "KeepListStage":
      return {
        type: { kind: "list", item: itemOf(value.type), sequence: false },
        mayBeAbsent: value.mayBeAbsent || (value.type.kind === "list" && value.type.sequence),
        mayBeNull: false,
      };
    case "IndexStage":
    case "FocusStage":
      context.report({
        code: "unsupported-expression",
        span: stage.span,
        values: { what: stage.kind === "IndexStage" ? "A position variable `#$…`" : "A context variable `@$…`" },
      });
      return UNKNOWN_VALUE;
  }
}

function refuseStep(step: PathStep, what: string, context: ExpressionContext): ValueType {
  context.report({ code: "unsupported-expression", span: step.operand.span, values: { what } });
  return UNKNOWN_VALUE;
}

/** A step's value for one value of the step before it. */
function inferStep(step: PathStep, element: ValueType, first: boolean, scope: Scope, context: ExpressionContext) {
  const { operand } = step;
  const inside = first ? scope : withContext(scope, present(element.type));
  switch (operand.kind) {
    case "NameStep":
      return operand.name === "" ? UNKNOWN_VALUE : fieldOf(element, operand.name, operand.span, scope, context);
    case "WildcardStep":
      return refuseStep(step, "The wildcard `*`", context);
    case "DescendantsStep":
      return refuseStep(step, "The descendants `**`", context);
    case "ParentStep":
      return refuseStep(step, "The parent `%`", context);
    case "StringLiteral":
      return refuseStep(step, "A text as part of a path", context);
    default: {
      const value = context.infer(operand, inside);
      return { ...value, mayBeAbsent: value.mayBeAbsent || (!first && element.mayBeAbsent) };
    }
  }
}

/** A path: fields of records, mapped over lists, with filters and positions. */
export function inferPath(path: PathExpression, scope: Scope, context: ExpressionContext): ValueType {
  let value = scope.context;
  for (const [index, step] of path.steps.entries()) {
    const list = index > 0 && value.type.kind === "list";
    const element = list ? elementOf(value) : value;
    let result = inferStep(step, element, index === 0, scope, context);
    for (const stage of step.stages) result = applyStage(result, stage, scope, context);
    if (result.type.kind === "unknown") {
      value = result;
      continue;
    }
    const nested = elementOf(result);
    value = list ? sequenceOf(nested.type, nested.mayBeNull) : result;
  }
  return value;
}
