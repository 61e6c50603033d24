import type { SyntaxNode } from "@xmap/grammar";
import { variablesTakenBy } from "./expression-place.ts";
import { chosenExpression } from "./extract-let.ts";
import { insertingAbove } from "./insertion-places.ts";
import { isFunctionName, nameForValue, wordFor } from "./names.ts";
import { flatSliceOf, innermost, type Refactoring, type RefactoringPlace, replacing } from "./refactoring.ts";

const STEPS = ["EffectStep", "ValueStep", "RequireStep", "WhenStep", "EachStep", "WriteStep"] as const;

/** Names a value of a flow's step in a step of its own above it. */
export function extractStep(place: RefactoringPlace): readonly Refactoring[] {
  const step = innermost(place.nodes, ...STEPS);
  if (step === undefined || step.kind === "WriteStep") return [];
  const expression = chosenExpression(place, step);
  if (expression === undefined || !isAlwaysEvaluated(place.nodes, expression)) return [];
  if (!variablesTakenBy(expression).every(({ name }) => isFunctionName(name))) return [];
  const name = nameForValue(wordFor(expression), place);
  const changes = [
    insertingAbove(place, step, `${name} = ${flatSliceOf(place, expression)}`),
    replacing(expression, name),
  ];
  return [{ title: `Extract step ${name}`, kind: "refactor.extract", changes }];
}

/** A step's value is computed when the step is reached; one branch of a choice must not be computed for the other. */
function isAlwaysEvaluated(nodes: readonly SyntaxNode[], expression: SyntaxNode): boolean {
  const around = nodes.slice(0, nodes.indexOf(expression) + 1);
  return around.every((node, index) => {
    const child = around[index + 1];
    if (child === undefined) return true;
    if (node.kind === "ConditionalExpression") return child === node.condition;
    const decides = node.kind === "BinaryExpression" && ["and", "or", "??", "?:"].includes(node.operator);
    return !decides || child === node.left;
  });
}
