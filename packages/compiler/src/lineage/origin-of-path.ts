import type { PathExpression, PathStage, PathStep } from "@xmap/grammar";
import { anyOf, chosenBy, elementsOf, fieldOf, type Origin, type OriginScope, parentOf } from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";

/** A path: each step starts where the one before it stands; filters choose. */
export function originOfPath(path: PathExpression, scope: OriginScope): Origin {
  let value = scope.context;
  let inside = scope;
  for (const [index, step] of path.steps.entries()) {
    const context = value;
    value = originOfStep(step, value, index === 0, inside);
    for (const stage of step.stages) {
      if (stage.kind === "FilterStage") {
        value = chosenBy(value, originOf(stage.condition, { ...inside, context: elementsOf(value) }));
        continue;
      }
      const variable = variableOf(stage, value);
      if (variable === undefined) continue;
      inside = { ...inside, variables: new Map(inside.variables).set(variable.name, variable.origin) };
      // `@$v` names the element, and the path goes on from where it was.
      if (stage.kind === "FocusStage" && index < path.steps.length - 1) value = context;
    }
  }
  return value;
}

function originOfStep({ operand }: PathStep, value: Origin, first: boolean, scope: OriginScope): Origin {
  switch (operand.kind) {
    case "NameStep":
      return fieldOf(value, operand.name);
    case "WildcardStep":
      return value.places.length === 0 && value.members !== undefined
        ? anyOf(...value.members.values(), { ...value, members: undefined })
        : fieldOf(value, "*");
    case "DescendantsStep":
      return fieldOf(value, "**");
    case "ParentStep":
      return parentOf(value);
    default:
      return originOf(operand, first ? scope : { ...scope, context: elementsOf(value) });
  }
}

function variableOf(stage: PathStage, value: Origin): { readonly name: string; readonly origin: Origin } | undefined {
  if (stage.kind === "FocusStage") return { name: stage.variable, origin: elementsOf(value) };
  if (stage.kind === "IndexStage") return { name: stage.variable, origin: { ...value, places: [], literals: [] } };
  return undefined;
}
